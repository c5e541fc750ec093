package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Kills the platform's process again and again in the middle of a competition with real containers.
 */
@OnBothDatabases
final class KilledPlatformIT {
  private static final int KILLS = 10;
  private static final long LONGEST_RUN_MINUTES = 10;

  @TempDir private static Path root;
  private static Path undisturbed;
  @TempDir private Path folder;
  @Parameter private EmptyDatabases databases;

  @BeforeAll
  static void playUndisturbed() throws Exception {
    undisturbed = root.resolve("undisturbed.json");
    Path data = root.resolve("data");
    assertThat(finish(demo(data, DatabaseConfig.inFolder(data), undisturbed))).isZero();
  }

  @Test
  void aCompetitionThatWasKilledTenTimesEndsLikeOneThatWasNot() throws Exception {
    long seed = System.nanoTime();
    System.out.println("Moments to kill at from seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path disturbed = folder.resolve("disturbed.json");
    Path data = folder.resolve("disturbed");
    DatabaseConfig database = databases.next(data);
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process demo = demo(data, database, disturbed);
      if (demo.waitFor(random.nextLong(500, 7000), TimeUnit.MILLISECONDS)) {
        break;
      }
      demo.destroyForcibly().waitFor();
      killed++;
    }
    assertThat(killed).isGreaterThanOrEqualTo(5);
    if (!Files.exists(disturbed)) {
      assertThat(finish(demo(data, database, disturbed))).isZero();
    }

    assertThat(Files.readString(disturbed)).isEqualTo(Files.readString(undisturbed));
    JsonNode boards = new ObjectMapper().readTree(disturbed.toFile());
    List<String> matches = new ArrayList<>();
    boards
        .get("matches")
        .forEach(
            match ->
                matches.add(
                    match.get("hider") + " " + match.get("seeker") + " " + match.get("split")));
    assertThat(matches)
        .doesNotHaveDuplicates()
        .hasSize(boards.get("hiders").size() * boards.get("seekers").size() * 2);
    assertThat(boards.get("matches"))
        .allMatch(match -> match.get("state").asText().equals("succeeded"));
    assertThat(Docker.containersOf(Files.readString(data.resolve("node")).strip())).isEmpty();
  }

  private static Process demo(Path data, DatabaseConfig database, Path json) throws IOException {
    Stream<String> command =
        Stream.concat(
            Stream.of("demo", "--challenge", "mayo-pbc", "--seed", "7", "--exit", "--port", "0"),
            Stream.of("--data", data.toString(), "--json", json.toString()));
    return CommandLines.prepare(
            data.resolveSibling("demo.log"),
            Stream.concat(command, OpenedNode.options(database)).toArray(String[]::new))
        .start();
  }

  private static int finish(Process demo) throws InterruptedException {
    if (!demo.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
      demo.destroyForcibly();
      throw new AssertionError("the demo did not end within " + LONGEST_RUN_MINUTES + " minutes");
    }
    return demo.exitValue();
  }
}
