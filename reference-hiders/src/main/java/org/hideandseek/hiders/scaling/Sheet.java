package org.hideandseek.hiders.scaling;

import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;

/**
 * A patient's series as rows of channels, one row a step, for models that see a series as a whole.
 * In a row lie the normal score of the time since the last step (0 at the first), then for every
 * feature whether it is measured (1 or 0), then the values: the normal score of a number, a channel
 * for every code; 0 where nothing is measured.
 */
public final class Sheet {
  private final Coding coding;
  private final Schema schema;
  private final int[] start;
  private final int width;

  public Sheet(Coding coding) {
    this.coding = coding;
    schema = coding.schema();
    start = new int[schema.featureCount()];
    int end = 1 + start.length;
    for (int f = 0; f < start.length; f++) {
      start[f] = end;
      end += channels(f);
    }
    width = end;
  }

  /** The channels of a row. */
  public int width() {
    return width;
  }

  /** The channel that says whether a feature is measured. */
  public int measured(int feature) {
    return 1 + feature;
  }

  /** The first channel of a feature's value. */
  public int value(int feature) {
    return start[feature];
  }

  /** How many channels a feature's value has. */
  public int channels(int feature) {
    return coding.numeric(feature) ? 1 : schema.features().get(feature).codes();
  }

  /** The rows of a patient, [n * width]. */
  public float[] rows(Patient patient) {
    float[] rows = new float[patient.length() * width];
    for (int step = 0; step < patient.length(); step++) {
      int row = step * width;
      if (step > 0) {
        float gap = patient.times()[step] - patient.times()[step - 1];
        rows[row] = (float) coding.gap().score(gap);
      }
      for (int f = 0; f < start.length; f++) {
        if (patient.observed(step, f)) {
          float value = patient.value(step, f);
          rows[row + measured(f)] = 1;
          if (coding.numeric(f)) {
            rows[row + start[f]] = (float) coding.number(f).score(value);
          } else {
            rows[row + start[f] + (int) value] = 1;
          }
        }
      }
    }
    return rows;
  }

  /**
   * The patient of some rows. What is measured is what is above one half; where members always have
   * something measured, the likeliest feature is. Of codes the largest channel counts.
   *
   * @param rows [n * width]
   * @param drifts [F + 1] what corrects the scores of the features and of the gap
   */
  public Patient patient(float[] rows, float[] statics, Drift[] drifts) {
    int length = rows.length / width;
    float[] times = new float[length];
    float[] values = new float[length * start.length];
    for (int step = 0; step < length; step++) {
      int row = step * width;
      if (step > 0) {
        float gap = coding.gap().value(drifts[start.length].corrected(rows[row]));
        times[step] = Math.max(times[step - 1], Math.min(schema.horizon(), times[step - 1] + gap));
      }
      boolean nothing = true;
      int likeliest = 0;
      for (int f = 0; f < start.length; f++) {
        nothing &= rows[row + measured(f)] <= 0.5;
        likeliest = rows[row + measured(f)] > rows[row + measured(likeliest)] ? f : likeliest;
      }
      for (int f = 0; f < start.length; f++) {
        boolean measured =
            rows[row + measured(f)] > 0.5 || (nothing && f == likeliest && !coding.everEmpty());
        values[step * start.length + f] = measured ? value(rows, row, f, drifts[f]) : Float.NaN;
      }
    }
    return new Patient(times, values, statics);
  }

  private float value(float[] rows, int row, int feature, Drift drift) {
    if (coding.numeric(feature)) {
      return coding.number(feature).value(drift.corrected(rows[row + start[feature]]));
    }
    int code = 0;
    for (int other = 1; other < channels(feature); other++) {
      if (rows[row + start[feature] + other] > rows[row + start[feature] + code]) {
        code = other;
      }
    }
    return code;
  }

  /** What would put the scores of sampled series right, [F + 1]. */
  public Drift[] drifts(Iterable<float[]> sampled) {
    Drift.Log log = new Drift.Log(start.length + 1);
    for (float[] rows : sampled) {
      for (int row = 0; row < rows.length; row += width) {
        if (row > 0) {
          log.add(start.length, rows[row]);
        }
        for (int f = 0; f < start.length; f++) {
          if (coding.numeric(f) && rows[row + measured(f)] > 0.5) {
            log.add(f, rows[row + start[f]]);
          }
        }
      }
    }
    return log.drifts();
  }
}
