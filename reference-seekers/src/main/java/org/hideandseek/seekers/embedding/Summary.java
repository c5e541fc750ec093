package org.hideandseek.seekers.embedding;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What is said of a patient whatever its length, as columns; NaN where nothing is known.
 *
 * <ul>
 *   <li>logarithm of the number of steps, time of the last step;
 *   <li>every static: the number, or one column per code with 1 at that code;
 *   <li>every numeric feature: share of steps at which it was measured, first, last, mean, standard
 *       deviation, smallest, largest, and the change over the course by a line of least squares;
 *   <li>every feature of codes: share measured, and the share of each code among the measured.
 * </ul>
 *
 * <p>Of two codes one column says all.
 */
final class Summary {
  private static final int NUMERIC_COLUMNS = 7;

  private final Schema schema;
  private final int width;

  Summary(Schema schema) {
    this.schema = schema;
    int columns = 2;
    for (Variable variable : schema.statics()) {
      columns += variable.kind() == Kind.NUMERIC ? 1 : codeColumns(variable);
    }
    for (Variable variable : schema.features()) {
      columns += 1 + (variable.kind() == Kind.NUMERIC ? NUMERIC_COLUMNS : codeColumns(variable));
    }
    width = columns;
  }

  private static int codeColumns(Variable variable) {
    return variable.codes() == 2 ? 1 : variable.codes();
  }

  /** How many columns there are. */
  int width() {
    return width;
  }

  /** A patient's columns, [{@link #width}]. */
  double[] of(Patient patient) {
    double[] columns = new double[width];
    columns[0] = Math.log(patient.length());
    columns[1] = patient.times()[patient.length() - 1];
    int start = 2;
    for (int s = 0; s < schema.staticCount(); s++) {
      Variable variable = schema.statics().get(s);
      float value = patient.statics()[s];
      if (variable.kind() == Kind.NUMERIC) {
        columns[start++] = value;
      } else {
        double[] counts = new double[variable.codes()];
        if (!Float.isNaN(value)) {
          counts[(int) value] = 1;
        }
        start = putShares(counts, columns, start);
      }
    }
    for (int f = 0; f < schema.featureCount(); f++) {
      start =
          schema.features().get(f).kind() == Kind.NUMERIC
              ? putNumbers(patient, f, columns, start)
              : putCodes(patient, f, columns, start);
    }
    return columns;
  }

  private int putCodes(Patient patient, int feature, double[] columns, int start) {
    double[] counts = new double[schema.features().get(feature).codes()];
    for (int step = 0; step < patient.length(); step++) {
      if (patient.observed(step, feature)) {
        counts[(int) patient.value(step, feature)]++;
      }
    }
    columns[start] = Arrays.stream(counts).sum() / patient.length();
    return putShares(counts, columns, start + 1);
  }

  private static int putShares(double[] counts, double[] columns, int start) {
    double all = Arrays.stream(counts).sum();
    int first = counts.length == 2 ? 1 : 0;
    for (int code = first; code < counts.length; code++) {
      columns[start + code - first] = all == 0 ? Double.NaN : counts[code] / all;
    }
    return start + counts.length - first;
  }

  private static int putNumbers(Patient patient, int feature, double[] columns, int start) {
    int count = 0;
    double first = Double.NaN;
    double last = Double.NaN;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double firstTime = 0;
    double meanTime = 0;
    double mean = 0;
    double timeSquares = 0;
    double squares = 0;
    double products = 0;
    for (int step = 0; step < patient.length(); step++) {
      if (!patient.observed(step, feature)) {
        continue;
      }
      double value = patient.value(step, feature);
      double time = patient.times()[step];
      if (count == 0) {
        first = value;
        firstTime = time;
      }
      last = value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      count++;
      double timeDelta = time - meanTime;
      double delta = value - mean;
      meanTime += timeDelta / count;
      mean += delta / count;
      timeSquares += timeDelta * (time - meanTime);
      squares += delta * (value - mean);
      products += timeDelta * (value - mean);
      columns[start + NUMERIC_COLUMNS] = time - firstTime;
    }
    double course = columns[start + NUMERIC_COLUMNS];
    columns[start] = (double) count / patient.length();
    columns[start + 1] = first;
    columns[start + 2] = last;
    columns[start + 3] = count == 0 ? Double.NaN : mean;
    columns[start + 4] = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    columns[start + 5] = count == 0 ? Double.NaN : min;
    columns[start + 6] = count == 0 ? Double.NaN : max;
    columns[start + 7] = timeSquares > 0 ? course * products / timeSquares : Double.NaN;
    return start + 1 + NUMERIC_COLUMNS;
  }
}
