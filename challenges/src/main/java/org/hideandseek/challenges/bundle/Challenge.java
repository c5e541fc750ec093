package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.challenges.strict.RefusedValue;
import org.hideandseek.challenges.strict.Rules;

/**
 * What {@code challenge.yaml} says.
 *
 * @param name in addresses: lower-case letters, digits and '-'
 * @param title on pages
 * @param summary one sentence
 * @param data where the patients come from
 * @param publicShare the share of the patients that is public, for practice; the rest is private.
 *     With 1 there is nothing to compete on: it is to practise
 * @param splits how often and into what the private patients are divided
 * @param knowledge what seekers are given besides release and candidates
 * @param shadows how many shadow releases of each hider they are given, where they are given any
 * @param facets what the total utility is the smallest of
 * @param gate the total utility that a hider must reach to be ranked, between 0 and 1
 * @param hiders limits of a hider's run
 * @param seekers limits of a seeker's run
 * @param phases one after the other; none if the challenge is one stretch without an end
 * @param quotas how much a team may submit, where a phase does not say otherwise
 * @param teams who may play together
 * @param ranking how hiders and seekers are ranked
 * @param factSheet questions to whoever submits
 * @param pages besides the overview, in the order of the site
 * @param licence under which the public patients may be used
 * @param terms the file, in Markdown, with what whoever takes part agrees to
 * @param releases who gets a hider's releases, after the reveal
 * @param publicPatients who can download the public patients
 * @param largestArchiveMib how large an upload may be, in MiB
 */
public record Challenge(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String summary,
    @JsonProperty(required = true) Data data,
    @JsonProperty(required = true) double publicShare,
    @JsonProperty(required = true) Splits splits,
    GivenKnowledge knowledge,
    Optional<Integer> shadows,
    @JsonProperty(required = true) List<Facet> facets,
    @JsonProperty(required = true) double gate,
    @JsonProperty(required = true) PlayerLimits hiders,
    @JsonProperty(required = true) PlayerLimits seekers,
    List<Phase> phases,
    Quotas quotas,
    Teams teams,
    RankingRules ranking,
    List<FactSheetField> factSheet,
    List<PageFile> pages,
    Optional<String> licence,
    Optional<String> terms,
    Releases releases,
    PublicPatients publicPatients,
    Optional<Integer> largestArchiveMib) {
  static final int LONGEST_TITLE = 120;

  private static final int USUAL_SHADOWS = 4;
  private static final int MOST_SHADOWS = 16;
  private static final int USUAL_ARCHIVE_MIB = 10 << 10;
  private static final int LARGEST_ARCHIVE_MIB = 200 << 10;

  /** The name of the page with the terms in addresses. */
  public static final String TERMS = "terms";

  public Challenge {
    knowledge = knowledge == null ? GivenKnowledge.NONE : knowledge;
    facets = List.copyOf(facets);
    phases = phases == null ? List.of() : List.copyOf(phases);
    quotas = quotas == null ? Quotas.NONE : quotas;
    teams = teams == null ? Teams.ANY : teams;
    ranking = ranking == null ? RankingRules.USUAL : ranking;
    factSheet = factSheet == null ? List.of() : List.copyOf(factSheet);
    pages = pages == null ? List.of() : List.copyOf(pages);
    releases = releases == null ? Releases.NONE : releases;
    publicPatients = publicPatients == null ? PublicPatients.NONE : publicPatients;
    Rules rules = new Rules();
    rules
        .at("name")
        .require(
            name.matches("[a-z0-9][a-z0-9-]{1,39}"),
            () -> "has 2 to 40 lower-case letters, digits and '-', unlike '" + name + "'");
    rules
        .at("title")
        .require(
            !title.isBlank() && title.length() <= LONGEST_TITLE,
            () -> "has 1 to " + LONGEST_TITLE + " characters");
    rules
        .at("public_share")
        .require(
            publicShare > 0 && publicShare <= 1,
            () -> "is more than 0 and at most 1, not " + publicShare);
    rules.at("gate").require(gate >= 0 && gate <= 1, () -> "lies between 0 and 1, not " + gate);
    rules
        .at("facets")
        .require(
            !facets.isEmpty() && Set.copyOf(facets).size() == facets.size(),
            () -> "lists at least one facet, and none twice");
    requireGivable(rules, knowledge, shadows, splits.sizes());
    requireInOrder(rules, phases);
    requirePlayable(rules, phases, splits.count());
    requireDifferent(
        rules, factSheet.stream().map(FactSheetField::name).toList(), "fact_sheet", "name");
    requireDifferent(rules, pages.stream().map(PageFile::slug).toList(), "pages", "file");
    requireTerms(rules, terms, pages);
    rules
        .at("largest_archive_mib")
        .require(
            largestArchiveMib.filter(mib -> mib < 1 || mib > LARGEST_ARCHIVE_MIB).isEmpty(),
            () ->
                "lies between 1 and "
                    + LARGEST_ARCHIVE_MIB
                    + ", not "
                    + largestArchiveMib.orElseThrow());
    rules.hold();
  }

  private static void requireTerms(Rules rules, Optional<String> terms, List<PageFile> pages) {
    rules
        .at("terms")
        .require(
            terms.filter(file -> !PageFile.isMarkdown(file)).isEmpty(),
            () ->
                "names a Markdown file of the bundle such as terms.md, unlike '"
                    + terms.orElseThrow()
                    + "'");
    rules
        .at("terms")
        .beside("pages")
        .require(
            terms.isEmpty() || pages.stream().noneMatch(page -> page.slug().equals(TERMS)),
            () -> "is a page of its own; take " + TERMS + ".md off pages");
  }

  private static void requireGivable(
      Rules rules, GivenKnowledge knowledge, Optional<Integer> shadows, SplitSizes sizes) {
    rules
        .at("knowledge")
        .beside("splits", "sizes", "reference")
        .require(
            !knowledge.contains(Knowledge.REFERENCE) || sizes.reference() != 0,
            () -> "gives a reference, but splits.sizes.reference is 0; make it larger");
    rules
        .at("shadows")
        .beside("knowledge")
        .require(
            shadows.isEmpty() || knowledge.contains(Knowledge.SHADOWS),
            () ->
                "is "
                    + shadows.orElseThrow()
                    + ", but knowledge does not give shadows; list them there or leave this out");
    rules
        .at("shadows")
        .require(
            shadows.filter(count -> count < 1 || count > MOST_SHADOWS).isEmpty(),
            () -> "lies between 1 and " + MOST_SHADOWS + ", not " + shadows.orElseThrow());
  }

  private static void requireInOrder(Rules rules, List<Phase> phases) {
    requireDifferent(rules, phases.stream().map(Phase::name).toList(), "phases", "name");
    rules
        .at("phases", "0", "advance")
        .require(
            phases.isEmpty() || phases.get(0).advance().isEmpty(),
            () -> "stands in the first phase, before which there are no entries; leave it out");
    for (int i = 1; i < phases.size(); i++) {
      Phase before = phases.get(i - 1);
      Phase phase = phases.get(i);
      rules
          .at("phases", "" + i, "starts")
          .beside("phases", "" + (i - 1), "ends")
          .require(
              !phase.starts().isBefore(before.ends()),
              () ->
                  "is "
                      + phase.starts()
                      + ", before '"
                      + before.name()
                      + "' ends at "
                      + before.ends()
                      + "; phases follow each other");
    }
  }

  /** All splits are drawn and committed to when the challenge opens. */
  private static void requirePlayable(Rules rules, List<Phase> phases, int count) {
    for (int i = 0; i < phases.size(); i++) {
      int splits = phases.get(i).splits().orElse(count);
      rules
          .at("phases", "" + i, "splits")
          .beside("splits", "count")
          .require(
              splits <= count,
              () -> "is " + splits + ", but splits.count is " + count + "; make that as large");
    }
  }

  private static void requireDifferent(Rules rules, List<String> names, String list, String key) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int first = names.indexOf(name);
      rules
          .at(list, "" + i, key)
          .beside(list, "" + first, key)
          .require(first == i, () -> "stands for '" + name + "', which is there already");
    }
  }

  /** How many shadow releases are made of each hider; 0 if seekers are not given any. */
  public int shadowsPerHider() {
    return knowledge.contains(Knowledge.SHADOWS) ? shadows.orElse(USUAL_SHADOWS) : 0;
  }

  /** How many bytes an upload may have. */
  public long largestArchiveBytes() {
    return (long) largestArchiveMib.orElse(USUAL_ARCHIVE_MIB) << 20;
  }

  /** How many splits are played in a phase. */
  public int splits(Phase phase) {
    return phase.splits().orElse(splits.count());
  }

  /**
   * The same challenge with other dates.
   *
   * @param others the phases, by the same names in the same order
   * @throws IllegalArgumentException if they do not follow each other
   */
  public Challenge withPhases(List<Phase> others) {
    return new Challenge(
        name,
        title,
        summary,
        data,
        publicShare,
        splits,
        knowledge,
        shadows,
        facets,
        gate,
        hiders,
        seekers,
        others,
        quotas,
        teams,
        ranking,
        factSheet,
        pages,
        licence,
        terms,
        releases,
        publicPatients,
        largestArchiveMib);
  }

  /** How much a team may submit in a phase. */
  public Quotas quotas(Phase phase) {
    return phase.quotas().orElse(quotas);
  }

  /**
   * Where the patients come from: exactly one of the three.
   *
   * @param importer name of a built-in importer
   * @param cohort a folder of the bundle with {@code schema.json} and the four arrays
   * @param dataset a folder among those that were made by {@code dataset import}
   */
  public record Data(String importer, String cohort, String dataset) {
    public Data {
      if (Stream.of(importer, cohort, dataset).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException(
            "data names either an importer, a cohort folder or a dataset");
      }
      if (dataset != null && !dataset.matches("[a-z0-9][a-z0-9-]*")) {
        throw new IllegalArgumentException(
            "a dataset's name has lower-case letters, digits and '-', unlike '" + dataset + "'");
      }
    }

    /** The key that is there. */
    String key() {
      return importer != null ? "importer" : cohort != null ? "cohort" : "dataset";
    }
  }

  /**
   * The divisions of the private patients.
   *
   * @param count how many independent splits are played
   * @param sizes patients in each
   */
  public record Splits(
      @JsonProperty(required = true) int count, @JsonProperty(required = true) SplitSizes sizes) {
    public Splits {
      if (count < 1 || count > 100) {
        throw new RefusedValue("lies between 1 and 100, not " + count, "count");
      }
    }
  }

  /** The limits of a role's runs. */
  public PlayerLimits limits(PlayerRole role) {
    return switch (role) {
      case HIDER -> hiders;
      case SEEKER -> seekers;
    };
  }

  /**
   * Which patients of a cohort are public, where each is another person.
   *
   * @param n the number of patients
   */
  public Shares shares(int n) {
    return shares(People.each(n));
  }

  /**
   * Which patients of a cohort are public; all of one person go to one side. The division is no
   * secret: it follows from the challenge's name.
   */
  public Shares shares(People people) {
    int published = (int) Math.round(publicShare * people.patients());
    List<int[]> parts = people.deal(SecretSeed.guessable(0).derive("public", name), published);
    return new Shares(parts.get(0), parts.get(1));
  }

  /**
   * Positions in the challenge's cohort.
   *
   * @param published the public patients
   * @param secret the private patients
   */
  public record Shares(int[] published, int[] secret) {}
}
