package org.hideandseek.web.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.FactSheetField;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.web.page.Figures;

/**
 * What an organiser promises around the games: phases, questions, pages.
 *
 * @param phases in order of time
 * @param fields of the fact sheet
 * @param pages besides the overview, the terms last
 * @param licence empty if none is named
 */
record CompetitionView(
    List<PhaseRow> phases, List<Field> fields, List<Link> pages, String licence) {

  static CompetitionView of(Challenge challenge) {
    List<Link> pages = new ArrayList<>();
    String home = "/challenges/" + challenge.name() + "/pages/";
    challenge.pages().forEach(page -> pages.add(new Link(page.title(), home + page.slug())));
    if (challenge.terms().isPresent()) {
      pages.add(new Link("Terms", home + Challenge.TERMS));
    }
    return new CompetitionView(
        challenge.phases().stream().map(phase -> PhaseRow.of(challenge, phase)).toList(),
        challenge.factSheet().stream().map(Field::of).toList(),
        pages,
        challenge.licence().orElse(""));
  }

  /** The same with its pages at another address. */
  CompetitionView at(String address) {
    return new CompetitionView(
        phases,
        fields,
        pages.stream()
            .map(
                link ->
                    new Link(
                        link.title(),
                        address + link.href().substring(link.href().lastIndexOf('/') + 1)))
            .toList(),
        licence);
  }

  boolean hasPhases() {
    return !phases.isEmpty();
  }

  boolean hasFields() {
    return !fields.isEmpty();
  }

  boolean hasPages() {
    return !pages.isEmpty();
  }

  boolean hasLicence() {
    return !licence.isEmpty();
  }

  /** A page of the challenge. */
  record Link(String title, String href) {}

  /** A stretch of the challenge. */
  record PhaseRow(
      String name,
      String starts,
      String startsIso,
      String ends,
      String endsIso,
      String splits,
      String quotas,
      String visibility) {

    static PhaseRow of(Challenge challenge, Phase phase) {
      Quotas quotas = challenge.quotas(phase);
      return new PhaseRow(
          phase.name(),
          Figures.time(phase.starts()),
          Figures.iso(phase.starts()),
          Figures.time(phase.ends()),
          Figures.iso(phase.ends()),
          Figures.count(challenge.splits(phase)),
          phase
              .advance()
              .map(
                  most ->
                      "None; up to "
                          + Figures.count(most)
                          + " in each role go on from the phase before, as teams choose.")
              .orElse(
                  "Hiders: "
                      + quota(quotas.hider())
                      + ". Seekers: "
                      + quota(quotas.seeker())
                      + "."),
          visibility(phase));
    }

    private static String quota(Quotas.Quota quota) {
      List<String> parts = new ArrayList<>();
      quota.perDay().ifPresent(count -> parts.add(Figures.count(count) + " a day"));
      quota.total().ifPresent(count -> parts.add(Figures.count(count) + " in total"));
      return parts.isEmpty() ? "any number" : String.join(", ", parts);
    }

    private static String visibility(Phase phase) {
      String boards =
          switch (phase.visibility().boards()) {
            case PUBLIC -> "Boards for everybody";
            case PARTICIPANTS -> "Boards for teams";
            case HIDDEN -> "Boards hidden";
          };
      String own =
          switch (phase.visibility().ownScores()) {
            case LIVE -> "";
            case HIDDEN -> ", own scores hidden until it ends";
          };
      return boards
          + own
          + phase.freeze().map(at -> ", frozen from " + Figures.time(at)).orElse("")
          + ".";
    }
  }

  /** A question of the fact sheet. */
  record Field(String label, String answer, boolean required) {
    static Field of(FactSheetField field) {
      return new Field(
          field.label(),
          switch (field.kind()) {
            case TEXT, URL -> field.kind().name().toLowerCase(Locale.ROOT);
            case CHOICE -> String.join(", ", field.choices());
          },
          field.required());
    }
  }
}
