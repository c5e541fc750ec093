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

final class SeekersBenchIT {
  @TempDir private Path folder;

  @Test
  void everyPairIsARowWithItsCostAndItsAuc() throws Exception {
    Path json = folder.resolve("bench.json");

    List<String> said =
        bench(
            "seekers",
            "--challenge",
            "mayo-pbc",
            "--hiders",
            "copy,constant",
            "--json",
            json.toString(),
            "nearest",
            "shadow");

    assertThat(said.get(0)).contains("within ", " 150 candidates", "2 shadows of each hider");
    assertThat(said.get(1)).contains("AUC", "seconds", "MiB");
    assertThat(said.subList(2, 6))
        .extracting(line -> line.replaceAll("\\s+", " ").replaceAll("^(\\S+ \\S+).*", "$1"))
        .containsExactly("copy nearest", "copy shadow", "constant nearest", "constant shadow");
    JsonNode first = new ObjectMapper().readTree(json.toFile()).at("/matches/0");
    assertThat(first.get("auc").asDouble()).isEqualTo(1);
    assertThat(first.get("seconds").asDouble()).isPositive();
    assertThat(first.get("peak_memory_bytes").asLong()).isPositive();
  }

  @Test
  void seekersAreAtChanceWhereThereIsNothingToFind() throws Exception {
    List<String> said = bench("strangers", "--draws", "8", "nearest", "ensemble", "shadow");

    assertThat(said).hasSize(4);
    assertThat(said.get(1)).matches("nearest +[678] of +8 +0\\.[45]\\d\\d");
    assertThat(said.get(3)).startsWith("ensemble ");
  }

  private List<String> bench(String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder = CommandLines.prepare(log, "bench");
    builder.command().addAll(List.of(arguments));
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
    return Files.readAllLines(log);
  }
}
