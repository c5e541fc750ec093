package org.hideandseek.scoring.disclosure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Canaries by descending score, those of one score in one group. */
final class Ranks {
  /** [canary] its group. */
  private final int[] group;

  /** [group] how many canaries it has. */
  private final int[] sizes;

  /** [group] how many canaries are in groups before it. */
  private final int[] before;

  /** [k] sum of log2 1 to log2 k. */
  private final double[] logs;

  Ranks(float[] scores) {
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Float.compare(scores[b], scores[a]))
            .mapToInt(i -> i)
            .toArray();
    group = new int[n];
    sizes = new int[n];
    before = new int[n];
    logs = new double[n + 1];
    for (int i = 0, g = -1; i < n; i++) {
      // 0 and -0 are one score.
      if (i == 0 || scores[order[i]] != scores[order[i - 1]]) {
        before[++g] = i;
      }
      group[order[i]] = g;
      sizes[g]++;
      logs[i + 1] = logs[i] + Math.log(i + 1) / Math.log(2);
    }
  }

  /**
   * Exposures of some canaries, each ranked among those that are not of them and itself.
   *
   * @param planted which ones
   * @return [planted] bits, best first
   */
  double[] exposures(int[] planted) {
    int[] groups = Arrays.stream(planted).map(i -> group[i]).sorted().toArray();
    double best = largest(planted.length);
    double[] exposures = new double[groups.length];
    for (int i = 0; i < groups.length; ) {
      int end = i;
      while (end < groups.length && groups[end] == groups[i]) {
        end++;
      }
      int above = before[groups[i]] - i;
      int last = above + sizes[groups[i]] - (end - i) + 1;
      Arrays.fill(exposures, i, end, best - (logs[last] - logs[above]) / (last - above));
      i = end;
    }
    return exposures;
  }

  /** What a canary that is before all others comes to, where so many are planted. */
  double largest(int planted) {
    return Math.log(group.length - planted + 1) / Math.log(2);
  }

  /** What a canary comes to on average if its rank is any with equal probability. */
  double chance(int planted) {
    int ranks = group.length - planted + 1;
    return largest(planted) - logs[ranks] / ranks;
  }
}
