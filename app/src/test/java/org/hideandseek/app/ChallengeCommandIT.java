package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting up a challenge as an organiser does, with a real engine. */
final class ChallengeCommandIT {
  @TempDir private Path folder;

  @Test
  void theBuiltInChallengePlaysItsPlayersAsExpected() throws Exception {
    Path json = folder.resolve("check.json");
    Result result = run("challenge", "check", "mayo-pbc", "--json", json.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("as expected  hider row-shuffle", "gate failed", "mayo-pbc can be opened.");
    JsonNode found = new ObjectMapper().readTree(json.toFile());
    assertThat(found.at("/can_be_opened").booleanValue()).isTrue();
    assertThat(found.at("/players")).hasSize(5);
    assertThat(found.at("/players/0/gate").textValue()).isEqualTo("passed");
  }

  @Test
  void aPlayerThatComesToSomethingElseIsAProblem() throws Exception {
    Path bundle = folder.resolve("My Challenge");
    assertThat(run("challenge", "init", bundle.toString(), "--from", "mayo-pbc").exitCode())
        .isZero();
    Files.writeString(
        bundle.resolve("players/players.yaml"),
        """
        hiders:
          - name: constant
            player: {reference: constant}
            expect: {gate: passed}
          - name: none
            player: {image: "hide-and-seek/no-such-player:1"}
            expect: {}
        """);

    Result result = run("challenge", "check", bundle.toString());

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output())
        .contains(
            "Problem: Hider constant was expected to have passed the gate of 0.50 but has failed it,"
                + " with utility 0.000.",
            "Problem: Hider none can't play: ",
            "can't be opened: 2 problems.");
  }

  @Test
  void whatInitWritesForACohortCanBeReadAtOnce() throws Exception {
    Cohort patients = Bundle.find("mayo-pbc").patients().load();
    Path cohort = folder.resolve("pbc");
    CohortFiles.write(cohort, patients);
    SchemaFile.write(cohort, patients.schema());
    Path bundle = folder.resolve("new/My PBC");

    Result init = run("challenge", "init", bundle.toString(), "--cohort", cohort.toString());
    assertThat(init.exitCode()).as(init.output()).isZero();
    Result check = run("challenge", "check", bundle.toString(), "--no-play");
    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).contains("312 patients", "can be opened.");
    assertThat(Bundle.find(bundle.toString()).challenge().name()).isEqualTo("my-pbc");

    String before = Files.readString(bundle.resolve("challenge.yaml"));
    Files.delete(bundle.resolve("overview.md"));
    Result again = run("challenge", "init", bundle.toString(), "--from", "mayo-pbc");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.output()).contains("challenge.yaml is there already; nothing was written.");
    assertThat(bundle.resolve("overview.md")).doesNotExist();
    assertThat(bundle.resolve("challenge.yaml")).hasContent(before);
  }

  @Test
  void allSlipsAreListedAtOnce() throws Exception {
    Path bundle = folder.resolve("slips");
    run("challenge", "init", bundle.toString(), "--from", "mayo-pbc");
    Path yaml = bundle.resolve("challenge.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
                .replace("public_share", "publc_share")
                .replace("gate: 0.5", "gate: high")
            + "terms: terms.md\n");

    Result result = run("challenge", "check", bundle.toString(), "--no-play");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains("unknown key 'publc_share'; did you mean 'public_share'?")
        .contains("gate is 'high' instead of a number")
        .contains("can't be opened: 2 problems.");
  }

  @Test
  void whatShadowsCostIsToldAndTooFewPublicPatientsAreAProblem() throws Exception {
    Path bundle = folder.resolve("shadows");
    run("challenge", "init", bundle.toString(), "--from", "mayo-pbc");
    Path yaml = bundle.resolve("challenge.yaml");
    String giving =
        Files.readString(yaml).replace("knowledge: none", "knowledge: [reference, shadows]")
            + "shadows: 2\n";
    Files.writeString(yaml, giving);
    Result tooFew = run("challenge", "check", bundle.toString(), "--no-play");
    Files.writeString(
        yaml, giving.replace("public_share: 0.2", "public_share: 0.4").replace("150", "90"));
    Result enough = run("challenge", "check", bundle.toString(), "--no-play");

    assertThat(tooFew.exitCode()).isEqualTo(1);
    assertThat(tooFew.output())
        .contains("The 31 public patients are too few to play on: of a split of them,");
    assertThat(enough.exitCode()).as(enough.output()).isZero();
    assertThat(enough.output())
        .contains(
            "Each hider also runs 2 times on 62 public patients, so that seekers have its shadows:"
                + " at most 600 s more for each hider.");
  }

  @Test
  void whatPhasesWillDoIsToldAndWhatTheyCantDoIsAProblem() throws Exception {
    Path bundle = folder.resolve("phases");
    run("challenge", "init", bundle.toString(), "--from", "mayo-pbc");
    Path yaml = bundle.resolve("challenge.yaml");
    String phased =
        Files.readString(yaml)
            + """
            quotas: {seeker: {total: 0}}
            phases:
              - name: trial
                starts: 2027-01-01T00:00Z
                ends: 2027-02-01T00:00Z
                splits: 1
                quotas: {hider: {per_day: 2, total: 9}}
                visibility: {freeze: 2027-01-20T00:00Z}
              - name: final
                starts: 2027-02-10T00:00Z
                ends: 2027-03-01T00:00Z
                visibility: {own_scores: hidden}
            """;
    Files.writeString(yaml, phased);
    Result told = run("challenge", "check", bundle.toString(), "--no-play");
    Files.writeString(yaml, phased.replace("splits: 1\n", "splits: 3\n"));
    Result tooMany = run("challenge", "check", bundle.toString(), "--no-play");

    assertThat(told.exitCode()).as(told.output()).isZero();
    assertThat(told.output())
        .contains(
            "Phase 'trial' takes submissions from 2027-01-01 00:00 (UTC) to 2027-02-01 00:00 (UTC)"
                + " and plays 1 of 2 splits. A team may submit 2 a day and 9 in total of hiders,"
                + " and any number of seekers. Everybody sees its boards, which stand still from"
                + " 2027-01-20 00:00 (UTC) on, rounded to what intervals support.",
            "Nobody sees scores before it ends.",
            "Notice: Phase 'final' hides own scores, and so its boards too",
            "Notice: Phase 'final' takes no seekers.",
            "Notice: No submissions are taken from 2027-02-01 00:00 (UTC) to 2027-02-10 00:00 (UTC),"
                + " between 'trial' and 'final'.")
        .doesNotContain("not switched", "not enforced yet: a team may submit");
    assertThat(tooMany.exitCode()).isEqualTo(1);
    assertThat(tooMany.output()).contains("is 3, but splits.count is 2; make that as large");
  }

  private record Result(int exitCode, String output) {}

  private Result run(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "command", ".log");
    Process process = CommandLines.prepare(log, arguments).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(log));
  }
}
