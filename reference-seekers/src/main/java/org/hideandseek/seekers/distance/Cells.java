package org.hideandseek.seekers.distance;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/**
 * One patient as a row of cells: the statics, then step by step the time (but that of the first
 * step, which is 0 for all) and the values.
 *
 * <p>The distance of two patients is the mean over the cells that at least one of them has: the
 * squared difference where both have it, {@link #UNRELATED} where one has not, which is what two
 * strangers differ by on average. So patients of unlike lengths, or measured at unlike steps, are
 * strangers there, and a small overlap does not make two patients close by chance. Two patients
 * without any cell are strangers too.
 */
public final class Cells {
  /** The expected squared difference of two cells that have nothing to do with each other. */
  public static final float UNRELATED = 2;

  /** Coordinates between two looks at whether the sum is too large already. */
  private static final int STRIDE = 16;

  /** NaN where there is nothing; as long as the patient. */
  private final float[] row;

  /** Ascending positions in the row where there is something, and what is there. */
  private final int[] positions;

  private final float[] coordinates;

  /** One bit per cell. */
  private final long[] cells;

  private final int count;

  private Cells(Patient patient, Scale scale) {
    int statics = scale.staticWidth();
    int width = scale.stepWidth();
    row = new float[statics + patient.length() * width];
    Arrays.fill(row, Float.NaN);
    cells = new long[(row.length + Long.SIZE - 1) / Long.SIZE];
    int end = 0;
    for (int s = 0; s < scale.statics().length; s++) {
      end = put(patient.statics()[s], scale.statics()[s], end);
    }
    for (int step = 0; step < patient.length(); step++) {
      end = put(step == 0 ? Float.NaN : patient.times()[step], scale.time(), end);
      for (int feature = 0; feature < scale.features().length; feature++) {
        end = put(patient.value(step, feature), scale.features()[feature], end);
      }
    }
    int[] found = new int[row.length];
    int coordinateCount = 0;
    for (int position = 0; position < row.length; position++) {
      if (!Float.isNaN(row[position])) {
        found[coordinateCount++] = position;
      }
    }
    positions = Arrays.copyOf(found, coordinateCount);
    coordinates = new float[coordinateCount];
    for (int i = 0; i < coordinateCount; i++) {
      coordinates[i] = row[positions[i]];
    }
    count = Arrays.stream(cells).mapToInt(Long::bitCount).sum();
  }

  private int put(float value, Scale.Axis axis, int start) {
    if (!Float.isNaN(value)) {
      axis.put(value, row, start);
      cells[start / Long.SIZE] |= 1L << start;
    }
    return start + axis.width();
  }

  /** Every patient of a cohort, in its order. */
  public static Cells[] ofEach(Cohort cohort, Scale scale) {
    return cohort.patients().stream().map(p -> new Cells(p, scale)).toArray(Cells[]::new);
  }

  /**
   * The distance to another patient, or {@code bound} where it is not smaller than that.
   *
   * @param bound lets far patients be told early; infinity for all distances
   */
  public float distance(Cells other, float bound) {
    int joint = 0;
    for (int i = 0; i < Math.min(cells.length, other.cells.length); i++) {
      joint += Long.bitCount(cells[i] & other.cells[i]);
    }
    int either = count + other.count - joint;
    if (either == 0) {
      return Math.min(bound, UNRELATED);
    }
    float limit = bound * either;
    float sum = UNRELATED * (either - joint);
    for (int i = 0; i < positions.length && sum < limit; ) {
      int stop = Math.min(positions.length, i + STRIDE);
      if (positions[stop - 1] >= other.row.length) {
        stop = i;
        while (positions[stop] < other.row.length) {
          stop++;
        }
        if (stop == i) {
          break;
        }
      }
      for (; i < stop; i++) {
        float difference = coordinates[i] - other.row[positions[i]];
        if (!Float.isNaN(difference)) {
          sum += difference * difference;
        }
      }
    }
    return sum < limit ? sum / either : bound;
  }
}
