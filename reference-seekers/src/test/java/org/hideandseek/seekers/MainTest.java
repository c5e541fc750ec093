package org.hideandseek.seekers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path in;
  @TempDir Path out;

  @BeforeEach
  void writeTheInput() throws IOException {
    Cohort release = Crowd.of(20, new SplittableRandom(1));
    Task.seeker(1, 40, 60, 0).write(in);
    SchemaFile.write(in, Crowd.SCHEMA);
    CohortFiles.write(in.resolve("release"), release);
    CohortFiles.write(
        in.resolve("candidates"),
        Crowd.interleaved(release, Crowd.of(20, new SplittableRandom(2))));
  }

  @Test
  void aSeekerWritesItsScoresAndEndsWithZero() throws IOException {
    assertThat(run("nearest")).isZero();

    assertThat(Crowd.auc(ScoresFile.read(out, 40))).isEqualTo(1);
    assertThat(said()).isEmpty();
  }

  @Test
  void chanceIsASeekerToo() throws IOException {
    assertThat(run("random")).isZero();
    assertThat(ScoresFile.read(out, 40)).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThat(run("nearer")).isEqualTo(2);
    assertThat(said()).isEqualTo("name one seeker of random, nearest, logan");
  }

  @Test
  void aMissingFolderIsSaid() throws IOException {
    for (String file : CohortFiles.ALL) {
      Files.delete(in.resolve("release").resolve(file));
    }

    assertThat(run("nearest")).isEqualTo(2);

    assertThat(said()).matches("release/[a-z]+\\.npy is missing");
  }

  @Test
  void aHidersTaskIsRefused() throws IOException {
    Task.hider(1, 12, 60, 0).write(in);

    assertThat(run("nearest")).isEqualTo(2);

    assertThat(said()).isEqualTo("this is a seeker, but the task is for a hider");
  }

  @Test
  void scoresAreNeverOverwritten() {
    assertThat(run("nearest")).isZero();

    assertThat(run("nearest")).isEqualTo(2);

    assertThat(said()).endsWith("scores.npy is already there");
  }

  private int run(String... args) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Main.run(List.of(args), in, out, stream);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
