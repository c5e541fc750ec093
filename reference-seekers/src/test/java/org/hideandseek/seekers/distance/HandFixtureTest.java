package org.hideandseek.seekers.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.seekers.HandFixture;
import org.junit.jupiter.api.Test;

class HandFixtureTest {
  private static final Scale.Axis UNIT = new Scale.Axis(1, 0, 1);

  @Test
  void distancesInThePlaneAreThoseWorkedOutByHand() {
    Scale plane = new Scale(UNIT, new Scale.Axis[] {UNIT}, new Scale.Axis[] {UNIT, UNIT});

    float[] closest =
        new Neighbours(plane)
            .closest(
                HandFixture.cohort(HandFixture.candidates()),
                HandFixture.cohort(HandFixture.release()));

    // The mean over two cells is half of the square of the Euclidean distance.
    double[] euclidean = {
      .1, .1414213562, .2, .5099019514, .5656854249, 1.0295630141, 3.1016124839, 3.2649655435
    };
    double[] blackBox = {
      .990049833749,
      .980198673307,
      .960789439152,
      .771051585804,
      .726149037074,
      .34645581033,
      6.6387618e-5,
      2.3465014e-5
    };
    for (int i = 0; i < closest.length; i++) {
      double squared = 2 * closest[i];
      assertThat(Math.sqrt(squared)).isCloseTo(euclidean[i], within(1e-6));
      assertThat(Math.exp(-squared)).isCloseTo(blackBox[i], within(1e-6));
    }
  }
}
