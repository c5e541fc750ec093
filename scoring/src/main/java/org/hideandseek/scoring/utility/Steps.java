package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Role;
import org.hideandseek.challenges.cohort.Schema;

/**
 * All steps of a cohort as rows of one table; NaN = unknown. The columns: the values of the step
 * (W), the last values before it (W), their ages (F), the time since the last and since the first
 * step (2), and the statics but for the outcome.
 *
 * <p>Of a cohort that makes more than 40 million cells a random part of the patients is taken.
 */
final class Steps {
  private static final int MOST_CELLS = 40_000_000;

  private final Layout layout;
  private final Cohort cohort;
  private final float[] cells;
  private final int[] patients;
  private final float[][] targets;

  /** Location, scale and place of the columns. */
  static final class Layout {
    private final Schema schema;
    private final List<Encoding> features;
    private final List<Encoding> statics;
    private final int[] firstColumns;
    private final int width;
    private final int columns;

    Layout(Cohort members) {
      schema = members.schema();
      features = Encoding.features(members);
      statics =
          Encoding.statics(members).stream()
              .filter(encoding -> encoding.variable().role() != Role.OUTCOME)
              .toList();
      firstColumns = new int[features.size() + 1];
      for (int f = 0; f < features.size(); f++) {
        firstColumns[f + 1] = firstColumns[f] + features.get(f).width();
      }
      width = firstColumns[features.size()];
      columns = 2 * width + features.size() + 2 + statics.stream().mapToInt(Encoding::width).sum();
    }

    int featureCount() {
      return features.size();
    }

    BoostedTrees.Goal goal(int feature) {
      return new BoostedTrees.Goal(schema.features().get(feature));
    }
  }

  Steps(Layout layout, Cohort all, long seed) {
    this.layout = layout;
    int[] positions = part(all, MOST_CELLS / layout.columns, seed);
    cohort = all.select(positions);
    int rows = cohort.patients().stream().mapToInt(Patient::length).sum();
    cells = new float[rows * layout.columns];
    patients = new int[rows];
    targets = new float[layout.featureCount()][rows];
    Arrays.fill(cells, Float.NaN);
    int row = 0;
    for (int p = 0; p < cohort.size(); p++) {
      Patient patient = cohort.patient(p);
      Arrays.fill(patients, row, row + patient.length(), positions[p]);
      write(patient, row);
      row += patient.length();
    }
  }

  private static int[] part(Cohort all, int mostRows, long seed) {
    int[] order = Sampling.order(all.size(), new SplittableRandom(seed));
    long rows = 0;
    int count = 0;
    while (count < order.length
        && (count == 0 || rows + all.patient(order[count]).length() <= mostRows)) {
      rows += all.patient(order[count++]).length();
    }
    return Arrays.stream(order, 0, count).sorted().toArray();
  }

  /** The patients that the rows are of. */
  Cohort cohort() {
    return cohort;
  }

  /** Position of a row's patient among all patients. */
  int patient(int row) {
    return patients[row];
  }

  /** Rows at which a feature is measured, but for the first of each patient if so wanted. */
  int[] rows(int feature, boolean laterOnly) {
    int[] rows = new int[patients.length];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      boolean later = row > 0 && patients[row] == patients[row - 1];
      if (Float.isFinite(targets[feature][row]) && (later || !laterOnly)) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** [n] what is to be predicted. */
  float[] targets(int feature, int[] rows) {
    float[] chosen = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = targets[feature][rows[i]];
    }
    return chosen;
  }

  /** [n * P] what is known before a step. */
  float[] past(int[] rows) {
    int width = layout.columns - layout.width;
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(cells, rows[i] * layout.columns + layout.width, chosen, i * width, width);
    }
    return chosen;
  }

  /** [n * P] all that is known but for a feature's own values, past ones included. */
  float[] others(int feature, int[] rows) {
    int width = layout.columns;
    int own = layout.firstColumns[feature];
    int next = layout.firstColumns[feature + 1];
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      int at = i * width;
      System.arraycopy(cells, rows[i] * width, chosen, at, width);
      Arrays.fill(chosen, at + own, at + next, Float.NaN);
      Arrays.fill(chosen, at + layout.width + own, at + layout.width + next, Float.NaN);
      chosen[at + 2 * layout.width + feature] = Float.NaN;
    }
    return chosen;
  }

  private void write(Patient patient, int firstRow) {
    float[] times = patient.times();
    int count = layout.featureCount();
    double[] since = new double[count];
    Arrays.fill(since, Double.NaN);
    for (int t = 0; t < patient.length(); t++) {
      int row = firstRow + t;
      int at = row * layout.columns;
      int past = at + layout.width;
      if (t > 0) {
        System.arraycopy(cells, past - layout.columns, cells, past, layout.width);
      }
      for (int f = 0; f < count; f++) {
        Encoding encoding = layout.features.get(f);
        float value = patient.value(t, f);
        int first = layout.firstColumns[f];
        for (int k = 0; k < encoding.width(); k++) {
          float number = (float) encoding.number(value, k);
          cells[at + first + k] = number;
          if (t > 0 && !Float.isNaN(cells[at - layout.columns + first + k])) {
            cells[past + first + k] = cells[at - layout.columns + first + k];
          }
        }
        targets[f][row] = encoding.target(value);
        cells[past + layout.width + f] = time(times[t] - since[f]);
        if (!Float.isNaN(targets[f][row])) {
          since[f] = times[t];
        }
      }
      int rest = past + layout.width + count;
      cells[rest] = t > 0 ? time((double) times[t] - times[t - 1]) : Float.NaN;
      cells[rest + 1] = time((double) times[t] - times[0]);
      writeStatics(patient, rest + 2);
    }
  }

  private void writeStatics(Patient patient, int from) {
    int at = from;
    int s = 0;
    for (int index = 0; index < layout.schema.staticCount(); index++) {
      if (layout.schema.statics().get(index).role() != Role.OUTCOME) {
        Encoding encoding = layout.statics.get(s++);
        for (int k = 0; k < encoding.width(); k++) {
          cells[at++] = (float) encoding.number(patient.statics()[index], k);
        }
      }
    }
  }

  private float time(double time) {
    return Double.isNaN(time)
        ? Float.NaN
        : (float) Math.max(0, Math.min(layout.schema.horizon(), time));
  }
}
