package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** How two clouds of complete points cover each other. */
final class Support {
  private static final int LEVELS = 30;
  private static final int MOST = 500;

  private Support() {}

  /**
   * {@code 1 - sum |a - P(a)| / sum a} over 30 levels a from 0 to 1, P(a) being the share of
   * synthetic points that are not farther from the mean of the real ones than the a-quantile of the
   * real points' distances from it (Alaa et al., ICML 2022, arXiv 2102.08921).
   */
  static OptionalDouble precision(Points real, Points synthetic) {
    if (real.size() == 0 || synthetic.size() == 0) {
      return OptionalDouble.empty();
    }
    double[] centre = mean(real);
    double[] radii = distances(real, centre);
    Arrays.sort(radii);
    double[] reached = distances(synthetic, centre);
    return OptionalDouble.of(
        agreement(
            level -> {
              double radius = quantile(radii, level);
              return Arrays.stream(reached).filter(d -> d <= radius).count()
                  / (double) reached.length;
            }));
  }

  /**
   * The same of R(a), the share of real points whose nearest synthetic point is not farther than
   * the nearest other real one, and not farther from the mean of the synthetic ones than the
   * a-quantile of the distances of all such nearest points.
   */
  static OptionalDouble recall(
      Points real, Points synthetic, Neighbours realToSynthetic, Neighbours amongReal) {
    if (real.size() < 2 || synthetic.size() == 0) {
      return OptionalDouble.empty();
    }
    double[] fromCentre = distances(synthetic, mean(synthetic));
    double[] nearest =
        Arrays.stream(realToSynthetic.index()).mapToDouble(j -> fromCentre[j]).toArray();
    double[] radii = nearest.clone();
    Arrays.sort(radii);
    return OptionalDouble.of(
        agreement(
            level -> {
              double radius = quantile(radii, level);
              int covered = 0;
              for (int i = 0; i < nearest.length; i++) {
                covered +=
                    nearest[i] <= radius && realToSynthetic.distance()[i] <= amongReal.distance()[i]
                        ? 1
                        : 0;
              }
              return (double) covered / nearest.length;
            }));
  }

  /** A share for each level. */
  private interface Coverage {
    double at(double level);
  }

  private static double agreement(Coverage coverage) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < LEVELS; i++) {
      double level = (double) i / (LEVELS - 1);
      off += Math.abs(level - coverage.at(level));
      all += level;
    }
    return 1 - off / all;
  }

  private static double[] mean(Points points) {
    double[] mean = new double[points.dimensions()];
    for (int i = 0; i < points.size(); i++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += points.value(i, k) / points.size();
      }
    }
    return mean;
  }

  private static double[] distances(Points points, double[] centre) {
    double[] distances = new double[points.size()];
    for (int i = 0; i < distances.length; i++) {
      double sum = 0;
      for (int k = 0; k < centre.length; k++) {
        sum += (points.value(i, k) - centre[k]) * (points.value(i, k) - centre[k]);
      }
      distances[i] = Math.sqrt(sum);
    }
    return distances;
  }

  /** Interpolated linearly between order statistics. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (at - below) * (above - sorted[below]);
  }

  /**
   * Squared maximum mean discrepancy, biased: {@code mean k(x, x') + mean k(y, y') - 2 mean k(x,
   * y)} (Gretton et al., JMLR 2012;13:723-773), k being {@code exp(-d^2 / (2 m^2))} with the median
   * distance m of the real points. Of more than 500 points of each a random part is taken.
   */
  static OptionalDouble discrepancy(Points real, Points synthetic, long seed) {
    if (real.size() == 0 || synthetic.size() == 0) {
      return OptionalDouble.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] x = Sampling.some(real.size(), MOST, random);
    int[] y = Sampling.some(synthetic.size(), MOST, random);
    double[][] within = squares(real, x, real, x);
    double[] all = Arrays.stream(within).flatMapToDouble(Arrays::stream).sorted().toArray();
    double median = all[all.length / 2];
    double scale = median > 0 ? 2 * median : 1;
    return OptionalDouble.of(
        Math.max(
            0,
            kernel(within, scale)
                + kernel(squares(synthetic, y, synthetic, y), scale)
                - 2 * kernel(squares(real, x, synthetic, y), scale)));
  }

  private static double[][] squares(Points a, int[] x, Points b, int[] y) {
    double[][] squares = new double[x.length][y.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        squares[i][j] = a.dimensions() * a.meanSquare(x[i], b, y[j]);
      }
    }
    return squares;
  }

  private static double kernel(double[][] squares, double scale) {
    return Arrays.stream(squares)
        .flatMapToDouble(Arrays::stream)
        .map(square -> Math.exp(-square / scale))
        .average()
        .orElseThrow();
  }
}
