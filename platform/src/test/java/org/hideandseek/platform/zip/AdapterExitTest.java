package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdapterExitTest {
  private static final String MISSING = "hide-and-seek-2020: no module ";

  @Test
  void theAdapterHasTheSameCodes() throws IOException {
    String adapter = Files.readString(Path.of("../deploy/images/python-2020/adapter.py"), UTF_8);
    Map<String, Integer> its = new TreeMap<>();
    for (Matcher line = Pattern.compile("(?m)^([A-Z_]+) = (1\\d\\d)$").matcher(adapter);
        line.find(); ) {
      its.put(line.group(1), Integer.valueOf(line.group(2)));
    }
    Map<String, Integer> ours = new TreeMap<>();
    for (AdapterExit exit : AdapterExit.values()) {
      ours.put(exit.name(), exit.code());
    }
    assertThat(its).isEqualTo(ours);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsASentence(AdapterExit exit) {
    for (PlayerRole role : PlayerRole.values()) {
      assertThat(exit.sentence(role))
          .startsWith("The ZIP breaks a rule of 2020: ")
          .endsWith(".")
          .doesNotContain("ROLE");
    }
  }

  @Test
  void onPublicPatientsAMissingModuleIsNamed() {
    RunResult run = failed(103, "loading\n" + MISSING + "a.b\n" + MISSING + "keras.layers_2\n");
    assertThat(AdapterExit.explainedWithItsModule(run, PlayerRole.HIDER).reason())
        .isEqualTo(
            "The ZIP imports keras.layers_2, which this platform's Python image does not have; submit an image instead.");
  }

  @Test
  void onPrivatePatientsItIsNot() {
    RunResult run = failed(103, MISSING + "patient_17_was_a_member\n");
    assertThat(AdapterExit.explained(run, PlayerRole.HIDER).reason())
        .contains("imports a module")
        .doesNotContain("patient");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<b>x</b>", "a b", "a;b", "../x", "1a", "a.", "é", "a\u202Eb", "https://x"})
  void whatIsNoNameOfAModuleIsNotQuoted(String printed) {
    RunResult run = failed(103, MISSING + printed + "\n");
    assertThat(AdapterExit.explainedWithItsModule(run, PlayerRole.SEEKER).reason())
        .contains("imports a module, which");
    RunResult endless = failed(103, MISSING + "a".repeat(65) + "\n");
    assertThat(AdapterExit.explainedWithItsModule(endless, PlayerRole.SEEKER).reason())
        .contains("imports a module, which");
  }

  @Test
  void otherEndsStayAsTheyAre() {
    RunResult other = failed(3, MISSING + "keras\n");
    assertThat(AdapterExit.explainedWithItsModule(other, PlayerRole.HIDER)).isEqualTo(other);
    RunResult late = failed(103, "").ending(RunEnd.TIMED_OUT, "ran too long");
    assertThat(AdapterExit.explained(late, PlayerRole.HIDER)).isEqualTo(late);
  }

  private static RunResult failed(int code, String log) {
    return new RunResult(
        RunEnd.FAILED,
        "The container exited with code " + code + ".",
        OptionalInt.of(code),
        Duration.ZERO,
        Duration.ZERO,
        0,
        log);
  }
}
