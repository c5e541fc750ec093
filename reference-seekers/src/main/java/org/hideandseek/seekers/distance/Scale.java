package org.hideandseek.seekers.distance;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What makes differences of unlike variables comparable: in every variable the squared difference
 * of two patients drawn at random is {@link Cells#UNRELATED} on average. It is measured once, on
 * release and candidates together; scales of their own would move the one against the other.
 *
 * @param time of times after the first step
 * @param features [F]
 * @param statics [S]
 */
public record Scale(Axis time, Axis[] features, Axis[] statics) {

  /**
   * How the values of one variable become coordinates: a number is divided by its standard
   * deviation, a code gets a coordinate for each code, so that any two codes are equally far apart.
   *
   * @param width how many coordinates a value has
   * @param centre subtracted from a number
   * @param factor coordinates per unit
   */
  public record Axis(int width, double centre, double factor) {

    void put(float value, float[] row, int start) {
      if (width == 1) {
        row[start] = (float) ((value - centre) * factor);
      } else {
        Arrays.fill(row, start, start + width, 0);
        row[start + (int) value] = (float) factor;
      }
    }
  }

  /** Coordinates of the statics of a patient. */
  int staticWidth() {
    return Arrays.stream(statics).mapToInt(Axis::width).sum();
  }

  /** Coordinates of the time and the values of a step. */
  int stepWidth() {
    return time.width() + Arrays.stream(features).mapToInt(Axis::width).sum();
  }

  /** Measures a scale on cohorts of one schema, of which there is at least one. */
  public static Scale of(List<Cohort> cohorts) {
    Schema schema = cohorts.get(0).schema();
    Tally time = new Tally(Kind.NUMERIC, 0);
    Tally[] features = tallies(schema.features());
    Tally[] statics = tallies(schema.statics());
    for (Cohort cohort : cohorts) {
      for (Patient patient : cohort.patients()) {
        for (int step = 1; step < patient.length(); step++) {
          time.add(patient.times()[step]);
        }
        float[] values = patient.values();
        for (int cell = 0; cell < values.length; cell++) {
          features[cell % features.length].add(values[cell]);
        }
        for (int s = 0; s < statics.length; s++) {
          statics[s].add(patient.statics()[s]);
        }
      }
    }
    return new Scale(time.axis(), axes(features), axes(statics));
  }

  private static Tally[] tallies(List<Variable> variables) {
    return variables.stream()
        .map(v -> new Tally(v.kind(), v.kind() == Kind.NUMERIC ? 0 : v.codes()))
        .toArray(Tally[]::new);
  }

  private static Axis[] axes(Tally[] tallies) {
    Axis[] axes = new Axis[tallies.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = tallies[i].axis();
    }
    return axes;
  }

  /** Mean, variance (Welford) and frequencies of one variable. */
  private static final class Tally {
    private final Kind kind;
    private final long[] codes;
    private long count;
    private double mean;
    private double squares;

    Tally(Kind kind, int codes) {
      this.kind = kind;
      this.codes = new long[codes];
    }

    void add(float value) {
      if (Float.isNaN(value)) {
        return;
      }
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
      if (kind != Kind.NUMERIC) {
        codes[(int) value]++;
      }
    }

    Axis axis() {
      if (kind == Kind.NUMERIC) {
        return new Axis(1, mean, squares > 0 ? Math.sqrt(count / squares) : 0);
      }
      double unlike = 1;
      for (long patients : codes) {
        double share = count == 0 ? 1 : (double) patients / count;
        unlike -= share * share;
      }
      return new Axis(
          codes.length, 0, unlike > 1e-9 ? Math.sqrt(Cells.UNRELATED / (2 * unlike)) : 0);
    }
  }
}
