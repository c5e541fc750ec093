package org.hideandseek.hiders.autoregression;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * The regressions that carry a patient from step to step: of the time gap, of whether each feature
 * is measured, and of its value, given the features before it in the schema. A first step, and a
 * first measurement, have regressions of their own.
 */
final class Dynamics {
  private static final int CALIBRATIONS = 2;
  private static final int PILOT_STEPS = 40_000;
  private static final int LARGEST_PILOT = 2000;
  private static final int PATIENCE = 20;

  private final Coding coding;
  private final PatientCopula copula;
  private final RidgeRegression gap;
  private final LogisticRegression[] measuredAtFirst;
  private final LogisticRegression[] measuredLater;
  private final ValueModel[] firstValue;
  private final ValueModel[] laterValue;

  /** Of the features, then of the gap. */
  private Drift[] drifts;

  Dynamics(Cohort members, PatientCopula copula, RandomGenerator random) {
    this.copula = copula;
    coding = new Coding(members);
    Schema schema = members.schema();
    int features = schema.featureCount();
    Lesson lesson = new Lesson(members, random);
    gap = RidgeRegression.fit(lesson.gaps());
    measuredAtFirst = new LogisticRegression[features];
    measuredLater = new LogisticRegression[features];
    firstValue = new ValueModel[features];
    laterValue = new ValueModel[features];
    for (int f = 0; f < features; f++) {
      int feature = f;
      measuredAtFirst[f] = LogisticRegression.fit(lesson.measured(f, c -> c.step() == 0));
      measuredLater[f] = LogisticRegression.fit(lesson.measured(f, c -> c.step() > 0));
      firstValue[f] = valueModel(f, lesson.values(f, c -> !c.known(feature)));
      laterValue[f] = valueModel(f, lesson.values(f, c -> c.known(feature)));
    }
    long steps = members.patients().stream().mapToLong(Patient::length).sum();
    long pilot = PILOT_STEPS * (long) members.size() / steps;
    calibrate((int) Math.min(LARGEST_PILOT, Math.max(1, pilot)), random);
  }

  private ValueModel valueModel(int feature, Rows rows) {
    return coding.numeric(feature)
        ? ValueModel.ofNumber(rows)
        : ValueModel.ofCode(rows, coding.schema().features().get(feature).codes());
  }

  /** Takes the drift that a pilot sample shows out of the scores, a few times over. */
  private void calibrate(int pilot, RandomGenerator random) {
    drifts = Drift.none(coding.schema().featureCount() + 1);
    for (int round = 0; round < CALIBRATIONS; round++) {
      Drift.Log log = new Drift.Log(drifts.length);
      for (int i = 0; i < pilot; i++) {
        walk(copula.draw(random), new Chance(random, log));
      }
      drifts = log.drifts();
    }
  }

  /** Draws a patient. */
  Patient draw(RandomGenerator random) {
    PatientCopula.Start start = copula.draw(random);
    for (int tries = 0; ; tries++) {
      Patient patient = walk(start, new Chance(random, new Drift.Log(drifts.length)));
      boolean inTime = patient.times()[patient.length() - 1] < coding.schema().horizon();
      if (inTime || tries == PATIENCE) {
        return patient;
      }
    }
  }

  private Patient walk(PatientCopula.Start start, Course.Script script) {
    PatientCopula.Background background = copula.background(start.length(), start.statics());
    return new Course(coding, start.length(), background, drifts).walk(start.statics(), script);
  }

  /** Lets the regressions decide. */
  private final class Chance implements Course.Script {
    private final RandomGenerator random;
    private final Drift.Log log;

    Chance(RandomGenerator random, Drift.Log log) {
      this.random = random;
      this.log = log;
    }

    @Override
    public double gap(Course course) {
      double mean = gap.mean(course.forGap());
      double score = mean + gap.residuals().draw(mean, 0, random);
      return coding.gap().value(corrected(drifts.length - 1, score));
    }

    @Override
    public void measured(Course course, boolean[] measured) {
      LogisticRegression[] model = course.step() == 0 ? measuredAtFirst : measuredLater;
      for (int tries = 0; tries < PATIENCE; tries++) {
        boolean any = false;
        for (int f = 0; f < measured.length; f++) {
          measured[f] = random.nextDouble() < model[f].probability(course.forMeasured(f));
          any |= measured[f];
        }
        if (any || coding.everEmpty()) {
          return;
        }
      }
    }

    @Override
    public float value(Course course, int feature) {
      ValueModel[] model = course.known(feature) ? laterValue : firstValue;
      double drawn = model[feature].draw(course.forValue(feature), course.age(feature), random);
      return coding.numeric(feature)
          ? coding.number(feature).value(corrected(feature, drawn))
          : (float) drawn;
    }

    private double corrected(int variable, double score) {
      log.add(variable, score);
      return drifts[variable].corrected(score);
    }
  }

  /** What has to be decided on the way through a patient. */
  private enum Decision {
    GAP,
    MEASURED,
    VALUE
  }

  /** Is told every decision in a member's record before it is carried out. */
  private interface Notes {
    void take(Decision decision, Course course, int feature, double decided);
  }

  /** Walks through all members for one regression at a time, as all at once would fill memory. */
  private final class Lesson {
    private final Cohort members;
    private final RandomGenerator random;
    private final long steps;
    private final Drift[] none = Drift.none(coding.schema().featureCount() + 1);
    private int patient;

    Lesson(Cohort members, RandomGenerator random) {
      this.members = members;
      this.random = random;
      this.steps = members.patients().stream().mapToLong(Patient::length).sum();
    }

    Rows gaps() {
      Rows rows = new Rows(steps, Course.FAVOURED, random);
      walk(
          (decision, course, feature, score) -> {
            if (decision == Decision.GAP) {
              rows.offer(course.forGap(), score, 0, patient);
            }
          });
      return rows;
    }

    Rows measured(int own, Predicate<Course> when) {
      Rows rows = new Rows(steps, Course.FAVOURED, random);
      walk(
          (decision, course, feature, measured) -> {
            if (decision == Decision.MEASURED && feature == own && when.test(course)) {
              rows.offer(course.forMeasured(own), measured, 0, patient);
            }
          });
      return rows;
    }

    Rows values(int own, Predicate<Course> when) {
      Rows rows =
          new Rows((long) (steps * coding.measured(own)), Course.favoured(coding, own), random);
      walk(
          (decision, course, feature, value) -> {
            if (decision == Decision.VALUE && feature == own && when.test(course)) {
              double target = coding.numeric(own) ? coding.number(own).score(value) : value;
              rows.offer(course.forValue(own), target, course.age(own), patient);
            }
          });
      return rows;
    }

    private void walk(Notes notes) {
      for (patient = 0; patient < members.size(); patient++) {
        Patient member = members.patient(patient);
        PatientCopula.Background start = copula.background(member.length(), member.statics());
        new Course(coding, member.length(), start, none)
            .walk(member.statics(), new Replay(member, notes));
      }
    }
  }

  /** Lets happen what happened. */
  private final class Replay implements Course.Script {
    private final Patient member;
    private final Notes notes;

    Replay(Patient member, Notes notes) {
      this.member = member;
      this.notes = notes;
    }

    @Override
    public double gap(Course course) {
      float[] times = member.times();
      float gap = times[course.step()] - times[course.step() - 1];
      notes.take(Decision.GAP, course, 0, coding.gap().score(gap));
      return gap;
    }

    @Override
    public void measured(Course course, boolean[] measured) {
      for (int f = 0; f < measured.length; f++) {
        boolean observed = member.observed(course.step(), f);
        notes.take(Decision.MEASURED, course, f, observed ? 1 : 0);
        measured[f] = observed;
      }
    }

    @Override
    public float value(Course course, int feature) {
      float value = member.value(course.step(), feature);
      notes.take(Decision.VALUE, course, feature, value);
      return value;
    }
  }
}
