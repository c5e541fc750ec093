package org.hideandseek.hiders.diffusion;

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
  private final Channels channels = new Channels();
  private final Scale scale;

  Structure(Coding coding, PatientCopula copula, Cohort members) {
    this.coding = coding;
    this.copula = copula;
    sheet = new Sheet(coding);
    features = members.schema().featureCount();
    channels.addNumber();
    for (int f = 0; f < features; f++) {
      channels.addCodes(2);
    }
    scale = Scale.of(channels, members.patients().stream().map(this::raw).toList());
  }

  /** The score of the time since the last step, then of each feature not measured, measured. */
  Channels channels() {
    return channels;
  }

  Scale scale() {
    return scale;
  }

  private float[] there(int length) {
    float[] there = new float[length * channels.width()];
    Arrays.fill(there, 1);
    there[0] = 0;
    return there;
  }

  private Scale.Raw raw(Patient patient) {
    float[] rows = sheet.rows(patient);
    float[] raw = new float[patient.length() * channels.width()];
    for (int step = 0; step < patient.length(); step++) {
      int from = step * sheet.width();
      int to = step * channels.width();
      raw[to] = rows[from];
      for (int f = 0; f < features; f++) {
        int measured = (int) rows[from + sheet.measured(f)];
        raw[to + 1 + 2 * f + measured] = 1;
      }
    }
    return new Scale.Raw(raw, there(patient.length()));
  }

  /** A member. */
  Example example(Patient member) {
    return example(member.length(), member.statics(), scale.standardised(raw(member)));
  }

  /** A patient of whom nothing is known but what it has once. */
  Example blank(PatientCopula.Start start) {
    float[] nothing = new float[start.length() * channels.width()];
    return example(start.length(), start.statics(), nothing);
  }

  private Example example(int length, float[] statics, float[] standardised) {
    Regressors known = new Regressors();
    for (int step = 0; step < length; step++) {
      Place.add(known, step, length);
    }
    Regressors context = new Regressors().addAll(copula.background(length, statics).all());
    return Example.of(length, standardised, there(length), known.toFloats(), context.toFloats());
  }

  /** What would give gaps the distribution that they have in the members. */
  Drift[] drifts(List<float[]> sampled) {
    return sheet.drifts(sampled.stream().map(this::rows).toList());
  }

  /** A patient with times and masks; its values mean nothing. */
  Patient patient(PatientCopula.Start start, float[] sampled, Drift[] drifts) {
    return sheet.patient(rows(sampled), start.statics(), drifts);
  }

  private float[] rows(float[] sampled) {
    int length = sampled.length / channels.width();
    float[] rows = new float[length * sheet.width()];
    for (int step = 0; step < length; step++) {
      int from = step * channels.width();
      int to = step * sheet.width();
      rows[to] = scale.raw(0, sampled[from]);
      for (int f = 0; f < features; f++) {
        // Less than one half is not measured, unless nothing is: then the commonest feature is.
        double unless = 0.49 * coding.measured(f);
        rows[to + sheet.measured(f)] = (float) Math.max(unless, sampled[from + 1 + 2 * f + 1]);
      }
    }
    return rows;
  }
}
