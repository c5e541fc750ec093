package org.hideandseek.hiders.autoregression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How far targets lie from their predictions: a spread that depends on one more variable (such as
 * the time since the last measurement), times a shape that depends on the prediction. Predictions
 * are those of a model that has not seen the patient, so that the spread is not too small.
 */
final class Residuals {
  private static final int MOST_SPREADS = 5;
  private static final int MOST_SHAPES = 16;
  private static final int FEWEST_ROWS = 80;
  private static final int MOST_QUANTILES = 40;

  static final Residuals STANDARD_NORMAL =
      new Residuals(
          new double[0],
          new double[] {1},
          new double[0],
          new double[][] {
            IntStream.range(0, MOST_QUANTILES)
                .mapToDouble(i -> Gaussian.quantile((i + 0.5) / MOST_QUANTILES))
                .toArray()
          });

  private final double[] spreadLimits;
  private final double[] spreads;
  private final double[] shapeLimits;
  private final double[][] shapes;

  private Residuals(
      double[] spreadLimits, double[] spreads, double[] shapeLimits, double[][] shapes) {
    this.spreadLimits = spreadLimits;
    this.spreads = spreads;
    this.shapeLimits = shapeLimits;
    this.shapes = shapes;
  }

  static Residuals of(Rows rows, double[] predictions) {
    int size = rows.size();
    double[] residuals = new double[size];
    double[] by = new double[size];
    for (int row = 0; row < size; row++) {
      residuals[row] = rows.at(row).target() - predictions[row];
      by[row] = rows.at(row).spread();
    }
    Integer[] order = order(by);
    int groups = Math.max(1, Math.min(MOST_SPREADS, size / FEWEST_ROWS));
    double[] spreads = new double[groups];
    for (int group = 0; group < groups; group++) {
      int start = size * group / groups;
      int end = size * (group + 1) / groups;
      double squares = 0;
      for (int i = start; i < end; i++) {
        squares += residuals[order[i]] * residuals[order[i]];
      }
      spreads[group] = Math.sqrt(squares / (end - start));
    }
    double[] spreadLimits = limits(by, order, groups);
    for (int row = 0; row < size; row++) {
      double spread = spreads[group(spreadLimits, by[row])];
      residuals[row] = spread > 0 ? residuals[row] / spread : 0;
    }
    order = order(predictions);
    groups = Math.max(1, Math.min(MOST_SHAPES, size / (2 * FEWEST_ROWS)));
    double[][] shapes = new double[groups][];
    for (int group = 0; group < groups; group++) {
      int start = size * group / groups;
      int end = size * (group + 1) / groups;
      double[] own = new double[end - start];
      for (int i = start; i < end; i++) {
        own[i - start] = residuals[order[i]];
      }
      shapes[group] = shape(own);
    }
    return new Residuals(spreadLimits, spreads, limits(predictions, order, groups), shapes);
  }

  private static Integer[] order(double[] by) {
    Integer[] order = new Integer[by.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> by[i]));
    return order;
  }

  private static double[] limits(double[] by, Integer[] order, int groups) {
    double[] limits = new double[groups - 1];
    for (int group = 1; group < groups; group++) {
      limits[group - 1] = by[order[(int) ((long) by.length * group / groups)]];
    }
    return limits;
  }

  private static int group(double[] limits, double value) {
    int group = 0;
    while (group < limits.length && value >= limits[group]) {
      group++;
    }
    return group;
  }

  /** Quantiles as means of neighbours, with the standard deviation of the whole. */
  private static double[] shape(double[] residuals) {
    Arrays.sort(residuals);
    int size = residuals.length;
    int blocks = Math.max(1, Math.min(MOST_QUANTILES, size / NumericMarginal.BLOCK));
    double[] quantiles = new double[blocks];
    double mean = 0;
    double squares = 0;
    for (int block = 0; block < blocks; block++) {
      int start = size * block / blocks;
      int end = size * (block + 1) / blocks;
      for (int i = start; i < end; i++) {
        quantiles[block] += residuals[i] / (end - start);
        mean += residuals[i] / size;
        squares += residuals[i] * residuals[i] / size;
      }
    }
    double kept = 0;
    for (double quantile : quantiles) {
      kept += (quantile - mean) * (quantile - mean) / blocks;
    }
    double stretch = kept > 0 ? Math.sqrt(Math.max(0, squares - mean * mean) / kept) : 1;
    for (int block = 0; block < blocks; block++) {
      quantiles[block] = mean + stretch * (quantiles[block] - mean);
    }
    return quantiles;
  }

  /** What to add to a prediction. */
  double draw(double prediction, double by, RandomGenerator random) {
    double[] shape = shapes[group(shapeLimits, prediction)];
    double place = random.nextDouble() * shape.length - 0.5;
    int below = (int) Math.floor(place);
    double drawn;
    if (below < 0) {
      drawn = shape[0];
    } else if (below >= shape.length - 1) {
      drawn = shape[shape.length - 1];
    } else {
      drawn = shape[below] + (place - below) * (shape[below + 1] - shape[below]);
    }
    return drawn * spreads[group(spreadLimits, by)];
  }
}
