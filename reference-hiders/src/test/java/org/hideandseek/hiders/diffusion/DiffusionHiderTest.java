package org.hideandseek.hiders.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

final class DiffusionHiderTest {
  private static final double EFFORT = 0.1;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** Pearson's correlation of a number of neighbouring steps that both have it. */
  private static double again(Cohort cohort, Of of) {
    List<double[]> pairs = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        double[] pair = {of.at(patient, step - 1), of.at(patient, step)};
        if (!Double.isNaN(pair[0] + pair[1])) {
          pairs.add(pair);
        }
      }
    }
    double[] means = new double[2];
    pairs.forEach(pair -> add(means, pair[0] / pairs.size(), pair[1] / pairs.size()));
    double[] squares = new double[2];
    double product = 0;
    for (double[] pair : pairs) {
      double x = pair[0] - means[0];
      double y = pair[1] - means[1];
      add(squares, x * x, y * y);
      product += x * y;
    }
    return product / Math.sqrt(squares[0] * squares[1]);
  }

  private static void add(double[] sums, double x, double y) {
    sums[0] += x;
    sums[1] += y;
  }

  private interface Of {
    double at(Patient patient, int step);
  }

  private Cohort release(Cohort members) {
    PrintStream lines = new PrintStream(log, true, StandardCharsets.UTF_8);
    return new DiffusionHider(lines, EFFORT).release(Task.hider(11, 300, 60, 0), members);
  }

  @Test
  void whatLastsInMembersLastsInTheRelease() {
    Cohort members = SimulatedCohorts.simulated(250, 5);

    Cohort release = release(members);

    Of pressure = (patient, step) -> patient.value(step, 0);
    Of lab = (patient, step) -> patient.observed(step, 1) ? 1 : 0;
    Of smoke = (patient, step) -> patient.value(step, 2);
    assertThat(again(release, pressure)).isCloseTo(again(members, pressure), within(0.15));
    assertThat(again(release, lab)).isCloseTo(again(members, lab), within(0.25));
    assertThat(again(release, smoke)).isCloseTo(again(members, smoke), within(0.3));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsPattern("times and masks: step \\d+ of \\d+, loss [0-9.]+, validation [0-9.]+")
        .containsPattern("values: step \\d+ of \\d+, loss [0-9.]+, validation [0-9.]+");
  }
}
