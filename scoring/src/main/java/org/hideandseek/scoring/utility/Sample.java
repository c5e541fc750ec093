package org.hideandseek.scoring.utility;

import java.util.Arrays;

/** Finite numbers in ascending order. */
final class Sample {
  private final float[] sorted;

  private Sample(float[] sorted) {
    this.sorted = sorted;
  }

  /** Takes the array over and sorts it. */
  static Sample of(float[] values) {
    Arrays.sort(values);
    return new Sample(values);
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  /** The value below which a share of the numbers lies. */
  double quantile(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.floor(share * sorted.length))];
  }

  /** The share of the numbers that are not above another; only if there are any. */
  double shareUpTo(double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }

  /** Writes n + 1 quantiles, the smallest and the largest included; gives where they end. */
  int spread(int n, double[] to, int at) {
    for (int i = 0; i <= n; i++) {
      to[at + i] = sorted[(int) ((long) i * (sorted.length - 1) / n)];
    }
    return at + n + 1;
  }

  double median() {
    return (quantile(0.5) + sorted[(sorted.length - 1) / 2]) / 2;
  }

  double standardDeviation() {
    return clippedMoments(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)[1];
  }

  /** Mean and standard deviation after moving what lies outside of [low, high] to its ends. */
  double[] clippedMoments(double low, double high) {
    double mean = 0;
    for (float value : sorted) {
      mean += Math.min(high, Math.max(low, value));
    }
    mean /= sorted.length;
    double squares = 0;
    for (float value : sorted) {
      double centred = Math.min(high, Math.max(low, value)) - mean;
      squares += centred * centred;
    }
    return new double[] {mean, Math.sqrt(squares / sorted.length)};
  }

  /** Mean distance to one number: W1 to the distribution that is constant there. */
  double distanceTo(double constant) {
    double sum = 0;
    for (float value : sorted) {
      sum += Math.abs(value - constant);
    }
    return sum / sorted.length;
  }

  /**
   * The largest difference of the distribution functions (Kolmogorov and Smirnov); NaN if either
   * sample is empty.
   */
  double largestDifference(Sample other) {
    if (isEmpty() || other.isEmpty()) {
      return Double.NaN;
    }
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length && j < other.sorted.length) {
      float next = Math.min(sorted[i], other.sorted[j]);
      while (i < sorted.length && sorted[i] == next) {
        i++;
      }
      while (j < other.sorted.length && other.sorted[j] == next) {
        j++;
      }
      largest =
          Math.max(
              largest, Math.abs((double) i / sorted.length - (double) j / other.sorted.length));
    }
    return largest;
  }

  /**
   * Wasserstein distance of order 1, the integral of the absolute difference of the distribution
   * functions; NaN if either sample is empty.
   */
  double distanceTo(Sample other) {
    float[] a = sorted;
    float[] b = other.sorted;
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double integral = 0;
    double last = Math.min(a[0], b[0]);
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      double next = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
      integral += Math.abs((double) i / a.length - (double) j / b.length) * (next - last);
      last = next;
      while (i < a.length && a[i] == next) {
        i++;
      }
      while (j < b.length && b[j] == next) {
        j++;
      }
    }
    return integral;
  }
}
