package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * What networks see of a step: its row, as {@link Sheet} has it, and what is carried to the next
 * step: the last value and the mean so far of every value channel, which features have been
 * measured, and which just now, the time and the number of steps so far (both as logarithms).
 */
final class Channels {
  private final Coding coding;
  private final Sheet sheet;
  private final int features;

  Channels(Coding coding) {
    this.coding = coding;
    sheet = new Sheet(coding);
    features = coding.schema().featureCount();
  }

  Schema schema() {
    return coding.schema();
  }

  Sheet sheet() {
    return sheet;
  }

  int features() {
    return features;
  }

  /** Channels of a row, W. */
  int row() {
    return sheet.width();
  }

  /** Channels of values among them; the last ones. */
  int values() {
    return sheet.width() - 1 - features;
  }

  /** Where the values of a feature begin among the channels of values. */
  int value(int feature) {
    return sheet.value(feature) - 1 - features;
  }

  boolean numeric(int feature) {
    return coding.numeric(feature);
  }

  int codes(int feature) {
    return sheet.channels(feature);
  }

  double measured(int feature) {
    return coding.measured(feature);
  }

  boolean everEmpty() {
    return coding.everEmpty();
  }

  /** Channels that are carried, M. */
  int carried() {
    return 2 * values() + 2 * features + 2;
  }

  /** The time after a gap of this normal score. */
  double timeAfter(double time, float gapScore) {
    return Math.max(time, Math.min(schema().horizon(), time + coding.gap().value(gapScore)));
  }

  /** How much time has passed, as networks see it. */
  float passed(double time) {
    return (float) (0.5 * Math.log1p(time / coding.typicalGap()));
  }

  /** How many steps have been taken, as networks see it. */
  static float taken(int steps) {
    return (float) (0.5 * Math.log1p(steps));
  }

  /** The row and what is carried after it, for each step of a patient, [n * (W + M)]. */
  float[] of(Patient patient) {
    float[] rows = sheet.rows(patient);
    int width = row();
    int values = values();
    int both = width + carried();
    float[] all = new float[patient.length() * both];
    float[] last = new float[values];
    float[] sum = new float[values];
    float[] count = new float[features];
    for (int step = 0; step < patient.length(); step++) {
      int at = step * both;
      System.arraycopy(rows, step * width, all, at, width);
      int carried = at + width;
      for (int f = 0; f < features; f++) {
        boolean observed = patient.observed(step, f);
        count[f] += observed ? 1 : 0;
        for (int v = value(f); v < value(f) + codes(f); v++) {
          if (observed) {
            last[v] = all[at + 1 + features + v];
            sum[v] += last[v];
          }
          all[carried + v] = last[v];
          all[carried + values + v] = sum[v] / (count[f] + 1);
        }
        all[carried + 2 * values + f] = Math.min(1, count[f]);
        all[carried + 2 * values + features + f] = observed ? 1 : 0;
      }
      int clock = carried + 2 * values + 2 * features;
      all[clock] = passed(patient.times()[step]);
      all[clock + 1] = taken(step + 1);
    }
    return all;
  }

  /** [F, V] 1 where a channel of values belongs to the feature. */
  NDArray owners(NDManager manager) {
    float[] owners = new float[features * values()];
    for (int f = 0; f < features; f++) {
      for (int v = value(f); v < value(f) + codes(f); v++) {
        owners[f * values() + v] = 1;
      }
    }
    return manager.create(owners, new Shape(features, values()));
  }

  /** Values, [B, T, V], with a code drawn for each feature that has codes. */
  NDArray coded(NDArray made) {
    NDList parts = new NDList();
    for (int f = 0; f < features; f++) {
      NDArray own = made.get(":, :, " + value(f) + ":" + (value(f) + codes(f)));
      parts.add(numeric(f) ? own : Draws.codes(own, 2));
    }
    return NDArrays.concat(parts, 2);
  }

  /**
   * What is carried into each step of some series, and out of the last.
   *
   * @param rows [B, T, W]
   * @return [B, T + 1, M]
   */
  NDArray carry(NDArray rows) {
    NDManager manager = rows.getManager();
    int patients = (int) rows.getShape().get(0);
    int steps = (int) rows.getShape().get(1);
    float[] gaps = rows.get(":, :, 0").toFloatArray();
    double[] time = new double[patients];
    NDList parts = rows.split(new long[] {1, 1L + features}, 2);
    NDList measured = parts.get(1).split(steps, 1);
    NDList values = parts.get(2).split(steps, 1);
    Carried carried = new Carried(manager, patients);
    NDList all = new NDList(manager.zeros(new Shape(patients, 1, carried())));
    for (int step = 0; step < steps; step++) {
      float[] clock = new float[2 * patients];
      for (int i = 0; i < patients; i++) {
        time[i] = step == 0 ? 0 : timeAfter(time[i], gaps[i * steps + step]);
        clock[2 * i] = passed(time[i]);
        clock[2 * i + 1] = taken(step + 1);
      }
      carried.take(measured.get(step), values.get(step));
      all.add(carried.seen(manager.create(clock, new Shape(patients, 1, 2))));
    }
    return NDArrays.concat(all, 1);
  }

  /** What is carried while a series is made, each [B, 1, channels]. */
  final class Carried {
    private final NDArray owners;
    private NDArray last;
    private NDArray sum;
    private NDArray count;
    private NDArray measured;

    Carried(NDManager manager, int patients) {
      owners = owners(manager);
      last = manager.zeros(new Shape(patients, 1, values()));
      sum = last;
      count = manager.zeros(new Shape(patients, 1, features));
      measured = count;
    }

    /**
     * Takes a step.
     *
     * @param now [B, 1, F] what is measured
     * @param values [B, 1, V], 0 where nothing is measured
     */
    void take(NDArray now, NDArray values) {
      measured = now;
      NDArray own = now.matMul(owners);
      last = last.mul(own.neg().add(1)).add(values);
      sum = sum.add(values);
      count = count.add(now);
    }

    /**
     * As networks see it, [B, 1, M].
     *
     * @param clock [B, 1, 2] time and steps, as {@link #passed} and {@link #taken} have them
     */
    NDArray seen(NDArray clock) {
      return NDArrays.concat(
          new NDList(
              last,
              sum.div(count.matMul(owners).add(1)),
              count.minimum(Scalar.of(1)),
              measured,
              clock),
          2);
    }
  }
}
