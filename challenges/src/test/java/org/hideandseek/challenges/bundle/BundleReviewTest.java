package org.hideandseek.challenges.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about bundles that people, editors and their machines got wrong. */
class BundleReviewTest {
  private static final String YAML = BundleTest.YAML.replace("  gpus: 1\n", "");

  @TempDir private Path elsewhere;
  @TempDir private Path folder;

  /** A text and what is said about it, without the file's name. */
  record Wrong(String name, String yaml, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Wrong> wrongTexts() {
    return List.of(
        new Wrong(
            "tabs",
            YAML.replace("  count: 2", "\tcount: 2"),
            List.of(
                ", line 8: this is not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)")),
        new Wrong(
            "a key that stands twice",
            YAML + "gate: 0.1\n",
            List.of(", line 23: the key 'gate' stands there twice")),
        new Wrong(
            "an anchor and its alias",
            YAML.replace("gate: 0.5", "gate: &half 0.5").replace("cpus: 1", "cpus: *half"),
            List.of(
                ", line 22: seekers.cpus is an anchor or an alias, which is not read here; write the"
                    + " value out")),
        new Wrong(
            "a merge of groups",
            YAML.replace("hiders:", "hiders: &limits")
                .replace("  seconds: 120\n  memory_mib: 1024\n  cpus: 1", "  <<: *limits"),
            List.of(
                ", line 15: hiders is an anchor or an alias, which is not read here; write the value"
                    + " out",
                ", line 19: the key 'seconds' of seekers is missing",
                ", line 19: the key 'memory_mib' of seekers is missing",
                ", line 19: the key 'cpus' of seekers is missing",
                ", line 20: seekers.<< is an anchor or an alias, which is not read here; write the"
                    + " value out",
                ", line 20: unknown key '<<' of seekers; known keys are cpus, gpus, memory_mib, seconds")),
        new Wrong(
            "values of wrong kinds",
            YAML.replace("count: 2", "count: [2]")
                .replace("gate: 0.5", "gate: half")
                .replace("title: Sepsis", "title: {en: Sepsis}")
                .replace("seconds: 300", "seconds: 99999999999"),
            List.of(
                ", line 2: title is a group of keys instead of a text",
                ", line 8: splits.count is a list instead of a whole number",
                ", line 14: gate is 'half' instead of a number",
                ", line 16: hiders.seconds is '99999999999', which is too large")),
        new Wrong(
            "several slips at once",
            YAML.replace("public_share: 0.2", "public_shar: 0.2")
                .replace("holdout: 20", "hold_out: 20")
                .replace("missingness]", "missingnes]")
                .replace("cpus: 0.5", "cpus:"),
            List.of(
                ", line 6: unknown key 'public_shar'; did you mean 'public_share'?",
                ", line 12: unknown key 'hold_out' of splits.sizes; did you mean 'holdout'?",
                ", line 13: facets[1] is 'missingnes'; it must be one of outcome-prediction, marginals,"
                    + " one-step-ahead, feature-from-others, temporal-structure, joint-structure,"
                    + " missingness; did you mean 'missingness'?",
                ", line 18: hiders.cpus is empty; give it a value or leave it out")),
        new Wrong(
            "two documents",
            YAML + "---\nname: other\n",
            List.of(", line 24: a second YAML text begins here; the file holds one")),
        new Wrong("nothing", "", List.of(" is empty")),
        new Wrong("comments alone", "# to do\n", List.of(" is empty")),
        new Wrong("no keys", "- a\n- b\n", List.of(" does not hold keys and values")),
        new Wrong(
            "numbers that are none",
            YAML.replace("gate: 0.5", "gate: .nan")
                .replace("public_share: 0.2", "public_share: .inf"),
            List.of(
                ", line 6: this is not valid YAML: Malformed numeric value '.inf'",
                ", line 14: this is not valid YAML: Malformed numeric value '.nan'")));
  }

  /** Ten faults of different kinds. */
  private static final String TEN_FAULTS =
      """
      name: Sepsis
      titel: Sepsis
      summary: Patients with sepsis.
      data:
        cohort: patients
      public_share: 1.5
      splits:
        count: two
        sizes:
          candidates: 5
          reference: 20
          holdout: 20
      facets: [marginals, missingness
      gate: 0.5
      hiders:
        seconds: 300
        memory_mib: 1
        cpus: 0.5
      seekers:
        seconds:
        memory_mib: 1024
        cpus: 1
      phases:
        - name: trial
          starts: 2027-02-01T00:00Z
          ends: 2027-01-01T00:00Z
      pages:
        - {title: Rules, file: rules.md}
      releases: all
      """;

  @Test
  void tenFaultsOfDifferentKindsAreTenFindingsWithTheirLines() throws IOException {
    Files.delete(folder.resolve("patients"));
    String at = folder + "/challenge.yaml, line ";

    assertThat(problems(TEN_FAULTS.replace("missingness\n", "missingness]\n")))
        .containsExactly(
            at + "1: name has 2 to 40 lower-case letters, digits and '-', unlike 'Sepsis'",
            at + "2: unknown key 'titel'; did you mean 'title'?",
            at + "6: public_share is more than 0 and at most 1, not 1.5",
            at + "8: splits.count is 'two' instead of a whole number",
            at + "10: splits.sizes.candidates is 20 or more, not 5",
            at + "17: hiders.memory_mib is 64 or more, not 1",
            at + "20: seekers.seconds is empty; give it a value or leave it out",
            at
                + "26: phases[0].ends is 2027-01-01T00:00:00Z, which is not after its start at"
                + " 2027-02-01T00:00:00Z",
            at + "29: releases is 'all'; it must be one of none, own",
            at + "28: " + folder + "/rules.md is missing; write it, or take its name out.",
            at + "5: data.cohort is 'patients', but there is no folder " + folder + "/patients.");
  }

  @Test
  void whatIsNoYamlHidesOnlyItsOwnKey() throws IOException {
    String at = folder + "/challenge.yaml, line ";

    assertThat(problems(TEN_FAULTS))
        .hasSize(11)
        .contains(
            at + "1: name has 2 to 40 lower-case letters, digits and '-', unlike 'Sepsis'",
            at + "14: this is not valid YAML: expected ',' or ']', but got :",
            at + "29: releases is 'all'; it must be one of none, own",
            at + "28: " + folder + "/rules.md is missing; write it, or take its name out.")
        .noneMatch(problem -> problem.contains("facets"));
    assertThat(problems(YAML.replace("gate: 0.5", "gate: [0.5\ngate: 0.1") + "pages: {a: b: c}\n"))
        .hasSizeBetween(2, 3)
        .allMatch(problem -> problem.contains("challenge.yaml, line "));
  }

  @Test
  void aRuleThatSpeaksOfAWrongValueSaysNothing() throws IOException {
    assertThat(
            problems(
                YAML.replace("  count: 2", "  count: zero").replace("reference: 20", "reference: x")
                    + """
                    knowledge: reference
                    phases:
                      - name: trial
                        starts: 2027-01-01T00:00Z
                        ends: soon
                        splits: 101
                      - name: trial
                        starts: 2026-01-01T00:00Z
                        ends: 2026-02-01T00:00Z
                        splits: 50
                    """))
        .extracting(problem -> problem.replaceFirst("^.*, (line [0-9]+: [^ ]+) .*", "$1"))
        .containsExactly(
            "line 8: splits.count",
            "line 11: splits.sizes.reference",
            "line 27: phases[0].ends",
            "line 28: phases[0].splits",
            "line 29: phases[1].name");
  }

  @BeforeEach
  void makeCohortFolder() throws IOException {
    Files.createDirectory(folder.resolve("patients"));
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void everythingThatIsWrongIsSaidAtOnce(Wrong wrong) throws IOException {
    assertThat(problems(wrong.yaml()))
        .isEqualTo(wrong.said().stream().map(said -> folder + "/challenge.yaml" + said).toList());
  }

  @Test
  void whatEditorsDoToTextsIsNoMistake() throws IOException {
    assertThat(problems(YAML)).isEmpty();
    assertThat(problems("\uFEFF" + YAML)).isEmpty();
    assertThat(problems(YAML.replace("\n", "\r\n"))).isEmpty();
    assertThat(problems("---\n" + YAML + "...\n")).isEmpty();
    assertThat(problems(YAML.stripTrailing())).isEmpty();
    assertThat(problems("# yaml-language-server: $schema=challenge.schema.json\n" + YAML))
        .isEmpty();
  }

  @Test
  void windowsLineEndsCountAsLines() throws IOException {
    assertThat(problems(YAML.replace("gate: 0.5", "gate: 5").replace("\n", "\r\n")))
        .containsExactly(folder + "/challenge.yaml, line 14: gate lies between 0 and 1, not 5.0");
  }

  @Test
  void aBombOfAliasesIsRefusedQuickly() throws IOException {
    String bomb =
        "a0: &a0 [lol, lol]\n"
            + IntStream.range(1, 40)
                .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                .collect(Collectors.joining());

    assertThat(problems(bomb + YAML))
        .hasSizeGreaterThan(40)
        .first()
        .isEqualTo(
            folder
                + "/challenge.yaml, line 1: a0 is an anchor or an alias, which is not read here;"
                + " write the value out");
  }

  @Test
  void whatIsWrongWithEachFileIsSaidWithItsName() throws IOException {
    Files.write(folder.resolve("overview.md"), "Köln".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("faq.md"), "x".repeat((1 << 20) + 1));
    Files.createDirectories(folder.resolve("prizes.md"));
    Files.createDirectories(folder.resolve("players"));
    Files.writeString(
        folder.resolve("players/players.yaml"),
        "hiders:\n  - {name: a, player: {archive: a.tar}, expect: {gate: passd}}\n");
    Files.delete(folder.resolve("patients"));

    assertThat(
            problems(
                YAML
                    + """
                    pages:
                      - {title: Rules, file: rules.md}
                      - {title: FAQ, file: faq.md}
                      - {title: Prizes, file: prizes.md}
                    """))
        .containsExactly(
            folder + "/overview.md is not in UTF-8; save it in that encoding.",
            folder
                + "/challenge.yaml, line 24: "
                + folder
                + "/rules.md is missing; write it, or take its name out.",
            folder
                + "/challenge.yaml, line 25: "
                + folder
                + "/faq.md is larger than 1 MiB; it must be a text for people.",
            folder + "/challenge.yaml, line 26: " + folder + "/prizes.md is not a file.",
            folder
                + "/players/players.yaml, line 2: hiders[0].expect.gate is 'passd'; it must be one of"
                + " passed, failed; did you mean 'passed'?",
            folder
                + "/players/players.yaml, line 2: "
                + folder
                + "/players/a.tar is missing; write it, or take its name out.",
            folder
                + "/challenge.yaml, line 5: data.cohort is 'patients', but there is no folder "
                + folder
                + "/patients.");
  }

  @Test
  void noPageLeadsOutOfTheBundle() throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.md"), "root:x:0:0");
    Files.createSymbolicLink(folder.resolve("rules.md"), secret);
    Files.createSymbolicLink(folder.resolve("more"), elsewhere);
    Files.createSymbolicLink(folder.resolve("overview.md"), secret);
    String pages =
        """
        pages:
          - {title: Rules, file: rules.md}
          - {title: More, file: more/secret.md}
        """;

    assertThat(problems(YAML + pages))
        .containsExactly(
            folder + "/overview.md leads out of the bundle's folder; copy the file into it.",
            folder
                + "/challenge.yaml, line 24: "
                + folder
                + "/rules.md leads out of the bundle's folder; copy the file into it.",
            folder
                + "/challenge.yaml, line 25: "
                + folder
                + "/more/secret.md leads out of the bundle's folder; copy the file into it.");
    for (String path :
        List.of("../../etc/passwd", "/etc/passwd", "../" + elsewhere + "/a.md", "a.txt")) {
      assertThat(problems(YAML + "terms: " + path + "\n"))
          .contains(
              folder
                  + "/challenge.yaml, line 23: terms names a Markdown file of the bundle such as"
                  + " terms.md, unlike '"
                  + path
                  + "'");
    }
  }

  @Test
  void aLinkWithinTheBundleIsFollowed() throws IOException {
    Files.writeString(folder.resolve("readme.md"), "# Sepsis");
    Files.createSymbolicLink(folder.resolve("overview.md"), Path.of("readme.md"));
    Files.writeString(folder.resolve("challenge.yaml"), YAML);

    assertThat(Bundle.find(folder.toString()).overview()).isEqualTo("# Sepsis");
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("overview.md").toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "mkfifo makes no pipe here");

    assertThat(problems(YAML)).containsExactly(folder + "/overview.md is not a file.");
  }

  @Test
  void thePlayersOfABundleAreRead() throws IOException {
    Files.createDirectories(folder.resolve("players"));
    Files.writeString(folder.resolve("players/broken.tar"), "");
    Files.writeString(
        folder.resolve("players/players.yaml"),
        """
        hiders:
          - name: copy
            player: {reference: copy}
            expect: {gate: passed}
          - name: broken
            player: {archive: broken.tar}
            expect: {end: failed, reason: "exit code [13]"}
        seekers:
          - name: nearest
            player: {image: "hide-and-seek/seeker-nearest:1"}
            expect:
              auc:
                - {hider: copy, from: 0.9, to: 1}
        """);
    Files.writeString(folder.resolve("challenge.yaml"), YAML);

    Bundle bundle = Bundle.find(folder.toString());

    assertThat(bundle.players().hiders())
        .extracting(TestPlayers.Hider::name)
        .containsExactly("copy", "broken");
    assertThat(bundle.players().hiders().get(0).expect().end())
        .isEqualTo(TestPlayers.End.SUCCEEDED);
    assertThat(bundle.players().seekers().get(0).expect().auc())
        .containsExactly(new TestPlayers.Against("copy", 0.9, 1));
    assertThat(bundle.archives())
        .isEqualTo(Map.of("broken.tar", folder.toRealPath().resolve("players/broken.tar")));
  }

  @Test
  void playersThatCannotBeMeantAreRefused() throws IOException {
    Files.createDirectories(folder.resolve("players"));
    Files.writeString(
        folder.resolve("players/players.yaml"),
        """
        hiders:
          - name: a
            player: {reference: copy, image: copy}
            expect: {end: failed, gate: passed}
          - name: b
            player: {archive: ../b.tar}
            expect: {reason: "["}
        seekers:
          - name: c
            player: {reference: nearest}
            expect: {auc: [{hider: a, from: 0.9, to: 0.5}]}
        """);
    String file = folder + "/players/players.yaml";

    assertThat(problems(YAML))
        .containsExactly(
            file
                + ", line 3: hiders[0].player: a player is either a reference, an image or an archive",
            file + ", line 4: hiders[0].expect.gate belongs to a hider that succeeds",
            file
                + ", line 6: hiders[1].player.archive names a file of the bundle's folder players,"
                + " unlike '../b.tar'",
            file
                + ", line 7: hiders[1].expect.reason is no regular expression: Unclosed character"
                + " class",
            file
                + ", line 11: seekers[0].expect.auc[0]: a range lies within 0 to 1 and begins with the"
                + " lesser number");
    Files.writeString(
        folder.resolve("players/players.yaml"),
        """
        seekers:
          - name: c
            player: {reference: nearest}
            expect: {auc: [{hider: a, from: 0.5, to: 0.9}]}
        """);
    assertThat(problems(YAML))
        .containsExactly(
            file
                + ", line 4: seekers[0].expect.auc[0].hider is 'a', which is no hider of this file"
                + " that is expected to succeed");
  }

  @Test
  void everyBuiltInChallengeIsRight() {
    for (String name : Bundle.builtIn()) {
      assertThat(Bundle.review(name).problems()).as(name).isEmpty();
    }
  }

  private List<String> problems(String yaml) throws IOException {
    Files.writeString(folder.resolve("challenge.yaml"), yaml);
    return Bundle.review(folder.toString()).problems();
  }
}
