package org.hideandseek.seekers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final float NONE = Float.NaN;

  private final Summary summary =
      new Summary(
          new Schema(
              "days",
              10,
              100,
              List.of(
                  Variable.numeric("lab", "", -100, 100),
                  Variable.binary("smoke"),
                  Variable.categorical("rhythm", List.of("a", "b", "c"))),
              List.of(
                  Variable.numeric("age", "years", 0, 200),
                  Variable.binary("sex"),
                  Variable.categorical("ward", List.of("north", "south", "west")))));

  @Test
  void aPatientInColumns() {
    Patient patient =
        new Patient(
            new float[] {0, 2, 4, 10},
            new float[] {
              NONE, 1, 2, //
              3, 0, 0, //
              5, NONE, 2, //
              7, NONE, 2
            },
            new float[] {61, 1, 2});
    double slope = (-10 / 3.0 * -2 + 14 / 3.0 * 2) / (100 / 9.0 + 16 / 9.0 + 196 / 9.0);

    close(
        summary.of(patient),
        // length and time
        Math.log(4),
        10,
        // statics
        61,
        1,
        0,
        0,
        1,
        // lab
        .75,
        3,
        7,
        5,
        2,
        3,
        7,
        8 * slope,
        // smoke
        .5,
        .5,
        // rhythm
        1,
        .25,
        0,
        .75);
  }

  @Test
  void whatIsNotKnownIsNotANumber() {
    float[] nothing = new float[6];
    Arrays.fill(nothing, NONE);
    Patient patient = new Patient(new float[] {0, 0}, nothing, new float[] {NONE, NONE, NONE});

    double none = Double.NaN;
    close(
        summary.of(patient),
        Math.log(2),
        0,
        none,
        none,
        none,
        none,
        none,
        0,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        0,
        none,
        0,
        none,
        none,
        none);
  }

  @Test
  void oneMeasurementHasNoSpreadAndNoTrend() {
    Patient patient = new Patient(new float[] {0}, new float[] {3, 1, 1}, new float[] {61, 1, 2});

    double[] columns = summary.of(patient);

    close(Arrays.copyOfRange(columns, 7, 15), 1, 3, 3, 3, Double.NaN, 3, 3, Double.NaN);
  }

  @Test
  void measurementsAtOneTimeHaveNoTrend() {
    Patient patient =
        new Patient(new float[] {0, 0}, new float[] {3, 1, 1, 5, 1, 1}, new float[] {61, 1, 2});

    assertThat(summary.of(patient)[14]).isNaN();
  }

  private static void close(double[] actual, double... expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).as("column " + i).isNaN();
      } else {
        assertThat(actual[i]).as("column " + i).isCloseTo(expected[i], within(1e-6));
      }
    }
  }
}
