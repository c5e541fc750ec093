package org.hideandseek.scoring.disclosure;

import java.util.Arrays;
import org.hideandseek.challenges.split.People;

/**
 * The mean success over a group of patients and how far another group of the same population might
 * come to another. The variance is that of a mean of clusters, the persons (Cameron and Miller,
 * Journal of Human Resources 2015;50:317-372), with one person more at the worst and one at the
 * best success, as Agresti and Caffo (The American Statistician 2000;54:280-288) add to
 * proportions: so it is never 0, where all patients agree, and small groups are not believed too
 * much.
 *
 * @param patients who have the attribute
 * @param persons of how many persons
 * @param mean success
 * @param variance of the mean
 */
record MeanSuccess(int patients, int persons, double mean, double variance) {

  /**
   * Over those whose success is not NaN.
   *
   * @param successes [patient]
   * @param best the best success; the worst is {@code range} below
   */
  static MeanSuccess of(double[] successes, People people, double best, double range) {
    double[] sums = new double[people.persons()];
    int[] counts = new int[people.persons()];
    double sum = 0;
    int patients = 0;
    for (int i = 0; i < successes.length; i++) {
      if (!Double.isNaN(successes[i])) {
        sums[people.person(i)] += successes[i];
        counts[people.person(i)]++;
        sum += successes[i];
        patients++;
      }
    }
    int persons = (int) Arrays.stream(counts).filter(count -> count > 0).count();
    int more = patients + 2;
    double mean = (sum + 2 * best - range) / more;
    double squares = Math.pow(best - mean, 2) + Math.pow(best - range - mean, 2);
    for (int who = 0; who < sums.length; who++) {
      squares += Math.pow(sums[who] - counts[who] * mean, 2);
    }
    double clusters = persons + 2.0;
    return new MeanSuccess(
        patients, persons, sum / patients, clusters / (clusters - 1) * squares / Math.pow(more, 2));
  }
}
