package org.hideandseek.seekers;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** Points in the plane with scores worked out by hand: four members, then four non-members. */
public final class HandFixture {
  private static final double[][] CANDIDATES = {
    {0, 0}, {1, 0}, {0, 1}, {3, 3}, {.5, .5}, {2, 2}, {4, 0}, {5, 5}
  };
  private static final double[][] RELEASE = {{.1, 0}, {.9, .1}, {0, 1.2}, {2.5, 2.9}};
  private static final double[][] REFERENCE = {{.2, .8}, {1, 1}, {2, 3}, {4, 1}, {5, 4}};

  private static final Schema PLANE =
      new Schema(
          "days",
          1,
          1,
          List.of(Variable.numeric("unmeasured", "1", 0, 1)),
          List.of(Variable.numeric("x", "1", -10, 10), Variable.numeric("y", "1", -10, 10)));

  private HandFixture() {}

  public static double[][] candidates() {
    return CANDIDATES.clone();
  }

  public static double[][] release() {
    return RELEASE.clone();
  }

  public static double[][] reference() {
    return REFERENCE.clone();
  }

  /** Points as patients whose statics they are. */
  public static Cohort cohort(double[][] points) {
    return new Cohort(
        PLANE,
        Arrays.stream(points)
            .map(
                p ->
                    new Patient(
                        new float[1],
                        new float[] {Float.NaN},
                        new float[] {(float) p[0], (float) p[1]}))
            .toList());
  }

  /** The squared Euclidean distance of every point to the closest of others. */
  public static double[] squaredDistances(double[][] points, double[][] others) {
    return Arrays.stream(points)
        .mapToDouble(
            p ->
                Arrays.stream(others)
                    .mapToDouble(o -> Math.pow(p[0] - o[0], 2) + Math.pow(p[1] - o[1], 2))
                    .min()
                    .orElseThrow())
        .toArray();
  }
}
