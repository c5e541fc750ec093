package org.hideandseek.hiders.microaggregation;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.NumericMarginal;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * How far patients are apart: the mean over all that at least one of them has, step by step, of the
 * squared difference of normal scores where both have it, else of what two strangers differ by. So
 * it is with the length and the statics.
 */
final class Likeness {
  /** The expected squared difference of two independent normal scores. */
  private static final float UNRELATED = 2;

  private final Sheet sheet;
  private final int features;
  private final float[][] rows;

  /** [N][1 + S] normal scores of the length and of numbers, or codes; NaN where unknown. */
  private final float[][] once;

  /** [1 + S] whether that is a code. */
  private final boolean[] coded;

  Likeness(Cohort cohort) {
    sheet = new Sheet(new Coding(cohort));
    features = cohort.schema().featureCount();
    rows = cohort.patients().stream().map(sheet::rows).toArray(float[][]::new);
    int statics = cohort.schema().staticCount();
    once = new float[cohort.size()][1 + statics];
    coded = new boolean[1 + statics];
    fill(cohort, 0, 1, cohort.schema().steps());
    for (int s = 0; s < statics; s++) {
      Variable variable = cohort.schema().statics().get(s);
      coded[1 + s] = variable.kind() != Kind.NUMERIC;
      fill(cohort, 1 + s, variable.min(), variable.max());
    }
  }

  private void fill(Cohort cohort, int column, float min, float max) {
    float[] known = new float[cohort.size()];
    int count = 0;
    for (int i = 0; i < once.length; i++) {
      Patient patient = cohort.patient(i);
      once[i][column] = column == 0 ? patient.length() : patient.statics()[column - 1];
      if (!Float.isNaN(once[i][column])) {
        known[count++] = once[i][column];
      }
    }
    if (!coded[column]) {
      NumericMarginal marginal = new NumericMarginal(Arrays.copyOf(known, count), min, max);
      for (float[] own : once) {
        own[column] = Float.isNaN(own[column]) ? Float.NaN : (float) marginal.score(own[column]);
      }
    }
  }

  int size() {
    return rows.length;
  }

  /** The distance of two patients, by their positions. */
  float distance(int a, int b) {
    float sum = 0;
    int count = 0;
    for (int column = 0; column < coded.length; column++) {
      float one = once[a][column];
      float other = once[b][column];
      if (!Float.isNaN(one) || !Float.isNaN(other)) {
        count++;
        if (Float.isNaN(one) || Float.isNaN(other) || (coded[column] && one != other)) {
          sum += UNRELATED;
        } else {
          sum += (one - other) * (one - other);
        }
      }
    }
    int width = sheet.width();
    float[] shorter = rows[a].length < rows[b].length ? rows[a] : rows[b];
    float[] longer = rows[a].length < rows[b].length ? rows[b] : rows[a];
    for (int row = 0; row < longer.length; row += width) {
      boolean both = row < shorter.length;
      if (row > 0) {
        count++;
        float difference = both ? shorter[row] - longer[row] : 0;
        sum += both ? difference * difference : UNRELATED;
      }
      for (int f = 0; f < features; f++) {
        boolean one = both && shorter[row + sheet.measured(f)] == 1;
        boolean other = longer[row + sheet.measured(f)] == 1;
        if (one && other) {
          count++;
          int start = row + sheet.value(f);
          for (int at = start; at < start + sheet.channels(f); at++) {
            float difference = shorter[at] - longer[at];
            sum += difference * difference;
          }
        } else if (one || other) {
          count++;
          sum += UNRELATED;
        }
      }
    }
    return sum / count;
  }
}
