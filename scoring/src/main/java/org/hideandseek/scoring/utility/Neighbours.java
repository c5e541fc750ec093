package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;

/**
 * Who is nearest to whom in two sets of points. All n * m squared distances are expanded into
 * products of values, squares and masks and computed in blocks in single precision; whatever could
 * be the nearest within the rounding error of that is computed again exactly. Two threads; time O(n
 * m D), memory O(n + m) beside the points. What comes out is exact, whatever the order.
 *
 * @param distance [n] from each point to its nearest of the others, as in {@link Points}; infinite
 *     if there is none
 * @param index [n] which one, the first of equals; -1 if there is none
 */
public record Neighbours(double[] distance, int[] index) {
  private static final int COLUMNS = 512;
  private static final int ROWS = 64;
  private static final int DEPTH = 96;

  /** Rows that share what is loaded of the columns; divides ROWS. */
  private static final int TILE = 4;

  /** Of a rounded number in single precision, the largest relative error. */
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  /**
   * Nearest others of the same set.
   *
   * @param points [n] with D coordinates
   * @return [n]
   */
  public static Neighbours within(Points points) {
    List<Neighbours> halves = search(points, points, true);
    return merge(halves.get(0), halves.get(1));
  }

  /**
   * Nearest of the second for each of the first.
   *
   * @param from [n] with D coordinates
   * @param to [m] with D coordinates
   * @return [n]
   */
  public static Neighbours of(Points from, Points to) {
    return search(from, to, false).get(0);
  }

  /**
   * Nearest of the second for each of the first, and the other way round.
   *
   * @param one [n] with D coordinates
   * @param other [m] with D coordinates
   * @return [n], then [m]
   */
  public static List<Neighbours> both(Points one, Points other) {
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

  /**
   * One thread's part of the work; distances are mean squares here.
   *
   * <p>The inner loops run over arrays of their own for every coordinate and row, and add term by
   * term from the left: the JVM turns these into vector instructions, and neither loops over parts
   * of one array nor sums of sums.
   */
  private static final class Search {
    private final Points rows;
    private final Points columns;
    private final boolean same;
    private final boolean complete;
    private final int depth;

    /** [D][COLUMNS] values, 0 where unknown. */
    private final float[][] value;

    /** [D][COLUMNS] their squares; empty if all are known. */
    private final float[][] square;

    /** [D][COLUMNS] 1 where known, else 0; empty if all are known. */
    private final float[][] mask;

    /**
     * Times the sum of both norms: an upper bound of what rounding makes of a squared distance. Of
     * the n sums of products of which it is made, each errs by at most n units of the sum of their
     * absolute values (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1),
     * which is at most half the norms for the products, and twice the norms for all three terms.
     */
    private final double rounding;

    private final float[][] sums = new float[ROWS][COLUMNS];
    private final Neighbours ofRows;
    private final Neighbours ofColumns;

    Search(Points rows, Points columns, boolean same) {
      this.rows = rows;
      this.columns = columns;
      this.same = same;
      depth = rows.dimensions();
      complete = rows.isComplete() && columns.isComplete();
      rounding = UNIT_ROUNDOFF * (complete ? depth + 2 : 2 * (3.0 * depth + 2));
      value = new float[depth][COLUMNS];
      square = new float[complete ? 0 : depth][COLUMNS];
      mask = new float[complete ? 0 : depth][COLUMNS];
      ofRows = none(rows.size());
      ofColumns = none(columns.size());
    }

    void visit(int firstColumn) {
      int width = Math.min(COLUMNS, columns.size() - firstColumn);
      for (int j = 0; j < width; j++) {
        for (int k = 0; k < depth; k++) {
          float v = columns.value(firstColumn + j, k);
          value[k][j] = v;
          if (!complete) {
            square[k][j] = v * v;
            mask[k][j] = columns.isKnown(firstColumn + j, k) ? 1 : 0;
          }
        }
      }
      // Of one set with itself half is enough: the rest is the same pairs.
      int end = same ? Math.min(rows.size(), firstColumn + width) : rows.size();
      for (int row = 0; row < end; row += ROWS) {
        int height = Math.min(ROWS, end - row);
        for (float[] sum : sums) {
          Arrays.fill(sum, 0);
        }
        for (int k = 0; k < depth; k += DEPTH) {
          int to = Math.min(depth, k + DEPTH);
          for (int i = 0; i < height; i += TILE) {
            if (complete) {
              multiply(row + i, i, k, to);
            } else {
              expand(row + i, i, k, to);
            }
          }
        }
        for (int i = 0; i < height; i++) {
          compare(row + i, sums[i], firstColumn, width);
        }
      }
    }

    /** Adds products of values to the sums of four rows. */
    private void multiply(int row, int at, int from, int to) {
      for (int k = from; k < to; k += 2) {
        boolean two = k + 1 < to;
        multiply(
            sums[at],
            sums[at + 1],
            sums[at + 2],
            sums[at + 3],
            value[k],
            value[two ? k + 1 : k],
            rowValue(row, k),
            two ? rowValue(row, k + 1) : 0,
            rowValue(row + 1, k),
            two ? rowValue(row + 1, k + 1) : 0,
            rowValue(row + 2, k),
            two ? rowValue(row + 2, k + 1) : 0,
            rowValue(row + 3, k),
            two ? rowValue(row + 3, k + 1) : 0);
      }
    }

    private static void multiply(
        float[] s,
        float[] t,
        float[] u,
        float[] v,
        float[] one,
        float[] two,
        float s1,
        float s2,
        float t1,
        float t2,
        float u1,
        float u2,
        float v1,
        float v2) {
      for (int j = 0; j < COLUMNS; j++) {
        float first = one[j];
        float second = two[j];
        s[j] = s[j] + s1 * first + s2 * second;
        t[j] = t[j] + t1 * first + t2 * second;
        u[j] = u[j] + u1 * first + u2 * second;
        v[j] = v[j] + v1 * first + v2 * second;
      }
    }

    /** Adds squared differences where both are known: aa * mask + bb - 2ab. */
    private void expand(int row, int at, int from, int to) {
      for (int k = from; k < to; k++) {
        expand(
            sums[at],
            sums[at + 1],
            value[k],
            square[k],
            mask[k],
            rowValue(row, k),
            known(row, k),
            rowValue(row + 1, k),
            known(row + 1, k));
        expand(
            sums[at + 2],
            sums[at + 3],
            value[k],
            square[k],
            mask[k],
            rowValue(row + 2, k),
            known(row + 2, k),
            rowValue(row + 3, k),
            known(row + 3, k));
      }
    }

    private static void expand(
        float[] s,
        float[] t,
        float[] value,
        float[] square,
        float[] mask,
        float a,
        float aKnown,
        float b,
        float bKnown) {
      if (aKnown == 0 && bKnown == 0) {
        return;
      }
      float aa = a * a;
      float bb = b * b;
      float a2 = -2 * a;
      float b2 = -2 * b;
      for (int j = 0; j < COLUMNS; j++) {
        float x = value[j];
        float xx = square[j];
        float m = mask[j];
        s[j] = s[j] + aKnown * xx + aa * m + a2 * x;
        t[j] = t[j] + bKnown * xx + bb * m + b2 * x;
      }
    }

    /** 0 past the last row, where a tile is not full. */
    private float rowValue(int row, int coordinate) {
      return row < rows.size() ? rows.value(row, coordinate) : 0;
    }

    private float known(int row, int coordinate) {
      return row < rows.size() && rows.isKnown(row, coordinate) ? 1 : 0;
    }

    private void compare(int row, float[] sum, int firstColumn, int width) {
      double norm = rows.norm(row);
      for (int j = 0; j < width; j++) {
        int column = firstColumn + j;
        double both = norm + columns.norm(column);
        double distance = complete ? both - 2 * sum[j] : sum[j];
        double least = distance - rounding * both;
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
