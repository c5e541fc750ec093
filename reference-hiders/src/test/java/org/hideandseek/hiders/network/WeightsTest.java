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
          float first = weights.vector().getFloat(0);
          weights.vector().addi(11);

          weights.average(0.9);
          weights.keepAverage();
          weights.restore();

          // At the first step 1 / 11 is left of what was.
          assertThat(weights.vector().getFloat(0)).isCloseTo(first + 10, within(1e-4f));
          return null;
        });
  }
}
