package org.hideandseek.hiders.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * The second stage: the values of what is measured. As it is known by then what is, the values of
 * what is not need no place in the series, and no filling.
 */
final class Values {
  private final Coding coding;
  private final PatientCopula copula;
  private final Sheet sheet;
  private final int features;
  private final int first;
  private final Channels channels = new Channels();
  private final Scale scale;

  Values(Coding coding, PatientCopula copula, Cohort members) {
    this.coding = coding;
    this.copula = copula;
    sheet = new Sheet(coding);
    features = members.schema().featureCount();
    first = sheet.value(0);
    for (int f = 0; f < features; f++) {
      if (coding.numeric(f)) {
        channels.addNumber();
      } else {
        channels.addCodes(sheet.channels(f));
      }
    }
    scale = Scale.of(channels, members.patients().stream().map(this::raw).toList());
  }

  /** The value channels of a sheet. */
  Channels channels() {
    return channels;
  }

  Scale scale() {
    return scale;
  }

  private Scale.Raw raw(Patient patient) {
    float[] rows = sheet.rows(patient);
    int width = channels.width();
    float[] raw = new float[patient.length() * width];
    float[] there = new float[raw.length];
    for (int step = 0; step < patient.length(); step++) {
      System.arraycopy(rows, step * sheet.width() + first, raw, step * width, width);
      for (int f = 0; f < features; f++) {
        if (patient.observed(step, f)) {
          int at = step * width + sheet.value(f) - first;
          for (int c = 0; c < sheet.channels(f); c++) {
            there[at + c] = 1;
          }
        }
      }
    }
    return new Scale.Raw(raw, there);
  }

  /** A patient; where only times and masks are looked at, values may be anything. */
  Example example(Patient patient) {
    int length = patient.length();
    Scale.Raw raw = raw(patient);
    Regressors known = new Regressors();
    float[] times = patient.times();
    float[] since = nearness(patient, 0, 1);
    float[] until = nearness(patient, length - 1, -1);
    for (int step = 0; step < length; step++) {
      Place.add(known, step, length);
      known.add(step > 0 ? coding.gap().score(times[step] - times[step - 1]) : 0);
      known.add(Math.log1p(times[step] / coding.typicalGap()) / 2 - 1);
      for (int f = 0; f < features; f++) {
        known.add(since[step * features + f]).add(until[step * features + f]);
      }
    }
    Regressors context =
        new Regressors().addAll(copula.background(length, patient.statics()).all());
    return Example.of(
        length, scale.standardised(raw), raw.there(), known.toFloats(), context.toFloats());
  }

  /**
   * Of each cell, how near in time its feature was measured last: 1 for at once, 0 for never.
   *
   * @param start where to begin
   * @param way 1 to look back, -1 to look ahead
   */
  private float[] nearness(Patient patient, int start, int way) {
    float[] nearness = new float[patient.length() * features];
    for (int f = 0; f < features; f++) {
      int last = -1;
      for (int step = start; step >= 0 && step < patient.length(); step += way) {
        if (last >= 0) {
          double apart = Math.abs(patient.times()[step] - patient.times()[last]);
          nearness[step * features + f] = (float) (1 / (1 + apart / coding.typicalGap()));
        }
        last = patient.observed(step, f) ? step : last;
      }
    }
    return nearness;
  }

  /**
   * Patients with values whose distributions are those of the members.
   *
   * @param structures patients whose times and masks are kept
   * @param sampled of each patient the channels
   */
  List<Patient> patients(List<Patient> structures, List<float[]> sampled) {
    List<float[]> rows = new ArrayList<>(sampled.size());
    for (int i = 0; i < sampled.size(); i++) {
      rows.add(rows(structures.get(i), sampled.get(i)));
    }
    Drift[] drifts = sheet.drifts(rows);
    List<Patient> patients = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Patient structure = structures.get(i);
      Patient valued = sheet.patient(rows.get(i), structure.statics(), drifts);
      patients.add(new Patient(structure.times(), valued.values(), structure.statics()));
    }
    return patients;
  }

  private float[] rows(Patient structure, float[] sampled) {
    float[] rows = sheet.rows(structure);
    int width = channels.width();
    for (int step = 0; step < structure.length(); step++) {
      for (int c = 0; c < width; c++) {
        rows[step * sheet.width() + first + c] = scale.raw(c, sampled[step * width + c]);
      }
    }
    return rows;
  }
}
