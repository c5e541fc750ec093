package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Points of which some coordinates may be unknown.
 *
 * <p>The distance of two points with D coordinates is {@code sqrt(D / m * sum (a - b)^2)} over the
 * m coordinates that both have (Dixon, IEEE Transactions on Systems, Man and Cybernetics
 * 1979;9:617-621), the Euclidean one where all are known; infinite where they share none.
 */
public final class Points {
  private final int size;
  private final int dimensions;

  /** [n * D] 0 where unknown. */
  private final float[] values;

  /** [n * D] 1 where known, else 0; empty if all are. */
  private final float[] known;

  /** [n * words] a bit for each known coordinate. */
  private final long[] bits;

  private final int words;

  /** [n] sum of squares. */
  private final double[] norms;

  /** [n] the first point that is the same. */
  private final int[] first;

  /**
   * Takes the array over.
   *
   * @param cells [n * D] row-major, NaN = unknown, else finite
   * @param dimensions D
   */
  public Points(float[] cells, int dimensions) {
    this.dimensions = dimensions;
    size = cells.length / dimensions;
    values = cells;
    words = (dimensions + 63) / 64;
    bits = new long[size * words];
    norms = new double[size];
    first = new int[size];
    boolean complete = true;
    Map<Row, Integer> seen = new HashMap<>();
    for (int i = 0; i < size; i++) {
      int row = i;
      first[i] = seen.computeIfAbsent(new Row(cells, i * dimensions, dimensions), r -> row);
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < dimensions; k++) {
        float value = cells[i * dimensions + k];
        if (Float.isNaN(value)) {
          complete = false;
        } else {
          bits[i * words + k / 64] |= 1L << (k % 64);
          norms[i] += (double) value * value;
        }
      }
    }
    known = new float[complete ? 0 : cells.length];
    if (!complete) {
      for (int c = 0; c < cells.length; c++) {
        known[c] = Float.isNaN(cells[c]) ? 0 : 1;
        cells[c] = Float.isNaN(cells[c]) ? 0 : cells[c];
      }
    }
  }

  /** A row that is equal to others of the same numbers. */
  private static final class Row {
    private final float[] cells;
    private final int from;
    private final int to;
    private final int hash;

    Row(float[] cells, int from, int length) {
      this.cells = cells;
      this.from = from;
      to = from + length;
      int mixed = 1;
      for (int c = from; c < to; c++) {
        mixed = 31 * mixed + Float.floatToIntBits(cells[c]);
      }
      hash = mixed;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Row row
          && Arrays.equals(cells, from, to, row.cells, row.from, row.to);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  int size() {
    return size;
  }

  int dimensions() {
    return dimensions;
  }

  boolean isComplete() {
    return known.length == 0;
  }

  /** The first point that is the same as this one. */
  int first(int point) {
    return first[point];
  }

  /** 0 where unknown. */
  float value(int point, int coordinate) {
    return values[point * dimensions + coordinate];
  }

  boolean isKnown(int point, int coordinate) {
    return known.length == 0 || known[point * dimensions + coordinate] != 0;
  }

  double norm(int point) {
    return norms[point];
  }

  /** How many coordinates a point shares with one of others. */
  int shared(int point, Points others, int other) {
    int count = 0;
    for (int w = 0; w < words; w++) {
      count += Long.bitCount(bits[point * words + w] & others.bits[other * words + w]);
    }
    return count;
  }

  /** Mean squared difference to one of others; infinite where nothing is shared. */
  double meanSquare(int point, Points others, int other) {
    int a = point * dimensions;
    int b = other * dimensions;
    double sum = 0;
    if (isComplete() && others.isComplete()) {
      for (int k = 0; k < dimensions; k++) {
        double difference = (double) values[a + k] - others.values[b + k];
        sum += difference * difference;
      }
      return sum / dimensions;
    }
    for (int k = 0; k < dimensions; k++) {
      if (isKnown(point, k) && others.isKnown(other, k)) {
        double difference = (double) values[a + k] - others.values[b + k];
        sum += difference * difference;
      }
    }
    int shared = shared(point, others, other);
    return shared == 0 ? Double.POSITIVE_INFINITY : sum / shared;
  }
}
