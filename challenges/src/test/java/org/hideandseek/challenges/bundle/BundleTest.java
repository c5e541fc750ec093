package org.hideandseek.challenges.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SplitSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  /** A sound challenge. */
  static final String YAML =
      """
      name: sepsis
      title: Sepsis
      summary: Patients with sepsis.
      data:
        cohort: patients
      public_share: 0.2
      splits:
        count: 2
        sizes:
          candidates: 40
          reference: 20
          holdout: 20
      facets: [marginals, missingness]
      gate: 0.5
      hiders:
        seconds: 300
        memory_mib: 2048
        cpus: 0.5
      seekers:
        seconds: 120
        memory_mib: 1024
        cpus: 1
        gpus: 1
      """;

  private static final String COMPETITION =
      """
      phases:
        - name: practice
          starts: 2027-01-01T00:00Z
          ends: 2027-02-01T00:00Z
          splits: 1
          quotas:
            hider: {per_day: 5}
        - name: final
          starts: 2027-02-01T00:00Z
          ends: "2027-03-01T12:30:15Z"
          visibility:
            boards: participants
            own_scores: hidden
            freeze: 2027-02-20T00:00Z
      quotas:
        hider: {per_day: 2, total: 20}
      teams:
        max_size: 5
      ranking:
        rule: mean
        profile: hide-and-seek-2020
      fact_sheet:
        - name: method
          label: How does it work?
          kind: text
          required: true
        - name: trained_on
          label: Was it trained on other patients?
          kind: choice
          choices: [yes, no]
      pages:
        - title: Rules
          file: pages/rules.md
      licence: CC-BY-4.0
      terms: terms.md
      """;

  @TempDir private Path folder;

  @Test
  void everyKeyOfAChallengeIsRead() throws IOException {
    Challenge challenge = find(YAML).challenge();

    assertThat(challenge)
        .isEqualTo(
            new Challenge(
                "sepsis",
                "Sepsis",
                "Patients with sepsis.",
                new Challenge.Data(null, "patients", null),
                0.2,
                new Challenge.Splits(2, new SplitSizes(40, 20, 20)),
                GivenKnowledge.NONE,
                Optional.empty(),
                List.of(Facet.MARGINALS, Facet.MISSINGNESS),
                0.5,
                new PlayerLimits(300, 2048, 0.5, 0),
                new PlayerLimits(120, 1024, 1, 1),
                List.of(),
                Quotas.NONE,
                Teams.ANY,
                RankingRules.USUAL,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Releases.NONE,
                PublicPatients.NONE,
                Optional.empty()));
  }

  @Test
  void everyKeyOfAWholeCompetitionIsRead() throws IOException {
    Files.createDirectory(folder.resolve("pages"));
    Files.writeString(folder.resolve("pages/rules.md"), "Play fair.\n");
    Files.writeString(folder.resolve("terms.md"), "Keep secrets.\n");
    Bundle bundle = find(YAML + COMPETITION);
    Challenge challenge = bundle.challenge();

    assertThat(bundle.pages())
        .containsExactly(
            new Page("Rules", "rules", "Play fair.\n"),
            new Page("Terms", "terms", "Keep secrets.\n"));
    assertThat(challenge.phases())
        .containsExactly(
            new Phase(
                "practice",
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"),
                Optional.of(1),
                Optional.of(
                    new Quotas(
                        new Quotas.Quota(Optional.of(5), Optional.empty()),
                        new Quotas.Quota(Optional.empty(), Optional.empty()))),
                Visibility.OPEN,
                Optional.empty()),
            new Phase(
                "final",
                Instant.parse("2027-02-01T00:00:00Z"),
                Instant.parse("2027-03-01T12:30:15Z"),
                Optional.empty(),
                Optional.empty(),
                new Visibility(
                    Visibility.Boards.PARTICIPANTS,
                    Visibility.OwnScores.HIDDEN,
                    Optional.of(new Freeze.At(Instant.parse("2027-02-20T00:00:00Z")))),
                Optional.empty()));
    assertThat(challenge.splits(challenge.phases().get(0))).isEqualTo(1);
    assertThat(challenge.splits(challenge.phases().get(1))).isEqualTo(2);
    assertThat(challenge.quotas(challenge.phases().get(0)).of(PlayerRole.HIDER).perDay())
        .contains(5);
    assertThat(challenge.quotas(challenge.phases().get(1)).of(PlayerRole.HIDER))
        .isEqualTo(new Quotas.Quota(Optional.of(2), Optional.of(20)));
    assertThat(challenge.teams().maxSize()).contains(5);
    assertThat(challenge.ranking())
        .isEqualTo(
            new RankingRules(RankingRules.Rule.MEAN, RankingRules.Profile.HIDE_AND_SEEK_2020));
    assertThat(challenge.factSheet())
        .containsExactly(
            new FactSheetField(
                "method", "How does it work?", FactSheetField.Kind.TEXT, true, List.of()),
            new FactSheetField(
                "trained_on",
                "Was it trained on other patients?",
                FactSheetField.Kind.CHOICE,
                false,
                List.of("yes", "no")));
    assertThat(challenge.pages()).containsExactly(new PageFile("Rules", "pages/rules.md"));
    assertThat(challenge.pages().get(0).slug()).isEqualTo("rules");
    assertThat(challenge.licence()).contains("CC-BY-4.0");
    assertThat(challenge.terms()).contains("terms.md");
  }

  @Test
  void whatACompetitionPromisesIsHeldAgainstItself() {
    assertCompetitionRefused(
        "starts: 2027-02-01T00:00Z",
        "starts: 2027-01-31T00:00Z",
        32,
        "phases[1].starts is 2027-01-31T00:00:00Z, before 'practice' ends at"
            + " 2027-02-01T00:00:00Z; phases follow each other");
    assertCompetitionRefused(
        "ends: 2027-02-01T00:00Z",
        "ends: 2027-01-01T00:00Z",
        27,
        "phases[0].ends is 2027-01-01T00:00:00Z, which is not after its start at"
            + " 2027-01-01T00:00:00Z");
    assertCompetitionRefused(
        "name: final",
        "name: practice",
        31,
        "phases[1].name stands for 'practice', which is there already");
    assertCompetitionRefused(
        "freeze: 2027-02-20",
        "freeze: 2027-04-20",
        37,
        "phases[1].visibility.freeze is 2027-04-20T00:00:00Z, outside the phase from"
            + " 2027-02-01T00:00:00Z to 2027-03-01T12:30:15Z");
    assertCompetitionRefused(
        "splits: 1", "splits: 0", 28, "phases[0].splits lies between 1 and 100, not 0");
    assertCompetitionRefused(
        "splits: 1",
        "splits: 9",
        28,
        "phases[0].splits is 9, but splits.count is 2; make that as large");
    assertCompetitionRefused(
        "per_day: 2,", "per_day: 21,", 39, "quotas.hider.per_day is 21, more than the 20 in total");
    assertCompetitionRefused(
        "max_size: 5", "max_size: 0", 41, "teams.max_size is 1 or more, not 0");
    assertCompetitionRefused(
        "[yes, no]",
        "[yes]",
        53,
        "fact_sheet[1].choices lists at least two answers, and none twice");
    assertCompetitionRefused(
        "kind: text",
        "kind: choice",
        46,
        "fact_sheet[0].choices lists at least two answers, and none twice");
    assertCompetitionRefused(
        "kind: choice",
        "kind: url",
        53,
        "fact_sheet[1].choices belongs to a field of the kind 'choice'");
    assertCompetitionRefused(
        "pages/rules.md",
        "../../rules.md",
        56,
        "pages[0].file names a Markdown file of the bundle in lower-case letters, digits and '-',"
            + " such as rules.md or pages/rules.md, unlike '../../rules.md'");
    assertCompetitionRefused(
        "pages/rules.md", "terms.md", 58, "terms is a page of its own; take terms.md off pages");
  }

  @Test
  void aMomentIsInUtcWhateverTheMachine() {
    for (String wrong :
        List.of(
            "2027-02-30T00:00Z",
            "2027-02-01",
            "2027-02-01T00:00",
            "2027-02-01T00:00+02:00",
            "2027-02-01 00:00:00Z",
            "1 February 2027",
            "20270201")) {
      assertCompetitionRefused(
          "starts: 2027-02-01T00:00Z",
          "starts: " + wrong,
          32,
          "phases[1].starts is '"
              + wrong
              + "' instead of a moment in UTC such as 2027-03-01T12:00Z");
    }
  }

  @Test
  void aBundleHasItsTextItsPageAndItsPatients() throws IOException {
    Cohort cohort = cohort();
    Files.writeString(folder.resolve("overview.md"), "# Sepsis\n");
    Bundle bundle = find(YAML);
    CohortFiles.write(folder.resolve("patients"), cohort);
    SchemaFile.write(folder.resolve("patients"), cohort.schema());

    assertThat(bundle.yaml()).isEqualTo(YAML);
    assertThat(bundle.overview()).isEqualTo("# Sepsis\n");
    assertThat(bundle.patients().load().schema()).isEqualTo(cohort.schema());
    assertThat(bundle.patients().load().size()).isEqualTo(1);
  }

  @Test
  void theCohortFolderMayBeALink() throws IOException {
    Bundle bundle = find(YAML);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    CohortFiles.write(elsewhere, cohort());
    SchemaFile.write(elsewhere, cohort().schema());
    Files.delete(folder.resolve("patients"));
    Files.createSymbolicLink(folder.resolve("patients"), elsewhere);

    assertThat(bundle.patients().load().size()).isEqualTo(1);
    assertThat(bundle.patients().onDisk(folder.resolve("unused")).size()).isEqualTo(1);
    assertThat(folder.resolve("unused")).doesNotExist();
  }

  @Test
  void theDataOfAnImporterAreWrittenPatientByPatientAndAreTheSame() throws IOException {
    CohortSource patients = Bundle.find("mayo-pbc").patients();

    CohortFolder cohort = patients.onDisk(folder.resolve("imported"));

    assertThat(cohort.folder()).isEqualTo(folder.resolve("imported"));
    assertThat(cohort.schema()).isEqualTo(patients.load().schema());
    assertThat(cohort.read().patients().stream().map(BundleTest::numbers))
        .containsExactlyElementsOf(
            patients.load().patients().stream().map(BundleTest::numbers).toList());
  }

  @Test
  void anUnknownKeyNamesTheNearestRightOne() {
    assertRefused("splits:", "splts:", 7, "unknown key 'splts'; did you mean 'splits'?");
    assertRefused(
        "public_share",
        "publicShare",
        6,
        "unknown key 'publicShare'; did you mean 'public_share'?");
    assertRefused(
        "    holdout: 20",
        "    hold_out: 20",
        12,
        "unknown key 'hold_out' of splits.sizes; did you mean 'holdout'?");
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\ncolour: red",
        15,
        "unknown key 'colour'; known keys are data, facets, fact_sheet, gate, hiders, knowledge,"
            + " largest_archive_mib, licence, name, pages, phases, public_patients, public_share, quotas, ranking, releases, seekers, shadows,"
            + " splits, summary, teams, terms, title");
  }

  @Test
  void aMissingKeyIsNamed() {
    assertRefused("gate: 0.5\n", "", 1, "the key 'gate' is missing");
    assertRefused("  cpus: 0.5\n", "", 15, "the key 'cpus' of hiders is missing");
    assertRefused("    reference: 20\n", "", 9, "the key 'reference' of splits.sizes is missing");
  }

  @Test
  void aValueOfTheWrongKindIsShownWithTheRightKind() {
    assertRefused("count: 2", "count: two", 8, "splits.count is 'two' instead of a whole number");
    assertRefused("count: 2", "count: 2.5", 8, "splits.count is '2.5' instead of a whole number");
    assertRefused("count: 2", "count: '2'", 8, "splits.count is '2' instead of a whole number");
    assertRefused(
        "count: 2", "count: 99999999999", 8, "splits.count is '99999999999', which is too large");
    assertRefused("gate: 0.5", "gate: high", 14, "gate is 'high' instead of a number");
    assertRefused("gate: 0.5", "gate: [0.5]", 14, "gate is a list instead of a number");
    assertRefused("gate: 0.5", "gate:", 14, "gate is empty; give it a value or leave it out");
    assertRefused("title: Sepsis", "title:", 2, "title is empty; give it a value or leave it out");
    assertRefused("title: Sepsis", "title: [a]", 2, "title is a list instead of a text");
    assertRefused(
        "[marginals, missingness]", "marginals", 13, "facets is 'marginals' instead of a list");
    assertRefused(
        "  cohort: patients\n", "  - patients\n", 4, "data is a list instead of a group of keys");
    assertRefused(
        "data:\n  cohort: patients\n",
        "data: patients\n",
        4,
        "data is 'patients' instead of a group of keys");
  }

  @Test
  void aWordOutsideAListOfWordsNamesTheList() {
    assertRefused(
        "[marginals, missingness]",
        "[marginals, mising]",
        13,
        "facets[1] is 'mising'; it must be one of outcome-prediction, marginals, one-step-ahead,"
            + " feature-from-others, temporal-structure, joint-structure, missingness");
    assertRefused(
        "[marginals, missingness]",
        "\n  - marginals\n  - missingnes",
        15,
        "facets[1] is 'missingnes'; it must be one of outcome-prediction, marginals,"
            + " one-step-ahead, feature-from-others, temporal-structure, joint-structure,"
            + " missingness; did you mean 'missingness'?");
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge: all",
        15,
        "knowledge is 'all'; it must be one of none, reference, shadows");
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge:\n  - shadows\n  - referenc",
        17,
        "knowledge[1] is 'referenc'; it must be one of reference, shadows; did you mean"
            + " 'reference'?");
  }

  @Test
  void knowledgeIsNoneOrOneWordOrAList() throws IOException {
    assertThat(knowledge("")).isEmpty();
    assertThat(knowledge("knowledge: none")).isEmpty();
    assertThat(knowledge("knowledge: reference")).containsExactly(Knowledge.REFERENCE);
    assertThat(knowledge("knowledge: [shadows]")).containsExactly(Knowledge.SHADOWS);
    assertThat(knowledge("knowledge: [shadows, reference]"))
        .containsExactly(Knowledge.REFERENCE, Knowledge.SHADOWS);
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge: [shadows, shadows]",
        15,
        "knowledge: lists at least one kind, and none twice, or is none");
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge: {reference: 5}",
        15,
        "knowledge is a group of keys; it must be one of none, reference, shadows");
  }

  @Test
  void shadowsAreFourUnlessTheChallengeSaysHowMany() throws IOException {
    assertThat(find(YAML).challenge().shadowsPerHider()).isZero();
    assertThat(find(YAML + "knowledge: shadows\n").challenge().shadowsPerHider()).isEqualTo(4);
    assertThat(find(YAML + "knowledge: shadows\nshadows: 7\n").challenge().shadowsPerHider())
        .isEqualTo(7);
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge: reference\nshadows: 3",
        16,
        "shadows is 3, but knowledge does not give shadows; list them there or leave this out");
    assertRefused(
        "gate: 0.5",
        "gate: 0.5\nknowledge: shadows\nshadows: 17",
        16,
        "shadows lies between 1 and 16, not 17");
  }

  @Test
  void aReferenceOfNobodyCanNotBeGiven() {
    String yaml = YAML.replace("reference: 20", "reference: 0") + "knowledge: reference\n";

    assertThatThrownBy(() -> find(yaml))
        .hasMessageContaining(
            ": knowledge gives a reference, but splits.sizes.reference is 0; make it larger");
  }

  @Test
  void aFreezeIsAMomentOrATimeBeforeTheEnd() throws IOException {
    String phase =
        """
        phases:
          - name: trial
            starts: 2027-01-01T00:00Z
            ends: 2027-02-01T00:00Z
            visibility: {freeze: %s}
        """;
    assertThat(freeze(phase, "2027-01-30T12:00Z")).contains(Instant.parse("2027-01-30T12:00:00Z"));
    assertThat(freeze(phase, "48h before the end")).contains(Instant.parse("2027-01-30T00:00:00Z"));
    assertThat(freeze(phase, "90min before the end"))
        .contains(Instant.parse("2027-01-31T22:30:00Z"));
    Phase read = find(YAML + phase.formatted("2d before the end")).challenge().phases().get(0);
    Instant later = Instant.parse("2027-02-03T00:00:00Z");
    Instant moved = Instant.parse("2027-02-01T00:00:00Z");
    assertThat(read.on(read.starts(), Optional.of(moved), later).visibility().freeze())
        .contains(new Freeze.BeforeEnd(Duration.ofDays(2)));
    assertThat(read.on(read.starts(), read.freeze(), later).visibility().freeze())
        .contains(new Freeze.At(Instant.parse("2027-01-30T00:00:00Z")));

    assertRefused(
        YAML + phase.formatted("2 days before"),
        "",
        "",
        28,
        "phases[0].visibility.freeze: a time before the end is a number of min, h or d, such as");
    assertRefused(
        YAML + phase.formatted("soon"),
        "",
        "",
        28,
        "phases[0].visibility.freeze is 'soon' instead of a moment in UTC");
    assertRefused(
        YAML + phase.formatted("99d before the end"),
        "",
        "",
        28,
        "phases[0].visibility.freeze is 2026-10-25T00:00:00Z, outside the phase");
  }

  private Optional<Instant> freeze(String phase, String freeze) throws IOException {
    return find(YAML + phase.formatted(freeze)).challenge().phases().get(0).freeze();
  }

  private GivenKnowledge knowledge(String line) throws IOException {
    return find(YAML + line + "\n").challenge().knowledge();
  }

  @Test
  void aValueOutsideItsRangeIsRefusedInTheWordsOfItsRule() {
    assertRefused("gate: 0.5", "gate: 1.5", 14, "gate lies between 0 and 1, not 1.5");
    assertRefused("count: 2", "count: 0", 8, "splits.count lies between 1 and 100, not 0");
    assertRefused(
        "  cohort: patients",
        "  importer: mayo-pbc\n  cohort: patients",
        4,
        "data: data names either an importer, a cohort folder or a dataset");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertRefused("gate: 0.5", "gate: 0.5\ngate: 0.1", 15, "the key 'gate' stands there twice");
  }

  @Test
  void whatIsNoYamlIsRefusedWithTheLine() {
    assertRefused("gate: 0.5", "gate: [0.5", 15, "this is not valid YAML: ");
    assertRefused("gate: 0.5", "\tgate: 0.5", 14, "this is not valid YAML: ");
    assertThatThrownBy(() -> find("")).hasMessage(folder + "/challenge.yaml is empty");
    assertThatThrownBy(() -> find("- a\n- b\n"))
        .hasMessage(folder + "/challenge.yaml does not hold keys and values");
    assertThatThrownBy(() -> find("just a text"))
        .hasMessage(folder + "/challenge.yaml does not hold keys and values");
  }

  @Test
  void aYamlBombIsRefusedQuickly() {
    String nested = "a: " + "[".repeat(100_000);
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThatThrownBy(() -> find(nested)).isInstanceOf(BundleException.class);
    assertThatThrownBy(() -> find(laughs.toString())).isInstanceOf(BundleException.class);
    assertThatThrownBy(() -> find("title: " + "x".repeat(4_000_000)))
        .isInstanceOf(BundleException.class)
        .hasMessage(folder + "/challenge.yaml is larger than 1 MiB; it must be a text for people.");
  }

  @Test
  void noRefusalSpeaksOfClasses() {
    for (String wrong :
        List.of(
            "[]", "{}", "name: {a: b}", "facets: {a: b}", "data: 5", "splits: [1]", "hiders: x")) {
      assertThatThrownBy(() -> find(wrong))
          .isInstanceOf(BundleException.class)
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .startsWith(folder + "/challenge.yaml")
                      .doesNotContain("java", "org.", "Challenge", "deserialize", "\n"));
    }
  }

  @Test
  void aNameThatIsNeitherBuiltInNorAFolderIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> Bundle.find("mayo-livr"))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "There is no built-in challenge 'mayo-livr' and no folder of this name with a"
                + " challenge.yaml; did you mean 'mayo-liver'?");
    assertThatThrownBy(() -> Bundle.find("a\0b"))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith(
            "; built in are mayo-liver, icu-nutrition, mayo-pbc, simulated-icu, icu-mortality,"
                + " hide-and-seek-2020.");
  }

  @Test
  void anUnknownImporterOrCohortFolderIsRefusedBeforeTheDataAreWanted() {
    assertThatThrownBy(() -> find(YAML.replace("cohort: patients", "importer: mayo-pcb")))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            folder
                + "/challenge.yaml, line 5: data.importer is 'mayo-pcb', which there is not; did"
                + " you mean 'mayo-pbc'?");
    assertThatThrownBy(() -> find(YAML.replace("cohort: patients", "cohort: nowhere")))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            folder
                + "/challenge.yaml, line 5: data.cohort is 'nowhere', but there is no folder "
                + folder
                + "/nowhere.");
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        folder.resolve("challenge.yaml"), "title: Köln".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Bundle.find(folder.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessage(folder + "/challenge.yaml is not in UTF-8; save it in that encoding.");
  }

  @Test
  void aCohortThatBreaksTheContractIsRefusedWithFileIndexAndRule() throws IOException {
    Bundle bundle = find(YAML);
    Schema schema = cohort().schema();
    CohortFiles.write(
        folder.resolve("patients"),
        new Cohort(
            schema, List.of(new Patient(new float[] {0}, new float[] {7}, new float[] {1}))));
    SchemaFile.write(folder.resolve("patients"), schema);

    assertThatThrownBy(() -> bundle.patients().onDisk(folder.resolve("unused")))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "The cohort in "
                + folder
                + "/patients can't be used: patients/values.npy[0, 0, 0] is 7.0; lactate lies"
                + " between 0.0 and 5.0");
  }

  @Test
  void aSchemaThatIsWrongIsRefusedWithTheLine() throws IOException {
    Bundle bundle = find(YAML);
    CohortFiles.write(folder.resolve("patients"), cohort());
    SchemaFile.write(folder.resolve("patients"), cohort().schema());
    Path schema = folder.resolve("patients/schema.json");
    Files.writeString(schema, Files.readString(schema).replace("\"kind\"", "\"knd\""));

    assertThatThrownBy(() -> bundle.patients().load())
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("schema.json, line ")
        .hasMessageEndingWith("unknown key 'knd' of features[0]; did you mean 'kind'?");
  }

  @Test
  void aPersonsStaysGoToOneShare() throws IOException {
    Bundle bundle = find(YAML);
    int[] groups = IntStream.range(0, 1000).map(i -> i % 700).toArray();
    Cohort many = new Cohort(cohort().schema(), Collections.nCopies(1000, cohort().patient(0)));
    CohortFiles.write(folder.resolve("patients"), many);
    SchemaFile.write(folder.resolve("patients"), many.schema());
    People.of(groups).write(folder.resolve("patients"));

    People people = bundle.patients().onDisk(folder.resolve("unused")).people();
    Challenge.Shares shares = bundle.challenge().shares(people);

    assertThat(people.persons()).isEqualTo(700);
    assertThat(shares.published()).hasSize(200);
    assertThat(Arrays.stream(shares.secret()).map(i -> groups[i]))
        .doesNotContainAnyElementsOf(
            Arrays.stream(shares.published()).mapToObj(i -> groups[i]).toList());

    Files.delete(folder.resolve("patients").resolve(People.FILE));
    People.of(new int[] {1, 1}).write(folder.resolve("patients"));
    assertThatThrownBy(() -> bundle.patients().onDisk(folder.resolve("unused")))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith("patients can't be used: groups.npy has shape [2] instead of [1000]");
  }

  @Test
  void thePublicShareIsTheSameForTheSameNameAndDisjointFromThePrivateOne() throws IOException {
    Challenge challenge = find(YAML).challenge();
    Challenge.Shares shares = challenge.shares(1000);
    Challenge other = find(YAML.replace("name: sepsis", "name: other")).challenge();

    assertThat(shares.published()).hasSize(200).isEqualTo(challenge.shares(1000).published());
    assertThat(shares.secret()).hasSize(800).doesNotContain(shares.published());
    assertThat(shares.published()).isNotEqualTo(other.shares(1000).published());
    assertThat(
            IntStream.concat(Arrays.stream(shares.published()), Arrays.stream(shares.secret()))
                .sorted())
        .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  private void assertRefused(String right, String wrong, int line, String message) {
    assertRefused(YAML, right, wrong, line, message);
  }

  private void assertCompetitionRefused(String right, String wrong, int line, String message) {
    assertRefused(YAML + COMPETITION, right, wrong, line, message);
  }

  private void assertRefused(String yaml, String right, String wrong, int line, String message) {
    assertThat(yaml).contains(right);
    assertThatThrownBy(
            () -> find(yaml.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            folder + "/challenge.yaml" + (line == 0 ? "" : ", line " + line) + ": " + message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private static String numbers(Patient patient) {
    return Arrays.toString(patient.times())
        + Arrays.toString(patient.values())
        + Arrays.toString(patient.statics());
  }

  private Bundle find(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("patients"));
    Files.writeString(folder.resolve("challenge.yaml"), yaml);
    return Bundle.find(folder.toString());
  }

  private static Cohort cohort() {
    Schema schema =
        new Schema(
            "hours",
            2,
            24,
            List.of(Variable.numeric("lactate", "mmol/L", 0, 5)),
            List.of(Variable.binary("died").asOutcome()));
    return new Cohort(
        schema, List.of(new Patient(new float[] {0}, new float[] {2}, new float[] {1})));
  }
}
