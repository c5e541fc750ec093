package org.hideandseek.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.commitment.Sha256;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageSummary;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;

/**
 * Plays without containers, by the files of the contract: every hider releases members over and
 * over, every seeker draws scores. Any file is an image of its own.
 */
final class CopyingSandbox implements Sandbox {
  @Override
  public ImageSummary inspect(Path archive) {
    return new ImageSummary(load(archive), "amd64", 1);
  }

  @Override
  public ImageId load(Path archive) {
    try {
      return new ImageId("sha256:" + Sha256.of(Files.readAllBytes(archive)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ImageId find(String nameOrId) {
    return new ImageId(nameOrId);
  }

  @Override
  public boolean answers() {
    return true;
  }

  @Override
  public RunResult run(RunRequest request) {
    try {
      Path input = request.input();
      Schema schema = SchemaFile.read(input);
      if (Files.exists(input.resolve("members"))) {
        Cohort members = CohortFiles.read(input.resolve("members"), schema);
        int records = Task.read(input).records();
        int[] chosen = IntStream.range(0, records).map(i -> i % (members.size() * 2 / 3)).toArray();
        CohortFiles.write(
            Files.createDirectories(request.output().resolve("release")), members.select(chosen));
      } else {
        float[] scores = new float[CohortFiles.read(input.resolve("candidates"), schema).size()];
        Random random = new Random(request.image().value().hashCode());
        for (int i = 0; i < scores.length; i++) {
          scores[i] = random.nextFloat();
        }
        ScoresFile.write(request.output(), scores);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunResult(
        RunEnd.SUCCEEDED,
        "",
        OptionalInt.of(0),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        64 << 20,
        "");
  }

  @Override
  public void cancel(String runId) {
    throw new UnsupportedOperationException("runs end at once");
  }

  @Override
  public int removeLeftovers() {
    return 0;
  }

  @Override
  public String description() {
    return "no containers";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
