package org.hideandseek.seekers.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReleasedNeighboursTest {

  @Test
  void threeNearestInThePlane() {
    assertThat(Points.scores(new ReleasedNeighbours(3).on(Points.RELEASE, Points.REFERENCE)))
        .containsExactly(2, 2, 1, 1, 2, 1, 1, 1);
  }

  @Test
  void countsAreThoseOfASortedList() {
    SplittableRandom random = new SplittableRandom(9);
    double[][] release = Points.random(70, 4, random);
    double[][] reference = Points.random(130, 4, random);

    for (double[] candidate : Points.random(50, 4, random)) {
      List<double[]> all = new ArrayList<>(List.of(release));
      all.addAll(List.of(reference));
      all.sort(Comparator.comparing(p -> Density.squared(p, candidate)));
      long released = all.subList(0, 20).stream().filter(List.of(release)::contains).count();
      assertThat(new ReleasedNeighbours(20).on(release, reference).applyAsDouble(candidate))
          .isEqualTo((double) released);
    }
  }

  @Test
  void ofThoseEquallyFarEachCountsAsAShare() {
    double[][] release = {{0}, {1}, {-1}, {9}};
    double[][] reference = {{1}, {1}, {8}};

    double score = new ReleasedNeighbours(3).on(release, reference).applyAsDouble(new double[1]);

    assertThat(score).isCloseTo(1 + 2 * 2 / 4.0, within(1e-12));
  }

  @Test
  void whereThereAreNoMoreAllCount() {
    double[][] release = {{0}, {1}};

    assertThat(
            new ReleasedNeighbours(20)
                .on(release, new double[][] {{4}})
                .applyAsDouble(new double[1]))
        .isEqualTo(2);
  }
}
