package org.hideandseek.hiders.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScheduleTest {

  @Test
  void varianceStaysOneOnTheWay() {
    for (double time : new double[] {0, 0.3, 1}) {
      assertThat(Math.hypot(Schedule.signal(time), Schedule.noise(time)))
          .isCloseTo(1, within(1e-12));
    }
    assertThat(Schedule.noise(0)).isLessThan(0.01);
    assertThat(Schedule.signal(1)).isLessThan(0.01);
  }

  @Test
  void aStepBackHasTheVarianceOfThePosteriorThatDdpmGives() {
    double kept = Schedule.signal(0.5) / Schedule.signal(0.4);
    double posterior = Math.pow(Schedule.noise(0.4) / Schedule.noise(0.5), 2) * (1 - kept * kept);

    assertThat(Math.pow(Schedule.fresh(0.5, 0.4), 2)).isCloseTo(posterior, within(1e-12));
    assertThat(Schedule.fresh(0.5, 0.4)).isLessThan(Schedule.noise(0.4));
  }
}
