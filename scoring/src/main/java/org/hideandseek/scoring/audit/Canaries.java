package org.hideandseek.scoring.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;

/**
 * Patients so unusual that who knows one of them finds them again: far from all others in a number,
 * or alone with their categories.
 *
 * @param far patients with a mean or a static further from the median than {@link #FAR} standard
 *     deviations, the standard deviation taken from the quartiles
 * @param alone patients whose combination of binary and categorical statics nobody shares
 * @param patients of how many
 */
public record Canaries(int far, int alone, int patients) {
  static final double FAR = 12;

  /** Quartiles of the standard normal distribution lie so many standard deviations apart. */
  private static final double QUARTILES = 1.349;

  /**
   * Looks for them.
   *
   * @param table [n * P] traces
   */
  public static Canaries in(Schema schema, Traces traces, float[] table) {
    int columns = traces.columns();
    int patients = table.length / columns;
    boolean[] far = new boolean[patients];
    for (int c = 0; c < columns; c++) {
      if (isLevel(schema, traces.name(c))) {
        markFar(table, columns, c, far);
      }
    }
    Map<String, Integer> combinations = new HashMap<>();
    String[] own = new String[patients];
    for (int i = 0; i < patients; i++) {
      StringBuilder codes = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        if (isCode(schema, traces.name(c))) {
          codes.append(table[i * columns + c]).append(' ');
        }
      }
      own[i] = codes.toString();
      combinations.merge(own[i], 1, Integer::sum);
    }
    int distant = 0;
    int alone = 0;
    for (int i = 0; i < patients; i++) {
      distant += far[i] ? 1 : 0;
      alone += combinations.get(own[i]) == 1 ? 1 : 0;
    }
    return new Canaries(distant, alone, patients);
  }

  private static boolean isLevel(Schema schema, String name) {
    return schema.features().stream()
            .anyMatch(f -> f.kind() == Kind.NUMERIC && name.equals("mean of " + f.name()))
        || schema.statics().stream()
            .anyMatch(s -> s.kind() == Kind.NUMERIC && name.equals(s.name()));
  }

  private static boolean isCode(Schema schema, String name) {
    return schema.statics().stream()
        .anyMatch(s -> s.kind() != Kind.NUMERIC && name.equals(s.name()));
  }

  private static void markFar(float[] table, int columns, int column, boolean[] far) {
    float[] known = new float[far.length];
    int count = 0;
    for (int i = 0; i < far.length; i++) {
      float value = table[i * columns + column];
      if (!Float.isNaN(value)) {
        known[count++] = value;
      }
    }
    if (count < 4) {
      return;
    }
    Arrays.sort(known, 0, count);
    double median = known[count / 2];
    double deviation = (known[3 * count / 4] - known[count / 4]) / QUARTILES;
    for (int i = 0; i < far.length && deviation > 0; i++) {
      far[i] |= Math.abs(table[i * columns + column] - median) > FAR * deviation;
    }
  }
}
