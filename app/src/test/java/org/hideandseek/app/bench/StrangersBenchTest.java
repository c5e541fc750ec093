package org.hideandseek.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StrangersBenchTest {

  @Test
  void ninetyOfAHundredAreEnoughAndOneLessIsNot() {
    assertThat(StrangersBench.byChance(90, 100)).isCloseTo(0.0282, within(1e-4));
    assertThat(StrangersBench.byChance(89, 100)).isCloseTo(0.0115, within(1e-4));
    assertThat(StrangersBench.byChance(100, 100)).isCloseTo(1, within(1e-9));
  }
}
