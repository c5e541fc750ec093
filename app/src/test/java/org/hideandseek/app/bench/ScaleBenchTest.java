package org.hideandseek.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleBenchTest {
  @TempDir private Path folder;

  /** 9,000 stays take 48 MB when they are held, so that a heap of 40 MB would not do. */
  @Test
  void nineThousandStaysAreMadeDescribedDividedAndScoredInLessMemoryThanTheyTake()
      throws IOException, InterruptedException {
    Process bench =
        new ProcessBuilder(
                command(
                    "-Xmx40m",
                    "bench",
                    "scale",
                    "--stays",
                    "9000",
                    "--scored",
                    "60",
                    "--without-audit",
                    "--work"))
            .redirectErrorStream(true)
            .start();
    String said = new String(bench.getInputStream().readAllBytes(), UTF_8);

    assertThat(bench.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("9,000 stays", "simulate", "describe", "check and open", "split", "score")
        .containsPattern("steps shuffled, 60 patients against 60:  marginals [01]\\.\\d{3}");
    try (var left = Files.list(folder)) {
      assertThat(left).as("what the bench made is gone").isEmpty();
    }
  }

  private List<String> command(String heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.hideandseek.app.Main");
    command.addAll(List.of(arguments));
    command.add(folder.toString());
    return command;
  }
}
