package org.hideandseek.challenges.description;

/**
 * Counts of finite numbers in bins whose width is a 1024th of the power of two below them: any
 * quantile is off by at most 0.1 % of itself, towards zero, and what needs no more than eleven
 * binary digits, as most of what monitors print, is exact. The idea is that of DDSketch (Masson,
 * Rim and Lee, PVLDB 2019;12:2195-2205), with the bins that the format of a float has anyway.
 *
 * <p>Memory is 8 KiB for every power of two that occurs, of either sign: usually a dozen, at most
 * 510.
 */
final class QuantileSketch {
  private static final int DIGITS = 10;
  private static final int BINS = 1 << DIGITS;
  private static final int SHIFT = 23 - DIGITS;
  private static final int POWERS = 256;

  /** By sign and exponent, the lowest numbers first. */
  private final long[][] counts = new long[2 * POWERS][];

  private long count;
  private double sum;
  private double sumOfSquares;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;
  private boolean whole = true;

  /** Counts a finite number. */
  void add(float value) {
    int position = position(value);
    long[] bins = counts[position >>> DIGITS];
    if (bins == null) {
      bins = new long[BINS];
      counts[position >>> DIGITS] = bins;
    }
    bins[position & (BINS - 1)]++;
    count++;
    sum += value;
    sumOfSquares += (double) value * value;
    whole &= value == Math.rint(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  /** Which bin a number is in; a greater number is never in a lower bin. */
  private static int position(float value) {
    int bits = Float.floatToIntBits(value);
    int magnitude = (bits & Integer.MAX_VALUE) >>> SHIFT;
    return bits >= 0 ? POWERS * BINS + magnitude : POWERS * BINS - 1 - magnitude;
  }

  /** The number of a bin that is nearest to zero. */
  private static float nearest(int position) {
    return position >= POWERS * BINS
        ? Float.intBitsToFloat((position - POWERS * BINS) << SHIFT)
        : -Float.intBitsToFloat((POWERS * BINS - 1 - position) << SHIFT);
  }

  /** The least upper bound of a bin. */
  private static float upper(int position) {
    return position >= POWERS * BINS ? nearest(position + 1) : nearest(position);
  }

  long count() {
    return count;
  }

  /** Whether there are none but whole numbers. */
  boolean whole() {
    return whole;
  }

  /** The smallest number; only if there is any. */
  float least() {
    return least;
  }

  /** The largest number; only if there is any. */
  float greatest() {
    return greatest;
  }

  /** NaN if there is none. */
  double mean() {
    return sum / count;
  }

  /** Of all numbers, not of a population that they are drawn from; NaN if there is none. */
  double standardDeviation() {
    return Math.sqrt(Math.max(0, sumOfSquares / count - mean() * mean()));
  }

  /**
   * The number below which a share of all lies; only if there is any.
   *
   * @param share from 0 to 1
   */
  float quantile(double share) {
    long rank = Math.min(count - 1, (long) Math.floor(share * count));
    long seen = 0;
    for (int power = 0; power < counts.length; power++) {
      for (int bin = 0; counts[power] != null && bin < BINS; bin++) {
        seen += counts[power][bin];
        if (seen > rank) {
          float found = nearest(power << DIGITS | bin);
          return Math.min(greatest, Math.max(least, found));
        }
      }
    }
    throw new IllegalStateException("an empty sketch has no quantiles");
  }

  /**
   * How many numbers lie in intervals of equal width.
   *
   * @param low the first begins here; what is lower is counted in it
   * @param high the last ends here; what is higher is counted in it
   * @param intervals how many
   */
  long[] histogram(double low, double high, int intervals) {
    long[] histogram = new long[intervals];
    for (int power = 0; power < counts.length; power++) {
      for (int bin = 0; counts[power] != null && bin < BINS; bin++) {
        if (counts[power][bin] > 0) {
          // Decimals are a little less than they should be as floats: 7.2 must not count below 7.2.
          double place = (upper(power << DIGITS | bin) - low) / (high - low) * intervals;
          int at = (int) Math.floor(place);
          histogram[Math.min(intervals - 1, Math.max(0, at))] += counts[power][bin];
        }
      }
    }
    return histogram;
  }
}
