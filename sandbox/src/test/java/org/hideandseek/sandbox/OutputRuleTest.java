package org.hideandseek.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputRuleTest {

  @Test
  void plainPaths_areAccepted() {
    assertThat(new OutputRule(Map.of("release/a_b-c.1.npy", 0L)).largestBytes()).hasSize(1);
  }

  @Test
  void anOptionalFileWithoutASize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputRule(Map.of("scores.npy", 1L), Set.of("notes.txt")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/x", "x/", "../x", "a/../b", ".hidden", "-rf", "a b", "a\nb", "a//b", "$x"})
  void otherPaths_areNot(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new OutputRule(Map.of(path, 1L)));
  }
}
