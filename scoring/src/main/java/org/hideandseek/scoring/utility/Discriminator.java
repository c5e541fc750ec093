package org.hideandseek.scoring.utility;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Variable;

/**
 * How well a classifier tells synthetic from real patients: {@code |accuracy - 0.5|} on the fifth
 * of each that it has not seen (Yoon et al., NeurIPS 2019), as many of the one as of the other,
 * averaged over five such fifths. 0 is not to be told apart, 0.5 always. XGBoost on the summaries
 * takes the place of the recurrent network.
 */
final class Discriminator {
  private static final BoostedTrees TREES = new BoostedTrees(40, 4, 0.2, 0.5);
  private static final BoostedTrees.Goal GOAL = new BoostedTrees.Goal(Variable.binary("synthetic"));
  private static final int FOLDS = 5;
  private static final int MOST = 2_000;

  private Discriminator() {}

  /**
   * Trains and tests.
   *
   * @param real [n * P]
   * @param synthetic [m * P]
   * @return empty with fewer than 10 of either
   */
  static OptionalDouble score(float[] real, float[] synthetic, int columns, long seed) {
    int each = Math.min(MOST, Math.min(real.length, synthetic.length) / columns);
    if (each < 2 * FOLDS) {
      return OptionalDouble.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] reals = Sampling.some(real.length / columns, each, random);
    int[] synthetics = Sampling.some(synthetic.length / columns, each, random);
    double right =
        Workers.each(
                FOLDS,
                fold ->
                    right(
                        Embedding.rows(real, columns, reals),
                        Embedding.rows(synthetic, columns, synthetics),
                        columns,
                        fold,
                        Sampling.seed(seed, fold)))
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    return OptionalDouble.of(Math.abs(right / (2.0 * each) - 0.5));
  }

  private static int right(float[] real, float[] synthetic, int columns, int fold, long seed) {
    int each = real.length / columns;
    int tested = 2 * ((each - fold + FOLDS - 1) / FOLDS);
    float[] test = new float[tested * columns];
    float[] train = new float[(2 * each - tested) * columns];
    float[] truth = new float[tested];
    float[] labels = new float[2 * each - tested];
    int t = 0;
    int l = 0;
    for (int i = 0; i < each; i++) {
      for (int label = 0; label < 2; label++) {
        float[] from = label == 0 ? real : synthetic;
        if (i % FOLDS == fold) {
          System.arraycopy(from, i * columns, test, t * columns, columns);
          truth[t++] = label;
        } else {
          System.arraycopy(from, i * columns, train, l * columns, columns);
          labels[l++] = label;
        }
      }
    }
    float[][] predicted = TREES.predict(GOAL, train, labels, test, seed);
    int right = 0;
    for (int i = 0; i < tested; i++) {
      right += predicted[i][0] >= 0.5 == truth[i] > 0.5 ? 1 : 0;
    }
    return right;
  }
}
