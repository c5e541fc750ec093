package org.hideandseek.hiders.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

final class VaeHiderTest {
  private static final Cohort MEMBERS = SimulatedCohorts.simulated(200, 21);
  private static final double EFFORT = 0.25;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private Cohort released(VaeHider.Release release) {
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    return new VaeHider(out, EFFORT, release).release(Task.hider(5, 200, 60, 0), MEMBERS);
  }

  @Test
  void samplesFollowTheTruthOfTheMembers() {
    Cohort samples = released(VaeHider.Release.SAMPLES);

    assertThat(lagOne(samples)).isCloseTo(lagOne(MEMBERS), within(0.06));
    assertThat(share(samples, 1)).isCloseTo(share(MEMBERS, 1), within(0.08));
    assertThat(share(samples, 0)).isCloseTo(1, within(0.02));
    List<Double> validation =
        Pattern.compile("validation (-?[0-9.]+)")
            .matcher(log.toString(StandardCharsets.UTF_8))
            .results()
            .map((MatchResult found) -> Double.parseDouble(found.group(1)))
            .toList();
    assertThat(validation.get(validation.size() - 1)).isLessThan(validation.get(0));
  }

  @Test
  void reconstructionsAreTheMembersButForTheirValues() {
    Cohort reconstructed = released(VaeHider.Release.RECONSTRUCTIONS);

    Pairs pairs = new Pairs();
    int found = 0;
    for (Patient released : reconstructed.patients()) {
      for (Patient member : MEMBERS.patients()) {
        if (released.times() == member.times()) {
          found++;
          assertThat(released.statics()).isSameAs(member.statics());
          for (int step = 0; step < member.length(); step++) {
            assertThat(released.observed(step, 1)).isEqualTo(member.observed(step, 1));
            pairs.add(released.value(step, 0), member.value(step, 0));
          }
        }
      }
    }

    assertThat(found).isEqualTo(MEMBERS.size());
    assertThat(pairs.correlation()).isBetween(0.3, 0.9999);
  }

  private static double share(Cohort cohort, int feature) {
    double measured = 0;
    double steps = 0;
    for (Patient patient : cohort.patients()) {
      for (int step = 0; step < patient.length(); step++) {
        measured += patient.observed(step, feature) ? 1 : 0;
        steps++;
      }
    }
    return measured / steps;
  }

  private static double lagOne(Cohort cohort) {
    Pairs pairs = new Pairs();
    for (Patient patient : cohort.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        if (patient.observed(step - 1, 0) && patient.observed(step, 0)) {
          pairs.add(patient.value(step - 1, 0), patient.value(step, 0));
        }
      }
    }
    return pairs.correlation();
  }

  /** Pearson's correlation. */
  private static final class Pairs {
    private double count;
    private double sumA;
    private double sumB;
    private double sumAa;
    private double sumBb;
    private double sumAb;

    void add(double a, double b) {
      count++;
      sumA += a;
      sumB += b;
      sumAa += a * a;
      sumBb += b * b;
      sumAb += a * b;
    }

    double correlation() {
      double varianceA = sumAa / count - sumA / count * (sumA / count);
      double varianceB = sumBb / count - sumB / count * (sumB / count);
      return (sumAb / count - sumA / count * (sumB / count)) / Math.sqrt(varianceA * varianceB);
    }
  }
}
