package org.hideandseek.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final String PREFIX = "The container refused: ";

  @Test
  void theLastLineThatIsNotBlankIsQuoted() {
    assertThat(
            reason(
                "loading\nthis seeker needs reference patients, which this challenge does not"
                    + " give.\n \n\u200b\n"))
        .isEqualTo(
            PREFIX + "this seeker needs reference patients, which this challenge does not give.");
  }

  @Test
  void whatChangesHowTextIsShownIsTakenOut() {
    assertThat(
            reason(
                "\u001b[31;1mneeds \u202eshadows\u202c\u0000\u0007 \tnow\u200f\ufeff\ue000\ud800."
                    + "\u001b[0m\n"))
        .isEqualTo(PREFIX + "needs shadows  now.");
  }

  @Test
  void aSeparatorOfLinesIsASpace() {
    assertThat(reason("a\u2028b\u2029c\u00a0d")).isEqualTo(PREFIX + "a b c d");
  }

  /** Pages show it as text. */
  @Test
  void markupStaysTheTextThatItIs() {
    assertThat(reason("<script>alert(1)</script> & {{x}}"))
        .isEqualTo(PREFIX + "<script>alert(1)</script> & {{x}}");
  }

  @Test
  void aLongSentenceIsCutBetweenCharacters() {
    String reason = reason("😀".repeat(10_000));

    assertThat(reason).endsWith("😀…");
    assertThat(reason.codePointCount(PREFIX.length(), reason.length())).isEqualTo(Refusal.LONGEST);
    assertThat(reason("x".repeat(Refusal.LONGEST))).isEqualTo(PREFIX + "x".repeat(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", " \u202e \n\u001b[0m"})
  void whoSaysNothingIsNotQuoted(String log) {
    assertThat(reason(log)).isEqualTo("as it was");
  }

  @Test
  void onlyExitCodeTwoRefuses() {
    for (RunEnd end : RunEnd.values()) {
      for (int code = 0; code < 4; code++) {
        boolean refuses = end == RunEnd.FAILED && code == 2;
        assertThat(Refusal.quoted(result(end, OptionalInt.of(code), "needs more")).reason())
            .isEqualTo(refuses ? PREFIX + "needs more" : "as it was");
      }
    }
    assertThat(Refusal.quoted(result(RunEnd.FAILED, OptionalInt.empty(), "x")).reason())
        .isEqualTo("as it was");
  }

  private static String reason(String log) {
    return Refusal.quoted(result(RunEnd.FAILED, OptionalInt.of(2), log)).reason();
  }

  private static RunResult result(RunEnd end, OptionalInt code, String log) {
    return new RunResult(end, "as it was", code, Duration.ZERO, Duration.ZERO, 0, log);
  }
}
