package org.hideandseek.seekers.distance;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;

/**
 * The distances of every patient of one cohort to those of another, on one common {@link Scale}. A
 * distance is the mean squared difference that {@link Cells} describes.
 *
 * <p>Time grows with the product of both, memory with their sum.
 */
public final class Neighbours {
  /** Patients that share a pass over the others, so that both stay in the processor's cache. */
  private static final int BLOCK = 32;

  private final Scale scale;

  Neighbours(Scale scale) {
    this.scale = scale;
  }

  /**
   * Neighbours on a common scale.
   *
   * @param cohorts that the scale is measured on, all of them together
   */
  public static Neighbours on(Collection<Cohort> cohorts) {
    return new Neighbours(Scale.of(List.copyOf(cohorts)));
  }

  /**
   * The distance of every patient to the closest other.
   *
   * @return [patients]; {@link Cells#UNRELATED} where there are no others
   */
  public float[] closest(Cohort patients, Cohort others) {
    float[][] nearest = nearest(patients, others, 1);
    float[] closest = new float[nearest.length];
    for (int i = 0; i < closest.length; i++) {
      closest[i] = nearest[i].length == 0 ? Cells.UNRELATED : nearest[i][0];
    }
    return closest;
  }

  /**
   * The distances of every patient to the k closest others.
   *
   * @return [patients][k, or the others if they are fewer], ascending
   */
  public float[][] nearest(Cohort patients, Cohort others, int k) {
    Cells[] from = Cells.ofEach(patients, scale);
    Cells[] to = Cells.ofEach(others, scale);
    float[][] nearest = new float[from.length][Math.min(k, to.length)];
    for (float[] row : nearest) {
      Arrays.fill(row, Float.POSITIVE_INFINITY);
    }
    forEachBlock(
        from.length,
        (start, end) -> {
          for (Cells other : to) {
            for (int i = start; i < end; i++) {
              float[] row = nearest[i];
              float distance = from[i].distance(other, row[row.length - 1]);
              insert(row, distance);
            }
          }
        });
    return nearest;
  }

  private static void insert(float[] ascending, float distance) {
    int at = ascending.length - 1;
    if (!(distance < ascending[at])) {
      return;
    }
    while (at > 0 && ascending[at - 1] > distance) {
      ascending[at] = ascending[at - 1];
      at--;
    }
    ascending[at] = distance;
  }

  /**
   * How many of the others are closer to every patient than a radius.
   *
   * @param radius a distance
   * @return [patients]
   */
  public int[] within(Cohort patients, Cohort others, float radius) {
    Cells[] from = Cells.ofEach(patients, scale);
    Cells[] to = Cells.ofEach(others, scale);
    int[] within = new int[from.length];
    forEachBlock(
        from.length,
        (start, end) -> {
          for (Cells other : to) {
            for (int i = start; i < end; i++) {
              if (from[i].distance(other, radius) < radius) {
                within[i]++;
              }
            }
          }
        });
    return within;
  }

  private interface Block {
    void play(int start, int end);
  }

  private static void forEachBlock(int size, Block block) {
    IntStream.range(0, (size + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(b -> block.play(b * BLOCK, Math.min(size, (b + 1) * BLOCK)));
  }
}
