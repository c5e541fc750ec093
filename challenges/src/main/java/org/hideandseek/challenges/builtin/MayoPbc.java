package org.hideandseek.challenges.builtin;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Course;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.table.Table;

/**
 * Patients with primary biliary cholangitis in a trial of D-penicillamine at the Mayo Clinic
 * (Murtaugh et al., Hepatology 1994; table pbcseq of the R package survival).
 *
 * <p>A step is a visit. The outcome is death or liver transplant within 5 years after entry; visits
 * go on after that, so a long series tells that its patient lived.
 */
public final class MayoPbc implements Importer {
  private static final int OUTCOME_YEARS = 5;
  private static final List<String> COLUMNS =
      List.of(
          "ascites",
          "hepato",
          "spiders",
          "edema",
          "bili",
          "chol",
          "albumin",
          "alk.phos",
          "ast",
          "platelet",
          "protime");
  private static final int EDEMA = COLUMNS.indexOf("edema");

  private static final Schema SCHEMA =
      new Schema(
          "years",
          20,
          20,
          List.of(
              Variable.binary("ascites"),
              Variable.binary("hepatomegaly"),
              Variable.binary("spiders"),
              Variable.categorical(
                  "edema", List.of("none", "mild or treated", "despite diuretics")),
              Variable.numeric("bilirubin", "mg/dL", 0, 80),
              Variable.numeric("cholesterol", "mg/dL", 20, 3000),
              Variable.numeric("albumin", "g/dL", 0.5, 7),
              Variable.numeric("alk_phos", "U/L", 5, 20000),
              Variable.numeric("ast", "U/mL", 1, 5000),
              Variable.numeric("platelets", "10^9/L", 1, 2000),
              Variable.numeric("prothrombin_time", "s", 5, 100)),
          List.of(
              Variable.categorical("treatment", List.of("placebo", "d-penicillamine")),
              Variable.numeric("age", "years", 18, 110),
              Variable.categorical("sex", List.of("female", "male")),
              Variable.binary("death_or_transplant_5y").asOutcome()));

  private final Table.Source source;

  /** Reads the table that comes with the project. */
  public MayoPbc() {
    this(Table.Source.resources());
  }

  MayoPbc(Table.Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "mayo-pbc";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void read(PatientSink sink) throws IOException {
    Map<Integer, Course> courses = new LinkedHashMap<>();
    Map<Integer, float[]> statics = new HashMap<>();
    Table.read(
        source,
        "mayo/pbcseq.csv",
        visit -> {
          int id = visit.integer("id");
          Course course = courses.computeIfAbsent(id, unseen -> new Course(SCHEMA));
          for (int f = 0; f < COLUMNS.size(); f++) {
            float value = visit.number(COLUMNS.get(f));
            // 0, 0.5 and 1 in the table
            course.measure(visit.integer("day"), f, f == EDEMA ? 2 * value : value);
          }
          statics.putIfAbsent(id, statics(visit));
        });
    for (var course : courses.entrySet()) {
      if (course.getValue().length() > 0) {
        sink.accept(
            course.getValue().patient(FollowUp.DAYS_PER_YEAR, statics.get(course.getKey())));
      }
    }
  }

  private static float[] statics(Table.Row visit) throws IOException {
    int followed = visit.integer("futime");
    double ended = visit.integer("status") > 0 ? followed : Double.POSITIVE_INFINITY;
    return new float[] {
      visit.number("trt"),
      visit.number("age"),
      visit.code("sex", List.of("f", "m")),
      FollowUp.outcome(ended, followed, OUTCOME_YEARS)
    };
  }
}
