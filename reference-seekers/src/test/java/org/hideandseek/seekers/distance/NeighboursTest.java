package org.hideandseek.seekers.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.seekers.Crowd;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private final SplittableRandom random = new SplittableRandom(32);
  private final Cohort patients = Crowd.of(150, random);
  private final Cohort others = Crowd.of(90, random);
  private final List<Cohort> both = List.of(patients, others);
  private final Neighbours neighbours = Neighbours.on(both);

  @Test
  void theDistanceIsTheMeanOverCellsThatEitherHas() {
    float nan = Float.NaN;
    Cohort a = one(new float[] {0, 4}, new float[] {100, nan, 1, 120, 2, nan}, 70, 1);
    Cohort b = one(new float[] {0}, new float[] {110, 3, 0}, nan, 2);

    float distance = Neighbours.on(List.of(a, b)).closest(a, b)[0];

    // pressure 100, 110, 120 has variance 200/3; smoke and ward are one of each: unlike codes are
    // 2 / (1/2) apart. Age, lab at step 0 and all of step 1 (time, pressure, lab) are with one
    // only.
    double joint = 100 / (200 / 3.0) + 4 + 4;
    assertThat(distance).isCloseTo((float) ((joint + 5 * 2) / 8), within(1e-5f));
  }

  @Test
  void blocksAndShortCutsChangeNothing() {
    float[][] all = plainDistances();
    float[] closest = neighbours.closest(patients, others);
    float[][] nearest = neighbours.nearest(patients, others, 7);
    float radius = 1.2f;
    int[] within = neighbours.within(patients, others, radius);

    for (int i = 0; i < all.length; i++) {
      int expected = 0;
      for (float distance : all[i]) {
        expected += distance < radius ? 1 : 0;
      }
      assertThat(within[i]).isEqualTo(expected);
      Arrays.sort(all[i]);
      assertThat(closest[i]).isEqualTo(all[i][0]);
      assertThat(nearest[i]).containsExactly(Arrays.copyOf(all[i], 7));
    }
    assertThat(Arrays.stream(within).sum()).isPositive();
  }

  @Test
  void whereThereIsNobodyEverybodyIsAStranger() {
    Cohort nobody = new Cohort(Crowd.SCHEMA, List.of());

    assertThat(neighbours.closest(patients, nobody)).containsOnly(Cells.UNRELATED);
    assertThat(neighbours.nearest(patients, nobody, 3)[0]).isEmpty();
    assertThat(neighbours.within(patients, nobody, 3)).containsOnly(0);
  }

  @Test
  void fewerThanWantedAreAllOfThem() {
    Cohort two = others.select(new int[] {1, 2});

    assertThat(neighbours.nearest(patients, two, 3)[0]).hasSize(2).isSorted();
  }

  private float[][] plainDistances() {
    Scale scale = Scale.of(both);
    Cells[] to = Cells.ofEach(others, scale);
    return Arrays.stream(Cells.ofEach(patients, scale))
        .map(
            patient -> {
              float[] row = new float[to.length];
              for (int i = 0; i < to.length; i++) {
                row[i] = patient.distance(to[i], Float.POSITIVE_INFINITY);
              }
              return row;
            })
        .toArray(float[][]::new);
  }

  private static Cohort one(float[] times, float[] values, float age, float ward) {
    return new Cohort(Crowd.SCHEMA, List.of(new Patient(times, values, new float[] {age, ward})));
  }
}
