package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;

/**
 * The holdout in at most 200 random groups of patients, as equal in size as can be. Intervals come
 * from drawing groups with replacement, which is drawing patients with replacement where there are
 * no more than 200, and costs little however many there are.
 */
final class Groups {
  private static final int MOST = 200;

  private final int[] ofPatient;
  private final List<Cohort> cohorts = new ArrayList<>();

  Groups(Cohort holdout, long seed) {
    int n = holdout.size();
    int count = Math.min(n, MOST);
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = Sampling.order(n, random);
    ofPatient = new int[n];
    for (int i = 0; i < n; i++) {
      ofPatient[order[i]] = i % count;
    }
    for (int g = 0; g < count; g++) {
      int group = g;
      cohorts.add(
          holdout.select(IntStream.range(0, n).filter(i -> ofPatient[i] == group).toArray()));
    }
  }

  int count() {
    return cohorts.size();
  }

  int of(int patient) {
    return ofPatient[patient];
  }

  <T> List<T> each(Function<Cohort, T> function) {
    return cohorts.stream().map(function).toList();
  }
}
