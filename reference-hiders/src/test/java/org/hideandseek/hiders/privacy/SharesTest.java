package org.hideandseek.hiders.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void countsWithoutNoiseKeepTheirShares() {
    assertThat(Shares.of(new double[] {10, 30, 0, 60}))
        .containsExactly(new double[] {0.1, 0.3, 0, 0.6}, within(1e-12));
  }

  @Test
  void negativeCountsBecomeNothingAndTheOthersPayForThem() {
    assertThat(Shares.of(new double[] {-20, 60, 60}))
        .containsExactly(new double[] {0, 0.5, 0.5}, within(1e-12));
  }

  @Test
  void whereNothingIsLeftAllSharesAreEqual() {
    assertThat(Shares.of(new double[] {-3, 2, -1, 1})).containsOnly(0.25);
    assertThat(Arrays.stream(Shares.of(new double[] {0, 0})).sum()).isEqualTo(1);
  }
}
