package org.hideandseek.challenges.builtin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hideandseek.challenges.cohort.Course;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.table.Table;

/**
 * People of a population study of non-alcoholic fatty liver disease (Allen et al., Hepatology 2018;
 * tables nafld1, nafld2 and nafld3 of the R package survival), as they were known on the day of
 * entry.
 *
 * <p>A step is a day at or before entry with a possible value of a feature, at most the last 40 of
 * them; who has fewer than 3 is left out. The table repeats sbp as dbp and hdl as chol, so these
 * two are not read. Some (person, day, test) occur twice or more, always with the same value.
 *
 * <p>The outcome is death, myocardial infarction, stroke or heart failure within 5 years after
 * entry: an event on a later day than that of entry. Events before entry make nobody a case, and
 * who had one stays in.
 */
public final class MayoLiver implements Importer {
  private static final int LEAST_STEPS = 3;
  private static final int OUTCOME_YEARS = 5;
  private static final List<String> TESTS = List.of("hdl", "sbp", "fib4", "smoke");
  private static final Set<String> UNUSED_TESTS = Set.of("chol", "dbp");
  private static final Set<String> EVENTS = Set.of("MI", "stroke", "heart failure");

  private static final Schema SCHEMA =
      new Schema(
          "years",
          40,
          25,
          List.of(
              Variable.numeric("hdl", "mg/dL", 1, 250),
              Variable.numeric("sbp", "mmHg", 40, 300),
              Variable.numeric("fib4", "", 0, 100),
              Variable.binary("smoke")),
          List.of(
              Variable.categorical("sex", List.of("female", "male")),
              Variable.numeric("age", "years", 18, 110),
              Variable.numeric("bmi", "kg/m2", 10, 100),
              Variable.binary("major_event_5y").asOutcome()));

  private final Table.Source source;

  /** Reads the tables that come with the project. */
  public MayoLiver() {
    this(Table.Source.resources());
  }

  MayoLiver(Table.Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "mayo-liver";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void read(PatientSink sink) throws IOException {
    Map<Integer, Course> courses = courses();
    Map<Integer, Integer> events = firstEvents();
    Table.read(
        source,
        "mayo/nafld1.csv",
        person -> {
          int id = person.integer("id");
          Course course = courses.remove(id);
          if (course == null || course.length() < LEAST_STEPS) {
            return;
          }
          int followed = person.integer("futime");
          double died = person.integer("status") == 1 ? followed : Double.POSITIVE_INFINITY;
          double event = events.containsKey(id) ? events.get(id) : Double.POSITIVE_INFINITY;
          sink.accept(
              course.patient(
                  FollowUp.DAYS_PER_YEAR,
                  new float[] {
                    person.number("male"),
                    person.number("age"),
                    person.number("bmi"),
                    FollowUp.outcome(Math.min(died, event), followed, OUTCOME_YEARS)
                  }));
        });
  }

  private Map<Integer, Course> courses() throws IOException {
    Map<Integer, Course> courses = new HashMap<>();
    Table.read(
        source,
        "mayo/nafld2.csv",
        measurement -> {
          int day = measurement.integer("days");
          String test = measurement.text("test");
          int feature = TESTS.indexOf(test);
          if (feature < 0 && !UNUSED_TESTS.contains(test)) {
            throw measurement.wrong("there is no test '" + test + "'");
          }
          if (day <= 0 && feature >= 0) {
            courses
                .computeIfAbsent(measurement.integer("id"), id -> new Course(SCHEMA))
                .measure(day, feature, measurement.number("value"));
          }
        });
    return courses;
  }

  /** The first day after entry on which a person had one of the events that count. */
  private Map<Integer, Integer> firstEvents() throws IOException {
    Map<Integer, Integer> first = new HashMap<>();
    Table.read(
        source,
        "mayo/nafld3.csv",
        event -> {
          int day = event.integer("days");
          if (day > 0 && EVENTS.contains(event.text("event"))) {
            first.merge(event.integer("id"), day, Math::min);
          }
        });
    return first;
  }
}
