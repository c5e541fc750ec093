package org.hideandseek.challenges.builtin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Course;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.table.Table;

/**
 * Critically ill patients and what they were fed on each calendar day in intensive care (Bender et
 * al., Biostatistics 2019; tables patient and daily of the R package pammtools).
 *
 * <p>A step is a protocolled day, of which there are 3 to 12. Six statics, and as the outcome death
 * within 30 days. The hospital unit and the year are not read: they would name small groups.
 */
public final class IcuNutrition implements Importer {
  private static final List<String> ADMISSIONS =
      List.of("medical", "surgical elective", "surgical emergency");
  private static final List<String> DIAGNOSES =
      List.of(
          "cardio-vascular",
          "gastrointestinal",
          "metabolic",
          "neurologic",
          "orthopedic/trauma",
          "renal",
          "respiratory",
          "sepsis",
          "other");
  private static final List<String> SEXES = List.of("female", "male");

  private static final Schema SCHEMA =
      new Schema(
          "days",
          12,
          11,
          List.of(
              Variable.numeric("calories", "% of target", 0, 500),
              Variable.numeric("protein", "g/kg", 0, 5)),
          List.of(
              Variable.categorical("sex", SEXES),
              Variable.numeric("age", "years", 0, 110),
              Variable.numeric("bmi", "kg/m2", 10, 100),
              Variable.numeric("apache_ii", "points", 0, 71),
              Variable.categorical("admission", ADMISSIONS),
              Variable.categorical("diagnosis", DIAGNOSES),
              Variable.binary("death_30d").asOutcome()));

  private final Table.Source source;

  /** Reads the tables that come with the project. */
  public IcuNutrition() {
    this(Table.Source.resources());
  }

  IcuNutrition(Table.Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "icu-nutrition";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void read(PatientSink sink) throws IOException {
    Map<Integer, Course> courses = new HashMap<>();
    Table.read(
        source,
        "icu-nutrition/daily.csv",
        fed -> {
          Course course =
              courses.computeIfAbsent(fed.integer("CombinedID"), unseen -> new Course(SCHEMA));
          int day = fed.integer("Study_Day");
          course.measure(day, 0, fed.number("caloriesPercentage"));
          course.measure(day, 1, fed.number("proteinGproKG"));
        });
    Table.read(
        source,
        "icu-nutrition/patient.csv",
        patient -> {
          Course course = courses.remove(patient.integer("CombinedID"));
          if (course == null || course.length() == 0) {
            throw patient.wrong("the patient has no day");
          }
          sink.accept(
              course.patient(
                  1,
                  new float[] {
                    patient.code("Gender", SEXES),
                    patient.number("Age"),
                    patient.number("BMI"),
                    patient.number("ApacheIIScore"),
                    patient.code("AdmCatID", ADMISSIONS),
                    patient.code("DiagID2", DIAGNOSES),
                    patient.number("PatientDied")
                  }));
        });
  }
}
