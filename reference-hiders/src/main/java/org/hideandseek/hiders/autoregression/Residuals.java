package org.hideandseek.hiders.autoregression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hideandseek.hiders.scaling.Gaussian;
import org.hideandseek.hiders.scaling.NumericMarginal;

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
    double[] spreadLimits = limits(by, Math.min(MOST_SPREADS, size / FEWEST_ROWS));
    double[] spreads = new double[spreadLimits.length + 1];
    int[] counts = new int[spreads.length];
    for (int row = 0; row < size; row++) {
      int group = group(spreadLimits, by[row]);
      counts[group]++;
      spreads[group] += residuals[row] * residuals[row];
    }
    for (int group = 0; group < spreads.length; group++) {
      spreads[group] = Math.sqrt(spreads[group] / counts[group]);
    }
    double[] shapeLimits = limits(predictions, Math.min(MOST_SHAPES, size / (2 * FEWEST_ROWS)));
    List<List<Double>> grouped = new ArrayList<>();
    for (int group = 0; group <= shapeLimits.length; group++) {
      grouped.add(new ArrayList<>());
    }
    for (int row = 0; row < size; row++) {
      double spread = spreads[group(spreadLimits, by[row])];
      grouped
          .get(group(shapeLimits, predictions[row]))
          .add(spread > 0 ? residuals[row] / spread : 0);
    }
    double[][] shapes =
        grouped.stream()
            .map(group -> shape(group.stream().mapToDouble(Double::doubleValue).toArray()))
            .toArray(double[][]::new);
    return new Residuals(spreadLimits, spreads, shapeLimits, shapes);
  }

  /** Where groups of about equal size begin, but for the first; equal numbers are in one group. */
  private static double[] limits(double[] numbers, int groups) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return IntStream.range(1, Math.max(1, groups))
        .mapToDouble(group -> sorted[(int) ((long) sorted.length * group / groups)])
        .filter(limit -> limit > sorted[0])
        .distinct()
        .toArray();
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
