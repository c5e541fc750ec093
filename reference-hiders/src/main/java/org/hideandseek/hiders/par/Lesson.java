package org.hideandseek.hiders.par;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * The members as rows that lie on the device, one for each moment: before the first step, and after
 * every step. A row has what is known, what is chosen next, the codes chosen, and what of it
 * counts.
 */
final class Lesson {
  /** A long series gives one stretch of itself, so that all rows fit in memory. */
  private static final long MOST_NUMBERS = 48_000_000;

  private static final int LEAST_ROWS = 8;

  private final Choices choices;
  private final int known;
  private final NDArray rows;
  private final int[] start;

  // Flags at the end of a row.
  private static final int ENDS = 0;
  private static final int MAY_END = 1;
  private static final int GOES_ON = 2;
  private static final int HAS_GAP = 3;
  private static final int FLAGS = 4;

  /** Reads the members. */
  Lesson(
      NDManager manager,
      Cohort members,
      Choices choices,
      StaticsCode statics,
      SplittableRandom random) {
    this.choices = choices;
    known = History.width(choices.coding(), statics.width());
    int size = members.size();
    long most = Math.max(LEAST_ROWS, MOST_NUMBERS / ((long) size * width()));
    start = new int[size + 1];
    for (int i = 0; i < size; i++) {
      start[i + 1] = start[i] + (int) Math.min(most, members.patient(i).length() + 1L);
    }
    // The last row is empty: it pads.
    float[] numbers = new float[(start[size] + 1) * width()];
    for (int i = 0; i < size; i++) {
      int all = members.patient(i).length() + 1;
      int taken = start[i + 1] - start[i];
      int skipped = taken < all ? random.nextInt(all - taken + 1) : 0;
      write(members.patient(i), statics, skipped, taken, numbers, start[i]);
    }
    rows = manager.create(numbers, new Shape(start[size] + 1, width()));
  }

  private int width() {
    return known + choices.width() + choices.codes() + FLAGS;
  }

  /** The numbers of a row that say what is known. */
  int known() {
    return known;
  }

  private void write(
      Patient patient, StaticsCode statics, int skipped, int taken, float[] numbers, int first) {
    Coding coding = choices.coding();
    History history = new History(coding, statics.of(patient.statics()));
    Regressors row = new Regressors();
    for (int moment = 0; moment < skipped + taken; moment++) {
      int next = moment;
      boolean goesOn = next < patient.length();
      double gap = goesOn && next > 0 ? patient.times()[next] - patient.times()[next - 1] : 0;
      double gapScore = goesOn && next > 0 ? coding.gap().score(gap) : 0;
      double[][] values = new double[choices.features()][];
      for (int f = 0; f < values.length; f++) {
        boolean observed = goesOn && patient.observed(next, f);
        values[f] = observed ? coding.encode(f, patient.value(next, f)) : new double[0];
      }
      if (moment >= skipped) {
        row.clear();
        history.known(row);
        row.add(gapScore);
        for (double[] value : values) {
          row.add(value.length > 0 ? 1 : 0);
        }
        for (int f = 0; f < values.length; f++) {
          row.addAll(values[f].length > 0 ? values[f] : new double[coding.channels(f)]);
        }
        for (int f = 0; f < values.length; f++) {
          for (int code = 0; !coding.numeric(f) && code < choices.outputs(f); code++) {
            row.add(values[f].length > 0 && patient.value(next, f) == code ? 1 : 0);
          }
        }
        row.add(goesOn ? 0 : 1)
            .add(next > 0 && next < coding.schema().steps() ? 1 : 0)
            .add(goesOn ? 1 : 0)
            .add(goesOn && next > 0 ? 1 : 0);
        float[] floats = row.toFloats();
        System.arraycopy(floats, 0, numbers, (first + moment - skipped) * width(), width());
      }
      if (goesOn) {
        history.step(patient.times()[next], gapScore);
        for (int f = 0; f < values.length; f++) {
          if (values[f].length > 0) {
            history.measure(f, values[f]);
          }
        }
      }
    }
  }

  /** The rows of some patients, padded: [B, L, width]. */
  NDArray batch(int[] patients) {
    int longest = 0;
    for (int patient : patients) {
      longest = Math.max(longest, start[patient + 1] - start[patient]);
    }
    long[] index = new long[patients.length * longest];
    for (int i = 0; i < patients.length; i++) {
      int length = start[patients[i] + 1] - start[patients[i]];
      for (int row = 0; row < longest; row++) {
        index[i * longest + row] =
            row < length ? start[patients[i]] + row : start[start.length - 1];
      }
    }
    return rows.get(new NDIndex("{}", rows.getManager().create(index)))
        .reshape(patients.length, longest, width());
  }

  /** The most rows of any patient, at least 1. */
  int longest() {
    int longest = 1;
    for (int patient = 1; patient < start.length; patient++) {
      longest = Math.max(longest, start[patient] - start[patient - 1]);
    }
    return longest;
  }

  NDArray known(NDArray batch) {
    return part(batch, 0, known);
  }

  NDArray chosen(NDArray batch) {
    return part(batch, known, choices.width());
  }

  NDArray codes(NDArray batch) {
    return part(batch, known + choices.width(), choices.codes());
  }

  /** [B, L]: 1 where the series ends here. */
  NDArray ends(NDArray batch) {
    return flag(batch, ENDS);
  }

  /** [B, L]: 1 where it is a question whether the series ends here. */
  NDArray mayEnd(NDArray batch) {
    return flag(batch, MAY_END);
  }

  /** [B, L]: 1 where there is a next step. */
  NDArray goesOn(NDArray batch) {
    return flag(batch, GOES_ON);
  }

  /** [B, L]: 1 where there is a next step which is not the first. */
  NDArray hasGap(NDArray batch) {
    return flag(batch, HAS_GAP);
  }

  private NDArray flag(NDArray batch, int flag) {
    return part(batch, known + choices.width() + choices.codes() + flag, 1).squeeze(2);
  }

  private static NDArray part(NDArray batch, long from, long width) {
    return batch.get(new NDIndex().addAllDim(2).addSliceDim(from, from + width));
  }
}
