package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WeightsTest {

  @Test
  void theRunningMeanFollowsTheWeightsAndIsWhatIsKept() {
    Session.run(
        1,
        Device.cpu(),
        System.out,
        session -> {
          Layout layout = new Layout();
          layout.slot(1, 1);
          Weights weights = new Weights(layout, session.manager(), new SplittableRandom(1));
          weights.average(0.9);
          float first = weights.vector().getFloat(0);
          weights.vector().addi(10);

          for (int step = 0; step < 9; step++) {
            weights.average(0.9);
          }
          weights.keepAverage();
          weights.restore();

          // At first every step counts alike: one of ten was before.
          assertThat(weights.vector().getFloat(0)).isCloseTo(first + 9, within(1e-4f));
          return null;
        });
  }
}
