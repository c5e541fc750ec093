package org.hideandseek.scoring.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Draws canaries: patients who follow the schema but whom nobody takes for real.
 *
 * <p>Each takes over when a random patient of a population was measured, and what of: length,
 * times, and which cells are known. All values are new. A number is drawn near one end of its
 * bounds, which a coin chooses for each variable: a level that is uniform over the outermost tenth
 * of the bounds and, for a feature, a Gaussian walk from it by {@value #STEP} of the bounds' width
 * a step, which stays in the outermost fifth. A code is uniform over all codes, anew at each step.
 * Canaries are independent of each other, so which of them are planted can be told by nothing but
 * their having been planted.
 */
public final class UnusualPatients {
  private static final double LEVELS = 0.1;
  private static final double REACH = 0.2;
  private static final double STEP = 0.02;

  private UnusualPatients() {}

  /**
   * Draws some.
   *
   * @param population whose times and known cells are taken; at least one patient
   * @param count how many
   * @param seed draws them; the same seed gives the same
   * @throws IllegalArgumentException if nobody is in the population
   */
  public static Cohort draw(Cohort population, int count, long seed) {
    if (population.size() == 0) {
      throw new IllegalArgumentException("canaries need a population to take their times from");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Patient> canaries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Patient like = population.patient(random.nextInt(population.size()));
      canaries.add(canary(population.schema(), like, random));
    }
    return new Cohort(population.schema(), canaries);
  }

  private static Patient canary(Schema schema, Patient like, SplittableRandom random) {
    float[] values = new float[like.values().length];
    for (int f = 0; f < schema.featureCount(); f++) {
      Course course = new Course(schema.features().get(f), random);
      for (int t = 0; t < like.length(); t++) {
        float value = course.next(random);
        values[t * schema.featureCount() + f] = like.observed(t, f) ? value : Float.NaN;
      }
    }
    float[] statics = new float[schema.staticCount()];
    for (int s = 0; s < statics.length; s++) {
      float value = new Course(schema.statics().get(s), random).next(random);
      statics[s] = Float.isNaN(like.statics()[s]) ? Float.NaN : value;
    }
    return new Patient(like.times().clone(), values, statics);
  }

  /** One variable of one canary. */
  private static final class Course {
    private final Variable variable;
    private final boolean high;

    /** How far from the end, of the bounds' width. */
    private double depth;

    Course(Variable variable, SplittableRandom random) {
      this.variable = variable;
      this.high = random.nextBoolean();
      this.depth = LEVELS * random.nextDouble();
    }

    float next(SplittableRandom random) {
      if (variable.kind() != Kind.NUMERIC) {
        return random.nextInt(variable.codes());
      }
      double width = (double) variable.max() - variable.min();
      double value = high ? variable.max() - depth * width : variable.min() + depth * width;
      depth = Math.max(0, Math.min(REACH, depth + STEP * random.nextGaussian()));
      return Math.max(variable.min(), Math.min(variable.max(), (float) value));
    }
  }
}
