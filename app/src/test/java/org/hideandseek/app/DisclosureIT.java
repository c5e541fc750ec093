package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.contract.PlayerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audits of a hider beside the matches, with a real engine. */
final class DisclosureIT {
  private static final String COPY = "hide-and-seek/hider-copy:1";
  private static final String CONSTANT = "hide-and-seek/hider-constant:1";
  private static final String NEAREST = "hide-and-seek/seeker-nearest:1";

  @TempDir private Path folder;

  @Test
  void aCopyGivesAttributesAwayAndAConstantDoesNot() throws Exception {
    Path json = folder.resolve("copy.json");
    List<String> said = disclosure(0, "attributes", "--hider", COPY, "--json", json.toString());
    assertThat(said)
        .anyMatch(line -> line.startsWith("bilirubin ") && line.endsWith("clear"))
        .last()
        .asString()
        .contains("Of 15 attributes 15 are guessed clearly better");
    JsonNode copy = read(json);
    assertThat(copy.at("/release/state").asText()).isEqualTo("succeeded");
    assertThat(copy.get("attributes")).hasSize(15);
    for (JsonNode attribute : copy.get("attributes")) {
      assertThat(attribute.at("/interval/0").asDouble()).as("%s", attribute).isPositive();
      assertThat(attribute.get("clear").asBoolean()).isTrue();
    }

    assertThat(disclosure(0, "attributes", "--hider", CONSTANT))
        .last()
        .asString()
        .contains("Of 15 attributes 0 are guessed clearly better");
  }

  @Test
  void canariesThatACopyReleasesComeFirstAndSeekersAreGivenReferencePatients() throws Exception {
    // Fails without the 40 reference patients, and says nothing with them.
    String silent = "hide-and-seek/test:silent-with-reference";
    Docker.build(
        silent,
        "FROM hide-and-seek/python:1\nENTRYPOINT [\"python3\", \"-c\", \"import numpy;"
            + "assert numpy.load('/in/reference/lengths.npy').shape == (40,);"
            + "n = len(numpy.load('/in/candidates/lengths.npy'));"
            + "numpy.save('/out/scores.npy', numpy.zeros(n, numpy.float32))\"]\n");
    Path json = folder.resolve("canaries.json");
    List<String> said;
    try {
      said =
          disclosure(
              0,
              "canaries",
              "--hider",
              COPY,
              "--seeker",
              NEAREST,
              "--seeker",
              silent,
              "--canaries",
              "12",
              "--among",
              "300",
              "--json",
              json.toString());
    } finally {
      Docker.remove(silent);
    }
    assertThat(said.get(0)).contains("12 canaries were planted", "among 288 others");
    assertThat(said).last().asString().endsWith("by " + NEAREST + ".");
    JsonNode seekers = read(json).get("seekers");
    JsonNode nearest = seekers.get(NEAREST);
    double largest = Math.log(289) / Math.log(2);
    assertThat(nearest.get("mean_exposure").asDouble()).isBetween(largest - 1e-9, largest + 1e-9);
    assertThat(nearest.get("auc").asDouble()).isEqualTo(1);
    assertThat(nearest.at("/interval/0").asDouble())
        .isGreaterThan(nearest.at("/chance_band/1").asDouble());
    assertThat(seekers.get(silent).get("p_value").asDouble()).isEqualTo(1);
    assertThat(seekers.get(silent).get("auc").asDouble()).isEqualTo(0.5);
  }

  @Test
  void zipsOf2020AreAuditedLikeImages() throws Exception {
    Path hider = folder.resolve("hider.zip");
    Files.write(hider, Zips.zip(Map.of("hider.py", Zips.documented(PlayerRole.HIDER))));
    Path seeker = folder.resolve("seeker.zip");
    Files.write(seeker, Zips.zip(Map.of("seeker.py", Zips.documented(PlayerRole.SEEKER))));
    assertThat(
            disclosure(0, "canaries", "--hider", hider.toString(), "--seeker", seeker.toString()))
        .anyMatch(line -> line.startsWith(seeker.toString()));
  }

  @Test
  void aHiderThatFailsEndsTheAuditWithItsReason() throws Exception {
    assertThat(disclosure(1, "attributes", "--hider", NEAREST))
        .first()
        .asString()
        .contains("Hider: failed. The container exited with code 2");
  }

  @Test
  void numbersThatMakeNoSenseAreOneSentence() throws Exception {
    assertThat(disclosure(1, "canaries", "--hider", COPY, "--canaries", "500"))
        .singleElement()
        .asString()
        .contains("1 to 499 can be planted, not 500");
    assertThat(disclosure(1, "attributes", "--hider", COPY, "--targets", "1"))
        .singleElement()
        .asString()
        .contains("--targets is at least 2, not 1");
  }

  private static JsonNode read(Path json) throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  private List<String> disclosure(int exitCode, String audit, String... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", "");
    ProcessBuilder builder =
        CommandLines.prepare(log, "disclosure", audit, "--challenge", "mayo-pbc", "--seed", "1");
    builder.command().addAll(List.of(arguments));
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isEqualTo(exitCode);
    return Files.readAllLines(log);
  }
}
