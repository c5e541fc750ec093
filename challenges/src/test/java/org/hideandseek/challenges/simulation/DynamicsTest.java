package org.hideandseek.challenges.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DynamicsTest {
  private final Dynamics dynamics = new Dynamics();

  @Test
  void everyDeviationDiesOutWhateverItPullsAt() {
    for (Signal signal : Signal.values()) {
      double[] deviations = new double[Signal.values().length];
      deviations[signal.index()] = 1;
      for (int hour = 0; hour < 2000; hour++) {
        deviations = dynamics.expected(deviations);
      }

      assertThat(Arrays.stream(deviations))
          .as(signal.name())
          .allMatch(left -> Math.abs(left) < 1e-6);
    }
  }

  @Test
  void lowPressureMakesLactateRiseAndUrineFall() {
    double[] deviations = new double[Signal.values().length];
    deviations[Signal.SYSTOLIC.index()] = -2;

    double[] next = dynamics.expected(deviations);

    assertThat(next[Signal.LACTATE.index()]).isPositive();
    assertThat(next[Signal.URINE.index()]).isNegative();
    assertThat(next[Signal.HEART_RATE.index()]).isPositive();
    assertThat(next[Signal.SYSTOLIC.index()]).isBetween(-2.0, 0.0);
  }

  @Test
  void aSignalReturnsAtItsOwnPaceAndKeepsItsSpread() {
    RandomStream random = new RandomStream(5, 0);
    double[] deviations = dynamics.start(random);
    int hours = 40_000;
    double squares = 0;
    double products = 0;
    for (int hour = 0; hour < hours; hour++) {
      double[] next = dynamics.next(deviations, random);
      double before = deviations[Signal.GLUCOSE.index()];
      squares += before * before;
      products += before * next[Signal.GLUCOSE.index()];
      deviations = next;
    }

    assertThat(Math.sqrt(squares / hours)).isCloseTo(0.6, within(0.03));
    assertThat(products / squares).isCloseTo(Math.exp(-1.0 / 6), within(0.02));
    assertThat(Arrays.stream(deviations)).allMatch(Double::isFinite);
  }
}
