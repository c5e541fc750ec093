package org.hideandseek.hiders.vae;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Sheet;

/** The members as the network sees them. */
final class Members {
  private final Cohort cohort;
  private final Coding coding;
  private final Sheet sheet;
  private final PatientCopula copula;
  private final float[][] rows;
  private final float[][] backgrounds;

  Members(Cohort cohort, RandomGenerator random) {
    this.cohort = cohort;
    coding = new Coding(cohort);
    sheet = new Sheet(coding);
    copula = new PatientCopula(cohort, random);
    rows = cohort.patients().stream().map(sheet::rows).toArray(float[][]::new);
    backgrounds =
        cohort.patients().stream()
            .map(patient -> background(patient.length(), patient.statics()))
            .toArray(float[][]::new);
  }

  int size() {
    return cohort.size();
  }

  Patient patient(int position) {
    return cohort.patient(position);
  }

  Coding coding() {
    return coding;
  }

  Sheet sheet() {
    return sheet;
  }

  PatientCopula copula() {
    return copula;
  }

  /** The rows of a member's {@link Sheet}. */
  float[] rows(int position) {
    return rows[position];
  }

  /** What is known of a member before the first step, [C]. */
  float[] background(int position) {
    return backgrounds[position];
  }

  /** What is known of a patient before the first step, [C]. */
  float[] background(int length, float[] statics) {
    double[] all = copula.background(length, statics).all();
    float[] background = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      background[i] = (float) all[i];
    }
    return background;
  }

  /** C. */
  int backgroundWidth() {
    return backgrounds[0].length;
  }

  /** The most steps of a member. */
  int longest() {
    return cohort.patients().stream().mapToInt(Patient::length).max().orElseThrow();
  }

  double meanLength() {
    return cohort.patients().stream().mapToInt(Patient::length).average().orElseThrow();
  }

  /** All members' positions. */
  int[] everyone() {
    int[] everyone = new int[size()];
    Arrays.setAll(everyone, i -> i);
    return everyone;
  }
}
