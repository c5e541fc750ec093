package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** claim.json. */
class PrivacyClaimTest {
  private static final SubsampledGaussian MOMENTS = new SubsampledGaussian(8.5, 1, 1);
  private static final SubsampledGaussian STEPS = new SubsampledGaussian(1, 0.01, 1000);
  private static final String PART =
      "{\"noise_multiplier\": 1, \"sampling_rate\": 0.01, \"steps\": 1000}";

  @TempDir private Path folder;

  @Test
  void aClaimIsWrittenAsTheContractShowsItAndReadAsItWasWritten() throws IOException {
    PrivacyClaim claim =
        new PrivacyClaim(Mechanism.GAUSSIAN_AND_DP_SGD, 2.5, 1e-5, List.of(MOMENTS, STEPS));
    claim.write(folder);

    assertThat(folder.resolve("claim.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            {"mechanism": "gaussian and dp-sgd", "epsilon": 2.5, "delta": 1.0E-5, "parts": [
              {"noise_multiplier": 8.5, "sampling_rate": 1.0, "steps": 1},
              {"noise_multiplier": 1.0, "sampling_rate": 0.01, "steps": 1000}]}
            """);
    assertThat(PrivacyClaim.read(folder)).contains(claim);
  }

  @Test
  void theClaimThatTheContractShowsFollows() throws IOException {
    String contract = Files.readString(Path.of("..", "docs", "contract.md"));
    int start =
        contract.indexOf("```json\n", contract.indexOf("## A claim")) + "```json\n".length();
    write(contract.substring(start, contract.indexOf("```", start)));
    PrivacyClaim claim = PrivacyClaim.read(folder).orElseThrow();

    assertThat(claim.follows()).contains(true);
    assertThat(claim.accounted().orElseThrow()).isGreaterThan(0.9);
  }

  @Test
  void theLargestClaimFitsIntoTheFile() throws IOException {
    SubsampledGaussian longest =
        new SubsampledGaussian(Math.E * 1e-4, Math.PI * 1e-300, Integer.MAX_VALUE);
    PrivacyClaim claim =
        new PrivacyClaim(
            Mechanism.GAUSSIAN_AND_DP_SGD,
            Math.PI * 1e-3,
            Math.PI * 1e-20,
            Collections.nCopies(20, longest));
    claim.write(folder);

    assertThat(PrivacyClaim.read(folder)).contains(claim);
  }

  @Test
  void aFolderWithoutAClaimClaimsNothing() throws IOException {
    assertThat(PrivacyClaim.read(folder)).isEmpty();
  }

  @Test
  void aPromiseFollowsFromPartsThatCostNoMore() {
    assertThat(claim(2.1014).follows()).contains(true);
    assertThat(claim(2.1013).follows()).as("within rounding").contains(true);
    assertThat(claim(2.09).follows()).contains(false);
    assertThat(claim(2.09).accounted().orElseThrow()).isCloseTo(2.1013652716, within(1e-9));
    assertThat(
            new PrivacyClaim(
                    Mechanism.GAUSSIAN, 100, 1e-5, List.of(new SubsampledGaussian(0, 1, 1)))
                .follows())
        .as("without noise")
        .contains(false);
  }

  @Test
  void whatIsNoSubsampledGaussianCannotBeAccountedFor() throws IOException {
    write("{\"mechanism\": \"other\", \"epsilon\": 1, \"delta\": 0, \"parts\": []}");
    PrivacyClaim claim = PrivacyClaim.read(folder).orElseThrow();

    assertThat(claim.accounted()).isEmpty();
    assertThat(claim.follows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'gaussian', 'epsilon': 1| this is not valid JSON, or a key stands there twice",
        "{'epsilon': 1, 'epsilon': 1}| this is not valid JSON, or a key stands there twice",
        "{} {}| this is not valid JSON, or a key stands there twice",
        "[]| the file must be an object with the keys mechanism, epsilon, delta, parts",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'parts': []}| the key delta is missing",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts': [], 'SECRET': 1}"
            + "| the file has a key that is none of mechanism, epsilon, delta, parts",
        "{'mechanism': 'SECRET', 'epsilon': 1, 'delta': 1e-5, 'parts': [PART]}"
            + "| mechanism must be one of 'gaussian', 'dp-sgd', 'gaussian and dp-sgd', 'other'",
        "{'mechanism': 'dp-sgd', 'epsilon': 'SECRET', 'delta': 1e-5, 'parts': [PART]}"
            + "| epsilon must be a number",
        "{'mechanism': 'dp-sgd', 'epsilon': 0, 'delta': 1e-5, 'parts': [PART]}"
            + "| epsilon must be from 0.001 to 1000000",
        "{'mechanism': 'dp-sgd', 'epsilon': 1e999, 'delta': 1e-5, 'parts': [PART]}"
            + "| epsilon must be from 0.001 to 1000000",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1, 'parts': [PART]}"
            + "| delta must be 0, or from 1e-20 to 0.1",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 0, 'parts': [PART]}"
            + "| delta must be above 0 where there are parts",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts': []}"
            + "| parts must not be empty, unless the mechanism is other",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts': PART}"
            + "| parts must be a list",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts': [PART, 3]}"
            + "| parts[1] must be an object with the keys noise_multiplier, sampling_rate, steps",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts': [{'steps': 1}]}"
            + "| the key noise_multiplier of parts[0] is missing",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts':"
            + " [{'noise_multiplier': 1, 'sampling_rate': 1, 'steps': 1.5}]}"
            + "| parts[0].steps must be a whole number below 2^31",
        "{'mechanism': 'dp-sgd', 'epsilon': 1, 'delta': 1e-5, 'parts':"
            + " [{'noise_multiplier': 1, 'sampling_rate': 17.25, 'steps': 1}]}"
            + "| parts[0] needs noise_multiplier from 0 to a million, sampling_rate from 0 to 1 and"
            + " steps from 0 on"
      })
  void aClaimThatBreaksARuleIsRefusedWithoutAWordOfIt(String text, String rule) throws IOException {
    write(text.replace("PART", PART).replace('\'', '"'));

    assertThatThrownBy(() -> PrivacyClaim.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("claim.json: " + rule);
  }

  @Test
  void manyPartsALargeFileAndALinkAreRefused() throws IOException {
    write(
        "{\"mechanism\": \"other\", \"epsilon\": 1, \"delta\": 0.1, \"parts\": ["
            + String.join(",", Collections.nCopies(21, PART))
            + "]}");
    assertThatThrownBy(() -> PrivacyClaim.read(folder))
        .hasMessage("claim.json: parts must be at most 20");

    write(" ".repeat(8193));
    assertThatThrownBy(() -> PrivacyClaim.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("claim.json has more than 8192 bytes");

    Files.delete(folder.resolve("claim.json"));
    Files.createSymbolicLink(folder.resolve("claim.json"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> PrivacyClaim.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("claim.json is not a regular file");
  }

  private static PrivacyClaim claim(double epsilon) {
    return new PrivacyClaim(Mechanism.DP_SGD, epsilon, 1e-5, List.of(STEPS));
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("claim.json"), text);
  }
}
