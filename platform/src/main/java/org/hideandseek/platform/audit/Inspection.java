package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Canaries;
import org.hideandseek.scoring.audit.Family;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Separability;
import org.hideandseek.scoring.audit.Sequence;
import org.hideandseek.scoring.audit.Severity;
import org.hideandseek.scoring.audit.Traces;
import org.hideandseek.scoring.audit.Trial;
import org.hideandseek.scoring.audit.Twins;

/** One inspection of an exhibit: the checks that docs/organising.md explains. */
final class Inspection {
  /** Statistics look at so many patients of a side at most, spread evenly over it. */
  private static final int MOST_PATIENTS = 20_000;

  /** A difference of the public from the private patients blocks if it is seen so well. */
  private static final double FAR_FROM_CHANCE = 0.1;

  /**
   * Near copies on another side block from this share of a side on; fewer may be like by chance,
   * and are a warning. Equal patients always block.
   */
  private static final double MANY = 0.05;

  /** Groups with fewer patients are too small to hide in. */
  private static final int SMALL_CELL = 5;

  /** With fewer of an outcome, its prediction is measured on nothing. */
  private static final int FEWEST_OUTCOMES = 10;

  private final OpenChallenge challenge;
  private final Exhibit exhibit;
  private final Schema schema;
  private final Traces traces;
  private final Path scratch;
  private final Family family = new Family();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Copies> copies = new ArrayList<>();
  private int unusualNans;

  /** Patients of one side that are on another one too. */
  private record Copies(String where, int of, int equal, int near) {}

  /**
   * Nothing is inspected yet.
   *
   * @param scratch a folder for what is needed on the way
   */
  Inspection(OpenChallenge challenge, Exhibit exhibit, Path scratch) {
    this.challenge = challenge;
    this.exhibit = exhibit;
    this.schema = exhibit.schema();
    this.traces = new Traces(schema);
    this.scratch = scratch;
  }

  AuditReport report() throws IOException {
    seed();
    files();
    people();
    Side published = sampled(exhibit.published());
    for (Exhibit.OfSplit split : exhibit.splits()) {
      inspect(split, published);
    }
    shares(published);
    nans();
    copies();
    random(
        "members",
        "Without a release, members look like non-members",
        "Members can be told from non-members without a release");
    random(
        "order",
        "The order of candidates tells nothing",
        "The order of candidates tells something");
    random(
        "shares",
        "Public patients look like private ones",
        "Public patients can be told from private ones");
    random("coins", "The coins of all splits are fair", "The coins are not fair");
    return new AuditReport(findings);
  }

  private void seed() {
    KnownSeeds seeds = new KnownSeeds(challenge, exhibit);
    Optional<String> found = seeds.found();
    add(
        "seed",
        found.isPresent() ? Severity.BLOCKING : Severity.FINE,
        found
            .map(what -> "Anybody can find out who is a member: " + what + ".")
            .orElse("No seed that somebody could try rebuilds a split."),
        Map.of("seeds_tried", (double) seeds.count()));
  }

  private void files() throws IOException {
    FileMarks marks = new FileMarks(schema, scratch);
    SplitSizes sizes = challenge.definition().splits().sizes();
    for (Exhibit.OfSplit split : exhibit.splits()) {
      Optional<String> mark = marks.in(split.hider(), split.drawn().members().length);
      for (Exhibit.Seen seeker : split.seekers()) {
        mark = mark.isPresent() ? mark : marks.in(seeker, sizes.candidates());
      }
      if (mark.isPresent()) {
        add(
            "files",
            Severity.BLOCKING,
            "In split " + split.number() + " a file carries a mark: " + mark.get() + ".",
            Map.of("split", (double) split.number()));
        return;
      }
    }
    add(
        "files",
        Severity.FINE,
        "Names, sizes, headers, times and modes of files follow from published numbers.",
        Map.of());
  }

  private void people() {
    People people = exhibit.people();
    int moved = 0;
    for (Exhibit.OfSplit split : exhibit.splits()) {
      int[] side = new int[people.persons()];
      int[] candidates = split.drawn().candidates();
      for (int i = 0; i < candidates.length; i++) {
        moved += moves(side, people.person(candidates[i]), split.drawn().member()[i] ? 1 : 2);
      }
      for (int patient : split.drawn().reference()) {
        moved += moves(side, people.person(patient), 3);
      }
      for (int patient : split.drawn().holdout()) {
        moved += moves(side, people.person(patient), 4);
      }
    }
    String fine =
        people.eachIsOne()
            ? "Each patient counts as another person, as there is no " + People.FILE + "."
            : "All patients of one person are on one side of each split.";
    add(
        "people",
        moved > 0 ? Severity.BLOCKING : Severity.FINE,
        moved > 0 ? "Patients of one person are on several sides of a split." : fine,
        Map.of(
            "patients", (double) people.patients(),
            "persons", (double) people.persons(),
            "on_another_side", (double) moved));
  }

  private static int moves(int[] side, int person, int to) {
    int from = side[person];
    side[person] = to;
    return from == 0 || from == to ? 0 : 1;
  }

  private void inspect(Exhibit.OfSplit split, Side published) throws IOException {
    Exhibit.Seen seen = split.seekers().get(0);
    String name = "split " + split.number();
    order(split, name);
    coins(split, name);

    int[] rows = spread(onePerPerson(seen.patients()));
    int[] part =
        IntStream.range(0, seen.member().length).map(i -> seen.member()[i] ? 0 : 1).toArray();
    Side candidates = Side.read(seen.cohort(), schema, rows, part, 2);
    boolean[] member = new boolean[rows.length];
    for (int i = 0; i < member.length; i++) {
      member[i] = seen.member()[rows[i]];
    }
    family.addAll(
        Separability.test("members", name, traces, candidates.table(), member, split.number()));

    Side hider = Side.read(split.hider().cohort(), schema, new int[0]);
    Side reference = Side.read(split.reference(), schema, new int[0]);
    Side holdout = Side.read(split.holdout(), schema, new int[0]);
    unusualNans += hider.unusualNans() + candidates.unusualNans() + reference.unusualNans();
    Twins members = candidates.twins().get(0);
    Twins all = members.and(candidates.twins().get(1));
    compare(name + ": members among non-members", members, candidates.twins().get(1));
    compare(name + ": candidates in the reference", all, reference.twins().get(0));
    compare(name + ": candidates in the holdout", all, holdout.twins().get(0));
    compare(name + ": candidates among the public patients", all, published.twins().get(0));
    shadows(seen, name, all);
    outcomes(name, candidates, holdout);
    if (split.number() == 1) {
      canaries(candidates);
    }
  }

  /** Shadows are made of public patients alone, and so say nothing about a candidate. */
  private void shadows(Exhibit.Seen seen, String name, Twins candidates) throws IOException {
    for (Path shadow : InputFolders.shadows(seen.in())) {
      for (String folder : List.of(InputFolders.MEMBERS, InputFolders.NON_MEMBERS)) {
        Side side = Side.read(shadow.resolve(folder), schema, new int[0]);
        compare(
            name + ": candidates among the " + folder + " of shadow " + shadow.getFileName(),
            candidates,
            side.twins().get(0));
      }
    }
  }

  private void order(Exhibit.OfSplit split, String name) {
    for (Exhibit.Seen seeker : split.seekers()) {
      family.addAll(Sequence.test("order", name, seeker.member()));
    }
    int[] first = ranks(split.seekers().get(0).patients());
    int[] second = ranks(split.seekers().get(1).patients());
    int[] cohort = IntStream.range(0, first.length).toArray();
    family.add(Sequence.sameOrder("order", name + " by the order in another match", first, second));
    family.add(Sequence.sameOrder("order", name + " by the order in the cohort", first, cohort));
  }

  private void coins(Exhibit.OfSplit split, String name) {
    People asked = exhibit.people().select(split.drawn().candidates());
    boolean[] heads = new boolean[asked.persons()];
    for (int i = 0; i < split.drawn().member().length; i++) {
      heads[asked.person(i)] = split.drawn().member()[i];
    }
    int count = (int) IntStream.range(0, heads.length).filter(i -> heads[i]).count();
    family.add(Sequence.fairCoins("coins", name, count, heads.length));
  }

  private void compare(String where, Twins these, Twins those) {
    copies.add(new Copies(where, these.size(), these.equalIn(those), these.nearIn(those)));
  }

  private void copies() {
    Map<String, Double> numbers = new TreeMap<>();
    Optional<Copies> worst =
        copies.stream()
            .filter(found -> found.near() > 0)
            .max(
                Comparator.comparingInt(Copies::equal)
                    .thenComparingDouble(found -> (double) found.near() / found.of()));
    copies.forEach(
        found -> {
          numbers.put(found.where() + ", equal", (double) found.equal());
          numbers.put(found.where() + ", nearly equal", (double) found.near());
        });
    boolean many =
        copies.stream().anyMatch(f -> f.equal() > 0 || (f.near() > 0 && f.near() >= MANY * f.of()));
    add(
        "copies",
        many ? Severity.BLOCKING : worst.isPresent() ? Severity.WARNING : Severity.FINE,
        worst
            .map(
                found ->
                    "Some patients seem to be on two sides; of "
                        + found.where()
                        + ", "
                        + found.equal()
                        + " of "
                        + found.of()
                        + " are equal and "
                        + found.near()
                        + " equal or nearly so.")
            .orElse("No patient is on two sides."),
        numbers);
  }

  private void outcomes(String name, Side candidates, Side holdout) {
    if (schema.outcome().isEmpty()) {
      return;
    }
    int outcome = schema.outcome().getAsInt();
    Variable variable = schema.statics().get(outcome);
    if (variable.kind() == Kind.NUMERIC) {
      return;
    }
    int among = Arrays.stream(candidates.codes()[outcome]).min().orElse(0);
    int within = Arrays.stream(holdout.codes()[outcome]).min().orElse(0);
    boolean few = Math.min(among / 2, within) < FEWEST_OUTCOMES;
    boolean judged = challenge.definition().facets().contains(Facet.OUTCOME_PREDICTION);
    add(
        "outcome",
        few ? judged ? Severity.BLOCKING : Severity.WARNING : Severity.FINE,
        "Of the rarest "
            + variable.name()
            + ", "
            + name
            + " has "
            + among
            + " candidates and "
            + within
            + (few
                ? " holdout patients, too few to measure how well it is predicted."
                : " holdout patients."),
        Map.of("candidates", (double) among, "holdout", (double) within));
  }

  private void canaries(Side candidates) {
    Canaries found = Canaries.in(schema, traces, candidates.table());
    boolean any = found.far() + found.alone() > 0;
    add(
        "canaries",
        any ? Severity.WARNING : Severity.FINE,
        "Of "
            + found.patients()
            + " candidates "
            + found.far()
            + " are far from all others in a number and "
            + found.alone()
            + " alone with their categories"
            + (any ? ": who knows them finds them again; think of leaving them out." : "."),
        Map.of("far", (double) found.far(), "alone", (double) found.alone()));
    List<String> small = new ArrayList<>();
    for (int s = 0; s < schema.staticCount(); s++) {
      if (Arrays.stream(candidates.codes()[s]).anyMatch(n -> n > 0 && n < SMALL_CELL)) {
        small.add(schema.statics().get(s).name());
      }
    }
    add(
        "groups",
        small.isEmpty() ? Severity.FINE : Severity.WARNING,
        small.isEmpty()
            ? "No category of a static is rarer than " + SMALL_CELL + " candidates."
            : "Fewer than "
                + SMALL_CELL
                + " candidates share a category of "
                + String.join(", ", small)
                + "; think of merging it with another.",
        Map.of("statics", (double) small.size()));
  }

  /** The public patients are no secret, but must be as the private ones are. */
  private void shares(Side published) throws IOException {
    if (!exhibit.people().eachIsOne()) {
      add(
          "shares",
          Severity.FINE,
          "Public and private patients were not compared, as several patients are one person.",
          Map.of());
      return;
    }
    Side secret = sampled(exhibit.secret());
    int rows = published.table().length / traces.columns();
    float[] table =
        Arrays.copyOf(published.table(), published.table().length + secret.table().length);
    System.arraycopy(secret.table(), 0, table, published.table().length, secret.table().length);
    boolean[] isPublic = new boolean[table.length / traces.columns()];
    Arrays.fill(isPublic, 0, rows, true);
    family.addAll(Separability.test("shares", "the shares", traces, table, isPublic, 0));
    compare(
        "public patients among the private ones", published.twins().get(0), secret.twins().get(0));
  }

  private void nans() {
    add(
        "missing",
        unusualNans > 0 ? Severity.WARNING : Severity.FINE,
        unusualNans > 0
            ? "Not measured is written by several codes of NaN, in "
                + unusualNans
                + " patients; write numpy.nan everywhere."
            : "Not measured is written by one code everywhere.",
        Map.of("patients", (double) unusualNans));
  }

  private void random(String check, String fine, String found) {
    Optional<Trial> clearest = family.clearest(check);
    if (clearest.isEmpty()) {
      return;
    }
    Trial trial = clearest.get();
    double p = family.corrected(trial);
    boolean alarm = p <= Family.LEVEL;
    boolean slight = check.equals("shares") && Math.abs(trial.auc() - 0.5) < FAR_FROM_CHANCE;
    findings.add(
        new Finding(
            check,
            alarm ? slight ? Severity.WARNING : Severity.BLOCKING : Severity.FINE,
            alarm
                ? String.format(
                    Locale.ROOT,
                    "%s: %s, AUC %.3f, p = %.2g corrected for %d tests.",
                    found,
                    trial.what(),
                    trial.auc(),
                    p,
                    family.size())
                : fine + ".",
            Map.of(
                "auc", trial.auc(),
                "alarms", (double) family.alarms(check),
                "tests", (double) family.size()),
            OptionalDouble.of(p)));
  }

  private void add(String check, Severity severity, String sentence, Map<String, Double> numbers) {
    findings.add(Finding.certain(check, severity, sentence, numbers));
  }

  private Side sampled(Path folder) throws IOException {
    int[] all = IntStream.range(0, Side.size(folder, schema)).toArray();
    return Side.read(folder, schema, spread(all));
  }

  /** The first of each person's patients. */
  private int[] onePerPerson(int[] patients) {
    boolean[] seen = new boolean[exhibit.people().persons()];
    return IntStream.range(0, patients.length)
        .filter(
            i -> {
              int person = exhibit.people().person(patients[i]);
              boolean first = !seen[person];
              seen[person] = true;
              return first;
            })
        .toArray();
  }

  private static int[] spread(int[] rows) {
    if (rows.length <= MOST_PATIENTS) {
      return rows;
    }
    return IntStream.range(0, MOST_PATIENTS)
        .map(i -> rows[(int) ((long) i * rows.length / MOST_PATIENTS)])
        .toArray();
  }

  /** The rank of each number among all. */
  private static int[] ranks(int[] numbers) {
    int[] sorted = Arrays.stream(numbers).sorted().toArray();
    return Arrays.stream(numbers).map(number -> Arrays.binarySearch(sorted, number)).toArray();
  }
}
