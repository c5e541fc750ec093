package org.hideandseek.hiders.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

final class GanHiderTest {
  private static final Cohort MEMBERS = SimulatedCohorts.simulated(300, 21);

  private static Cohort release(GanHider hider) {
    return hider.release(Task.hider(9, 300, 60, 0), MEMBERS);
  }

  /** The mean over those of whom it is known. */
  private static double mean(Cohort cohort, ToDoubleFunction<Patient> of) {
    return cohort.patients().stream()
        .mapToDouble(of)
        .filter(Double::isFinite)
        .average()
        .orElseThrow();
  }

  /** The correlation of a patient's neighbouring pressures. */
  private static double lagOne(Cohort cohort) {
    double[] sums = new double[6];
    for (Patient patient : cohort.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        if (!patient.observed(step - 1, 0) || !patient.observed(step, 0)) {
          continue;
        }
        double a = patient.value(step - 1, 0);
        double b = patient.value(step, 0);
        double[] more = {1, a, b, a * a, b * b, a * b};
        Arrays.setAll(sums, i -> sums[i] + more[i]);
      }
    }
    double n = sums[0];
    return (n * sums[5] - sums[1] * sums[2])
        / Math.sqrt((n * sums[3] - sums[1] * sums[1]) * (n * sums[4] - sums[2] * sums[2]));
  }

  private static double measured(Patient patient) {
    double count = 0;
    for (int step = 0; step < patient.length(); step++) {
      count += patient.observed(step, 1) ? 1.0 / patient.length() : 0;
    }
    return count;
  }

  @Test
  void whatTimeGanMakesLastsAsLongAsInMembers() {
    Cohort release = release(GanHider.timeGan(System.out, 0.25));

    assertThat(lagOne(release)).isCloseTo(lagOne(MEMBERS), within(0.15));
    assertThat(mean(release, Patient::length))
        .isCloseTo(mean(MEMBERS, Patient::length), within(2.5));
    assertThat(mean(release, GanHiderTest::measured))
        .isCloseTo(mean(MEMBERS, GanHiderTest::measured), within(0.12));
  }

  @Test
  void noiseOnWhatTheDiscriminatorSeesMakesAnotherRelease() {
    Cohort plain = release(GanHider.timeGan(System.out, 0.02));
    Cohort augmented = release(GanHider.augmentedTimeGan(System.out, 0.02));

    assertThat(augmented.patient(0).values()).isNotEqualTo(plain.patient(0).values());
  }

  @Test
  void theWassersteinGanMakesLengthsStaticsAndSeriesLikeThoseOfMembers() {
    Cohort release = release(GanHider.wgan(System.out, 0.25));

    assertThat(mean(release, Patient::length))
        .isCloseTo(mean(MEMBERS, Patient::length), within(4.0));
    assertThat(mean(release, patient -> patient.statics()[0]))
        .isCloseTo(mean(MEMBERS, patient -> patient.statics()[0]), within(3.0));
    assertThat(mean(release, patient -> Float.isNaN(patient.statics()[1]) ? 1 : 0))
        .isCloseTo(0.2, within(0.12));
    assertThat(lagOne(release)).isGreaterThan(0.3);
  }
}
