package org.hideandseek.scoring.disclosure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whom a target resembles most among the released patients when one of its attributes is hidden,
 * for each attribute in turn.
 *
 * <p>The distance is the mean over the cells that at least one of two patients has, but for those
 * of the hidden attribute. Sums are kept for each attribute, so that one look at a pair serves all
 * attributes: the sum without one is the sum of all less its own.
 */
final class LeaveOneOut {
  /** Targets that share a pass over the release, so that both stay in the processor's cache. */
  private static final int BLOCK = 32;

  private final KnownCells[] released;

  /** [S + F] squared difference of unlike codes; NaN for numbers. */
  private final double[] costs;

  LeaveOneOut(KnownCells[] released, Scale scale) {
    this.released = released;
    this.costs = scale.each(spread -> spread.isNumeric() ? Double.NaN : spread.cost());
  }

  /**
   * The nearest of those released patients who have the hidden attribute, in time O(targets *
   * release * cells).
   *
   * @return [target][S + F] position in the release, the first of equals; -1 if nobody has it
   */
  int[][] nearest(KnownCells[] targets) {
    int[][] nearest = new int[targets.length][costs.length];
    IntStream.range(0, (targets.length + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block ->
                visit(
                    targets,
                    nearest,
                    block * BLOCK,
                    Math.min(targets.length, (block + 1) * BLOCK)));
    return nearest;
  }

  private void visit(KnownCells[] targets, int[][] nearest, int from, int to) {
    int attributes = costs.length;
    double[][] closest = new double[to - from][attributes];
    for (int i = from; i < to; i++) {
      Arrays.fill(nearest[i], -1);
      Arrays.fill(closest[i - from], Double.POSITIVE_INFINITY);
    }
    double[] sums = new double[attributes];
    int[] cells = new int[attributes];
    for (int r = 0; r < released.length; r++) {
      for (int i = from; i < to; i++) {
        double sum = targets[i].compare(released[r], costs, sums, cells);
        int count = targets[i].times(released[r]);
        for (int v = 0; v < attributes; v++) {
          sum += sums[v];
          count += cells[v];
        }
        for (int v = 0; v < attributes; v++) {
          // Rounding may leave a little less than nothing of what the others differ by.
          int others = count - cells[v];
          double distance = others == 0 ? Scale.UNRELATED : Math.max(0, sum - sums[v]) / others;
          if (distance < closest[i - from][v] && released[r].has(v)) {
            closest[i - from][v] = distance;
            nearest[i][v] = r;
          }
        }
      }
    }
  }
}
