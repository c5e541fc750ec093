package org.hideandseek.hiders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final Cohort members = SimulatedCohorts.simulated(30, 2);
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path in;
  @TempDir Path out;

  @BeforeEach
  void writeTheInput() throws IOException {
    Task.hider(1, 12, 60, 0).write(in);
    SchemaFile.write(in, members.schema());
    CohortFiles.write(in.resolve("members"), members);
  }

  @Test
  void aHiderWritesItsReleaseAndEndsWithZero() throws IOException {
    assertThat(run("bootstrap")).isZero();

    assertThat(CohortFiles.read(out.resolve("release"), members.schema()).size()).isEqualTo(12);
    assertThat(said()).isEmpty();
  }

  @Test
  void aPrivateHiderWritesItsClaimBesideTheRelease() throws IOException {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Hiders hasty = new Hiders(stream, 0.01);

    assertThat(Main.run(hasty, List.of("dp-var-10"), in, out, stream)).isZero();

    assertThat(CohortFiles.read(out.resolve("release"), members.schema()).size()).isEqualTo(12);
    assertThat(PrivacyClaim.read(out).orElseThrow().follows()).contains(true);
  }

  @Test
  void aHiderThatPromisesNothingWritesNoClaim() throws IOException {
    assertThat(run("bootstrap")).isZero();

    assertThat(PrivacyClaim.read(out)).isEmpty();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThat(run("coppy")).isEqualTo(2);

    assertThat(said())
        .startsWith(
            "name one hider of copy, bootstrap, noise-0.05, noise-0.1, noise-0.3, values-redrawn,")
        .contains("dp-var-1, dp-var-10");
  }

  @Test
  void noNameIsRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(said()).startsWith("name one hider of copy");
  }

  @Test
  void aMissingTaskIsSaid() throws IOException {
    Files.delete(in.resolve(Task.FILE));

    assertThat(run("copy")).isEqualTo(2);

    assertThat(said()).isEqualTo("task.json is missing");
  }

  @Test
  void aTaskThatIsNoTaskIsSaid() throws IOException {
    Files.writeString(in.resolve(Task.FILE), "{\"contract\": 2}");

    assertThat(run("copy")).isEqualTo(2);

    assertThat(said()).startsWith("task.json").contains("role").doesNotContain("\n");
  }

  @Test
  void aSeekersTaskIsRefused() throws IOException {
    Task.seeker(1, 12, 60, 0).write(in);

    assertThat(run("copy")).isEqualTo(2);

    assertThat(said()).isEqualTo("this is a hider, but the task is for a seeker");
  }

  @Test
  void aMissingArrayIsSaid() throws IOException {
    Files.delete(in.resolve("members").resolve(CohortFiles.TIMES));

    assertThat(run("copy")).isEqualTo(2);

    assertThat(said()).isEqualTo("members/times.npy is missing");
  }

  @Test
  void noMembersAreRefused() throws IOException {
    Path empty = Files.createDirectory(in.resolve("empty"));
    Task.hider(1, 12, 60, 0).write(empty);
    SchemaFile.write(empty, members.schema());
    CohortFiles.write(empty.resolve("members"), new Cohort(members.schema(), List.of()));

    assertThat(run(empty, "copy")).isEqualTo(2);

    assertThat(said()).isEqualTo("there is nothing to learn from: members has no patient");
  }

  @Test
  void aReleaseIsNeverOverwritten() {
    assertThat(run("copy")).isZero();

    assertThat(run("copy")).isEqualTo(2);

    assertThat(said()).endsWith("values.npy is already there");
  }

  private int run(String... args) {
    return run(in, args);
  }

  private int run(Path input, String... args) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Main.run(List.of(args), input, out, stream, stream);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
