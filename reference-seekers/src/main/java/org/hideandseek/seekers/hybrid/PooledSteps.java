package org.hideandseek.seekers.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.seekers.distance.Cells;
import org.hideandseek.seekers.distance.Scale;

/**
 * A candidate scores minus the mean over its steps of the distance to the closest released step. Of
 * very many steps a sample stands for all.
 */
final class PooledSteps {
  private static final int MOST_RELEASED = 20_000;
  private static final int MOST_OF_A_CANDIDATE = 32;

  private PooledSteps() {}

  /** [candidates] */
  static float[] score(Cohort release, Cohort candidates, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Patient> pool = new ArrayList<>();
    release.patients().forEach(patient -> pool.addAll(steps(patient)));
    Cohort pooled = cohort(release.schema(), sample(pool, MOST_RELEASED, random));
    List<Cohort> asked =
        candidates.patients().stream()
            .map(c -> cohort(release.schema(), sample(steps(c), MOST_OF_A_CANDIDATE, random)))
            .toList();
    List<Cohort> all = new ArrayList<>(asked);
    all.add(pooled);
    Scale scale = Scale.of(all);
    Cells[] rows = Cells.ofEach(pooled, scale);
    double[] costs =
        IntStream.range(0, asked.size())
            .parallel()
            .mapToDouble(c -> cost(Cells.ofEach(asked.get(c), scale), rows))
            .toArray();
    return HybridSeeker.negated(costs);
  }

  private static double cost(Cells[] steps, Cells[] rows) {
    double sum = 0;
    for (Cells step : steps) {
      float closest = Cells.UNRELATED;
      for (Cells row : rows) {
        closest = step.distance(row, closest);
      }
      sum += closest;
    }
    return sum / steps.length;
  }

  /** Every step of a patient as a patient of one step and without statics. */
  private static List<Patient> steps(Patient patient) {
    int width = patient.featureCount();
    List<Patient> steps = new ArrayList<>(patient.length());
    for (int step = 0; step < patient.length(); step++) {
      steps.add(
          new Patient(
              new float[1],
              Arrays.copyOfRange(patient.values(), step * width, (step + 1) * width),
              new float[0]));
    }
    return steps;
  }

  private static Cohort cohort(Schema schema, List<Patient> steps) {
    Schema bare = new Schema(schema.timeUnit(), 1, schema.horizon(), schema.features(), List.of());
    return new Cohort(bare, steps);
  }

  /** So many, drawn without replacement (Vitter's algorithm R). */
  private static List<Patient> sample(List<Patient> all, int most, SplittableRandom random) {
    if (all.size() <= most) {
      return all;
    }
    List<Patient> drawn = new ArrayList<>(all.subList(0, most));
    for (int i = most; i < all.size(); i++) {
      int at = random.nextInt(i + 1);
      if (at < most) {
        drawn.set(at, all.get(i));
      }
    }
    return drawn;
  }
}
