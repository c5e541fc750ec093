package org.hideandseek.challenges.description;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** What is counted while a cohort passes by. */
final class Tally {
  private final Schema schema;
  private final QuantileSketch lengths = new QuantileSketch();
  private final QuantileSketch durations = new QuantileSketch();
  private final QuantileSketch gaps = new QuantileSketch();
  private final List<Column> features;
  private final List<Column> statics;
  private int patients;
  private long steps;
  private double time;

  Tally(Schema schema) {
    this.schema = schema;
    features = schema.features().stream().map(Column::new).toList();
    statics = schema.statics().stream().map(Column::new).toList();
  }

  void add(Patient patient) {
    patients++;
    steps += patient.length();
    lengths.add(patient.length());
    float[] times = patient.times();
    float duration = times[times.length - 1];
    time += duration;
    durations.add(duration);
    for (int t = 1; t < times.length; t++) {
      gaps.add(times[t] - times[t - 1]);
    }
    for (int f = 0; f < features.size(); f++) {
      Column column = features.get(f);
      boolean known = false;
      for (int t = 0; t < times.length; t++) {
        if (patient.observed(t, f)) {
          column.add(patient.value(t, f));
          known = true;
        }
      }
      column.patients += known ? 1 : 0;
    }
    for (int s = 0; s < statics.size(); s++) {
      if (!Float.isNaN(patient.statics()[s])) {
        statics.get(s).add(patient.statics()[s]);
        statics.get(s).patients++;
      }
    }
  }

  CohortDescription description(OptionalInt persons) {
    return new CohortDescription(
        schema,
        patients,
        persons,
        steps,
        time,
        Distribution.of(lengths),
        Distribution.of(durations),
        Distribution.of(gaps),
        features.stream().map(column -> column.description(steps, time)).toList(),
        statics.stream().map(column -> column.description(patients, 0)).toList());
  }

  /** One variable. */
  private final class Column {
    private final Variable variable;
    private final QuantileSketch sketch = new QuantileSketch();
    private final long[] codes;
    private int patients;

    Column(Variable variable) {
      this.variable = variable;
      this.codes = new long[variable.kind() == Kind.NUMERIC ? 0 : variable.codes()];
    }

    void add(float value) {
      if (codes.length == 0) {
        sketch.add(value);
      } else {
        codes[(int) value]++;
      }
    }

    VariableDescription description(long possible, double during) {
      long known = codes.length == 0 ? sketch.count() : Arrays.stream(codes).sum();
      return new VariableDescription(
          variable,
          known,
          share(known, possible),
          share(patients, Tally.this.patients),
          during > 0 ? known / during : 0,
          Distribution.of(sketch),
          Arrays.stream(codes).boxed().toList());
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
