package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;

/**
 * Who is nearest to whom in two sets of points. All n * m squared distances are expanded into
 * products of values, squares and masks and computed in blocks in single precision; whatever could
 * be the nearest within the rounding error of that is computed again exactly. Memory O(n + m).
 *
 * @param distance [n] from each point to its nearest of the others; infinite if there is none
 * @param index [n] which one, the first of equals; -1 if there is none
 */
record Neighbours(double[] distance, int[] index) {
  private static final int COLUMNS = 256;
  private static final int ROWS = 64;
  private static final int DEPTH = 96;

  /** Of the sum of squares; an upper bound of what rounding makes of it. */
  private static final double ROUNDING = 1e-5;

  /** Nearest others of the same set. */
  static Neighbours within(Points points) {
    List<Neighbours> halves = search(points, points, true);
    return merge(halves.get(0), halves.get(1));
  }

  /** Nearest of the second for each of the first. */
  static Neighbours of(Points from, Points to) {
    return search(from, to, false).get(0);
  }

  /** Nearest of the second for each of the first, and the other way round. */
  static List<Neighbours> both(Points one, Points other) {
    return search(one, other, false);
  }

  private static Neighbours none(int size) {
    double[] distance = new double[size];
    int[] index = new int[size];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(index, -1);
    return new Neighbours(distance, index);
  }

  private static List<Neighbours> search(Points rows, Points columns, boolean same) {
    int blocks = (columns.size() + COLUMNS - 1) / COLUMNS;
    List<List<Neighbours>> halves =
        Workers.each(
            2,
            half -> {
              Search search = new Search(rows, columns, same);
              for (int block = half; block < blocks; block += 2) {
                search.visit(block * COLUMNS);
              }
              return List.of(search.ofRows, search.ofColumns);
            });
    List<Neighbours> merged =
        List.of(
            merge(halves.get(0).get(0), halves.get(1).get(0)),
            merge(halves.get(0).get(1), halves.get(1).get(1)));
    for (Neighbours neighbours : merged) {
      for (int i = 0; i < neighbours.distance.length; i++) {
        neighbours.distance[i] = Math.sqrt(rows.dimensions() * neighbours.distance[i]);
      }
    }
    return merged;
  }

  private static Neighbours merge(Neighbours a, Neighbours b) {
    for (int i = 0; i < a.distance.length; i++) {
      if (b.index[i] >= 0) {
        a.offer(i, b.distance[i], b.index[i]);
      }
    }
    return a;
  }

  private void offer(int point, double meanSquare, int other) {
    if (meanSquare < distance[point]
        || (meanSquare == distance[point]
            && meanSquare < Double.POSITIVE_INFINITY
            && (index[point] < 0 || other < index[point]))) {
      distance[point] = meanSquare;
      index[point] = other;
    }
  }

  /** One thread's part of the work; distances are mean squares here. */
  private static final class Search {
    private final Points rows;
    private final Points columns;
    private final boolean same;
    private final boolean complete;
    private final int depth;
    private final float[] value;
    private final float[] square;
    private final float[] mask;
    private final float[] sums = new float[ROWS * COLUMNS];
    private final Neighbours ofRows;
    private final Neighbours ofColumns;

    Search(Points rows, Points columns, boolean same) {
      this.rows = rows;
      this.columns = columns;
      this.same = same;
      depth = rows.dimensions();
      complete = rows.isComplete() && columns.isComplete();
      value = new float[depth * COLUMNS];
      square = new float[complete ? 0 : depth * COLUMNS];
      mask = new float[complete ? 0 : depth * COLUMNS];
      ofRows = none(rows.size());
      ofColumns = none(columns.size());
    }

    void visit(int firstColumn) {
      int width = Math.min(COLUMNS, columns.size() - firstColumn);
      for (int j = 0; j < width; j++) {
        for (int k = 0; k < depth; k++) {
          float v = columns.value(firstColumn + j, k);
          value[k * COLUMNS + j] = v;
          if (!complete) {
            square[k * COLUMNS + j] = v * v;
            mask[k * COLUMNS + j] = columns.isKnown(firstColumn + j, k) ? 1 : 0;
          }
        }
      }
      // Of one set with itself half is enough: the rest is the same pairs.
      int end = same ? Math.min(rows.size(), firstColumn + width) : rows.size();
      for (int row = 0; row < end; row += ROWS) {
        int height = Math.min(ROWS, rows.size() - row);
        Arrays.fill(sums, 0);
        for (int k = 0; k < depth; k += DEPTH) {
          int to = Math.min(depth, k + DEPTH);
          for (int i = 0; i < height; i++) {
            if (complete) {
              multiply(row + i, i * COLUMNS, k, to);
            } else {
              expand(row + i, i * COLUMNS, k, to);
            }
          }
        }
        for (int i = 0; i < height; i++) {
          compare(row + i, i * COLUMNS, firstColumn, width);
        }
      }
    }

    /** Adds products of values. */
    private void multiply(int row, int at, int from, int to) {
      int k = from;
      for (; k + 3 < to; k += 4) {
        float a = rows.value(row, k);
        float b = rows.value(row, k + 1);
        float c = rows.value(row, k + 2);
        float d = rows.value(row, k + 3);
        int first = k * COLUMNS;
        for (int j = 0; j < COLUMNS; j++) {
          sums[at + j] +=
              a * value[first + j]
                  + b * value[first + COLUMNS + j]
                  + c * value[first + 2 * COLUMNS + j]
                  + d * value[first + 3 * COLUMNS + j];
        }
      }
      for (; k < to; k++) {
        float a = rows.value(row, k);
        int first = k * COLUMNS;
        for (int j = 0; j < COLUMNS; j++) {
          sums[at + j] += a * value[first + j];
        }
      }
    }

    /** Adds squared differences where both are known: aa * mask + bb - 2ab. */
    private void expand(int row, int at, int from, int to) {
      for (int k = from; k < to; k++) {
        if (rows.isKnown(row, k)) {
          float a = rows.value(row, k);
          float aa = a * a;
          float minus = -2 * a;
          int first = k * COLUMNS;
          for (int j = 0; j < COLUMNS; j++) {
            sums[at + j] += aa * mask[first + j] + (square[first + j] + minus * value[first + j]);
          }
        }
      }
    }

    private void compare(int row, int at, int firstColumn, int width) {
      double norm = rows.norm(row);
      for (int j = 0; j < width; j++) {
        int column = firstColumn + j;
        double both = norm + columns.norm(column);
        double sum = complete ? both - 2 * sums[at + j] : sums[at + j];
        double least = sum - ROUNDING * both;
        int shared = complete ? depth : rows.shared(row, columns, column);
        if (shared > 0
            && !(same && row == column)
            && ((least <= shared * ofRows.distance[row]
                    && !isSame(columns, column, ofRows.index[row]))
                || (least <= shared * ofColumns.distance[column]
                    && !isSame(rows, row, ofColumns.index[column])))) {
          double exact = rows.meanSquare(row, columns, column);
          ofRows.offer(row, exact, column);
          ofColumns.offer(column, exact, row);
        }
      }
    }

    /** Whether a candidate is a repetition of the best so far. */
    private static boolean isSame(Points points, int candidate, int best) {
      return best >= 0 && points.first(candidate) == points.first(best);
    }
  }
}
