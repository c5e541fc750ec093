package org.hideandseek.seekers.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** What may be left of a cohort without its values. */
enum Pattern {
  /** When somebody was seen, and how often. */
  TIMES(true, false),
  /** What was measured at each step, which statics are known, and how many steps there are. */
  MISSINGNESS(false, true),
  BOTH(true, true);

  private final boolean keepsTimes;
  private final boolean keepsMissingness;

  Pattern(boolean keepsTimes, boolean keepsMissingness) {
    this.keepsTimes = keepsTimes;
    this.keepsMissingness = keepsMissingness;
  }

  /**
   * The same patients without all that this does not keep. A static called length is added: the
   * patient's number of steps.
   */
  Cohort of(Cohort cohort) {
    Schema schema = cohort.schema();
    Schema bare =
        new Schema(
            schema.timeUnit(),
            schema.steps(),
            schema.horizon(),
            presence("feature-", schema.features()).toList(),
            Stream.concat(
                    Stream.of(Variable.numeric("length", "steps", 0, schema.steps())),
                    presence("static-", schema.statics()))
                .toList());
    return new Cohort(bare, cohort.patients().stream().map(this::of).toList());
  }

  private static Stream<Variable> presence(String prefix, List<Variable> variables) {
    return IntStream.range(0, variables.size()).mapToObj(i -> Variable.binary(prefix + i));
  }

  private Patient of(Patient patient) {
    float[] statics = new float[1 + patient.statics().length];
    statics[0] = patient.length();
    System.arraycopy(presence(patient.statics()), 0, statics, 1, statics.length - 1);
    float[] times = keepsTimes ? patient.times() : new float[patient.length()];
    return new Patient(times, presence(patient.values()), statics);
  }

  /** 1 where there is something and 0 where not; NaN throughout if that is not kept. */
  private float[] presence(float[] values) {
    float[] presence = new float[values.length];
    if (keepsMissingness) {
      for (int i = 0; i < presence.length; i++) {
        presence[i] = Float.isNaN(values[i]) ? 0 : 1;
      }
    } else {
      Arrays.fill(presence, Float.NaN);
    }
    return presence;
  }
}
