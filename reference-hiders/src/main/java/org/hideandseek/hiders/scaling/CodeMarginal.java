package org.hideandseek.hiders.scaling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The distribution of codes: normal scores between two thresholds mean one code. */
public final class CodeMarginal implements Marginal {
  private final int[] order;
  private final double[] scores;
  private final double[] upper;

  /**
   * Learns a distribution.
   *
   * @param counts [codes] how often each code occurs, or its share; not negative
   * @param ranks [codes] by which the codes are lined up, as they have no order of their own; the
   *     copula can only tell apart what is higher and what is lower
   */
  public CodeMarginal(double[] counts, double[] ranks) {
    int codes = counts.length;
    order =
        IntStream.range(0, codes)
            .boxed()
            .sorted(Comparator.comparingDouble(code -> ranks[code]))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(counts).sum();
    scores = new double[codes];
    upper = new double[codes];
    double below = 0;
    for (int i = 0; i < codes; i++) {
      double count = counts[order[i]];
      double middle = all == 0 ? 0.5 : (below + count / 2.0) / all;
      scores[order[i]] = Gaussian.quantile(Math.min(1 - 1e-6, Math.max(1e-6, middle)));
      below += count;
      upper[i] = all == 0 ? (i + 1.0) / codes : below / all;
    }
  }

  @Override
  public double score(double value) {
    return scores[(int) value];
  }

  @Override
  public float value(double score) {
    double level = Gaussian.probability(score);
    for (int i = 0; i < order.length; i++) {
      if (level < upper[i]) {
        return order[i];
      }
    }
    int last = order.length - 1;
    while (last > 0 && upper[last - 1] >= 1) {
      last--;
    }
    return order[last];
  }
}
