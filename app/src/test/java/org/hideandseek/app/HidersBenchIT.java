package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench of the reference hiders, with a real engine. */
final class HidersBenchIT {
  @TempDir private Path folder;

  @Test
  void everyHiderIsARowWithItsCostItsUtilityAndItsStrongestSeeker() throws Exception {
    Path json = folder.resolve("bench.json");
    List<String> said =
        bench(0, "--challenge", "mayo-pbc", "--json", json.toString(), "constant", "copy");

    assertThat(said.get(0)).contains("within 300 s, 2048 MiB", " members of 150 candidates");
    assertThat(said.get(1)).contains("seconds", "MiB", "marginals", "utility", "worst AUC");
    assertThat(said.get(2)).startsWith("copy ").contains(" 1.000 ");
    assertThat(said.get(3)).startsWith("constant ");
    assertThat(said).hasSize(4);

    JsonNode hiders = new ObjectMapper().readTree(json.toFile()).get("hiders");
    JsonNode copy = hiders.get(0);
    assertThat(copy.get("seconds").asDouble()).isPositive();
    assertThat(copy.get("peak_memory_bytes").asLong()).isPositive();
    assertThat(copy.get("utility").asDouble()).isGreaterThan(0.9);
    assertThat(copy.get("worst_auc").asDouble()).isGreaterThan(0.95);
    assertThat(copy.at("/splits/0/seekers/nearest/auc").asDouble()).isEqualTo(1);
    assertThat(copy.at("/splits/0/seekers").has("shadow")).as("who needs shadows").isFalse();
    assertThat(hiders.get(1).get("utility").asDouble()).isLessThan(0.1);
  }

  @Test
  void aHiderThatThereIsNotIsOneSentence() throws Exception {
    assertThat(bench(1, "copi"))
        .singleElement()
        .asString()
        .contains("no reference hider called copi", "copy");
  }

  private List<String> bench(int exitCode, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder = CommandLines.prepare(log, "bench", "hiders");
    builder.command().addAll(List.of(arguments));
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isEqualTo(exitCode);
    return Files.readAllLines(log);
  }
}
