package org.hideandseek.hiders.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;
import org.hideandseek.hiders.scaling.Sheet;

/** The first stage: when the steps of a patient are, and what is measured at them. */
final class Structure {
  private final Coding coding;
  private final PatientCopula copula;
  private final Sheet sheet;
  private final int features;
  private final Scale scale;

  Structure(Coding coding, PatientCopula copula, Cohort members) {
    this.coding = coding;
    this.copula = copula;
    sheet = new Sheet(coding);
    features = members.schema().featureCount();
    scale = Scale.of(1 + features, members.patients().stream().map(this::raw).toList());
  }

  private static float[] there(int length, int features) {
    float[] there = new float[length * (1 + features)];
    Arrays.fill(there, 1);
    there[0] = 0;
    return there;
  }

  /** The channels of a step are the score of the time since the last, then each feature's mask. */
  private Scale.Raw raw(Patient patient) {
    int length = patient.length();
    float[] rows = sheet.rows(patient);
    float[] channels = new float[length * (1 + features)];
    for (int step = 0; step < length; step++) {
      System.arraycopy(rows, step * sheet.width(), channels, step * (1 + features), 1 + features);
    }
    return new Scale.Raw(channels, there(length, features));
  }

  /** A member. */
  Example example(Patient member) {
    Scale.Raw raw = raw(member);
    return example(member.length(), member.statics(), scale.standardised(raw));
  }

  /** A patient of whom nothing is known but what it has once. */
  Example blank(PatientCopula.Start start) {
    return example(start.length(), start.statics(), new float[start.length() * (1 + features)]);
  }

  private Example example(int length, float[] statics, float[] channels) {
    Regressors known = new Regressors();
    for (int step = 0; step < length; step++) {
      Place.add(known, step, length);
    }
    Regressors context = new Regressors().addAll(copula.background(length, statics).all());
    return Example.of(
        length, channels, there(length, features), known.toFloats(), context.toFloats());
  }

  /** How many channels are there in a patient. */
  static double cells(Patient patient, int features) {
    return patient.length() * (1.0 + features) - 1;
  }

  /**
   * Patients with times and masks whose shares, and gaps whose distribution, are those of the
   * members; their values mean nothing.
   *
   * @param sampled of each patient the channels
   */
  List<Patient> patients(List<PatientCopula.Start> starts, List<float[]> sampled) {
    double[] thresholds = thresholds(sampled);
    List<float[]> rows = new ArrayList<>(sampled.size());
    for (float[] channels : sampled) {
      rows.add(rows(channels, thresholds));
    }
    Drift[] drifts = sheet.drifts(rows);
    List<Patient> patients = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      patients.add(sheet.patient(rows.get(i), starts.get(i).statics(), drifts));
    }
    return patients;
  }

  /** [F] the raw channels above which a feature is measured as often as in the members. */
  private double[] thresholds(List<float[]> sampled) {
    double[] thresholds = new double[features];
    int steps = sampled.stream().mapToInt(channels -> channels.length / (1 + features)).sum();
    for (int f = 0; f < features; f++) {
      double[] all = new double[steps];
      int end = 0;
      for (float[] channels : sampled) {
        for (int at = 1 + f; at < channels.length; at += 1 + features) {
          all[end++] = scale.raw(1 + f, channels[at]);
        }
      }
      Arrays.sort(all);
      int rank = (int) Math.round((1 - coding.measured(f)) * steps);
      double below = rank > 0 ? all[rank - 1] : 0;
      double above = rank < steps ? all[rank] : 1;
      thresholds[f] = Math.max(0.01, Math.min(0.99, (below + above) / 2));
    }
    return thresholds;
  }

  private float[] rows(float[] channels, double[] thresholds) {
    int length = channels.length / (1 + features);
    float[] rows = new float[length * sheet.width()];
    for (int step = 0; step < length; step++) {
      int from = step * (1 + features);
      int to = step * sheet.width();
      rows[to] = (float) scale.raw(0, channels[from]);
      for (int f = 0; f < features; f++) {
        rows[to + sheet.measured(f)] =
            (float) (scale.raw(1 + f, channels[from + 1 + f]) - thresholds[f] + 0.5);
      }
    }
    return rows;
  }
}
