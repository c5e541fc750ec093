package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Layout;

/**
 * MIMIC-IV 1.0 to 3.1 (Johnson et al., Sci Data 2023;10:1): the tables {@code icu/icustays}, {@code
 * icu/chartevents}, {@code hosp/labevents}, {@code hosp/patients} and {@code hosp/admissions}, as
 * {@code .csv} or {@code .csv.gz}.
 *
 * <p>A stay is a row of icustays, and in the order of that table. A charted value belongs to the
 * stay that it names, a laboratory value to the stay of its subject in which it was taken; both
 * only from {@code intime} to {@code outtime}. Persons are subjects. The age at admission is {@code
 * anchor_age} and the years since {@code anchor_year}.
 */
final class MimicIv implements Reader {
  private static final String SUBJECT = "subject_id";
  private static final String HADM = "hadm_id";
  private static final String STAY = "stay_id";
  private static final String ITEM = "itemid";
  private static final String TIME = "charttime";
  private static final String VALUE = "valuenum";
  private static final String UNIT = "valueuom";
  private static final String AGE = "age";
  private static final int STAYS = 1;
  private static final int PATIENTS = 2;
  private static final int ADMISSIONS = 3;
  private static final long NO_STAY = -1;
  private static final double HOUR = 3600;
  private static final double SECONDS_PER_DAY = 86_400;

  private final Source source;

  MimicIv(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    Path stays = source.table("icustays", "icu");
    Path charts = source.table("chartevents", "icu");
    Path labs = source.table("labevents", "hosp");
    Path patients = source.table("patients", "hosp", "core");
    Path admissions = source.table("admissions", "hosp", "core");
    try (Buckets buckets = Buckets.create(intake.work(), Files.size(charts) + Files.size(labs))) {
      readStays(stays, intake, buckets);
      readFacts(patients, PATIENTS, List.of("anchor_age", "anchor_year"), intake, buckets);
      readFacts(admissions, ADMISSIONS, List.of(HADM), intake, buckets);
      readCharts(charts, intake, buckets);
      readLabs(labs, intake, buckets);
      buckets.forEach((subject, rows) -> new Subject(intake, subject, rows).take());
    }
  }

  private void readStays(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().staticsIn("icustays");
    source.read(
        file,
        Layout.csv(SUBJECT, HADM, STAY, "intime", "outtime"),
        intake,
        row -> {
          double in = Timestamps.seconds(row, "intime", row.present("intime"));
          String left = row.text("outtime");
          double out =
              left.isEmpty() ? Double.POSITIVE_INFINITY : Timestamps.seconds(row, "outtime", left);
          if (out < in) {
            throw row.unlike("outtime", left, "a time not before intime");
          }
          buckets.tell(
              row.present(SUBJECT),
              new Buckets.Fact(
                  STAYS,
                  row.line(),
                  List.of(row.present(STAY), row.text(HADM)),
                  new double[] {in, out},
                  Statics.of(intake.selection(), items, row)));
        });
  }

  private void readFacts(Path file, int kind, List<String> columns, Intake intake, Buckets buckets)
      throws IOException {
    Map<String, Reading> items =
        intake.selection().staticsIn(kind == PATIENTS ? "patients" : "admissions");
    List<String> required = new ArrayList<>(columns);
    required.add(SUBJECT);
    source.read(
        file,
        Layout.csv(required.toArray(String[]::new)),
        intake,
        row -> {
          double[] numbers = new double[columns.size()];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Reading.number(row, columns.get(i), row.text(columns.get(i)));
          }
          buckets.tell(
              row.present(SUBJECT),
              new Buckets.Fact(
                  kind,
                  row.line(),
                  List.of(),
                  numbers,
                  Statics.of(intake.selection(), items, row)));
        });
  }

  private void readCharts(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().featuresIn("chartevents");
    source.read(
        file,
        Layout.csv(SUBJECT, STAY, TIME, ITEM, VALUE, UNIT),
        intake,
        row -> {
          Reading reading = items.get(row.text(ITEM));
          if (reading != null) {
            buckets.measure(
                row.present(SUBJECT),
                (long) Reading.number(row, STAY, row.text(STAY)),
                Timestamps.seconds(row, TIME, row.text(TIME)),
                reading.index(),
                reading.value(row, VALUE, row.text(VALUE), UNIT, row.text(UNIT)));
          }
        });
  }

  private void readLabs(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().featuresIn("labevents");
    source.read(
        file,
        Layout.csv(SUBJECT, TIME, ITEM, VALUE, UNIT),
        intake,
        row -> {
          Reading reading = items.get(row.text(ITEM));
          if (reading != null) {
            buckets.measure(
                row.present(SUBJECT),
                NO_STAY,
                Timestamps.seconds(row, TIME, row.text(TIME)),
                reading.index(),
                reading.value(row, VALUE, row.text(VALUE), UNIT, row.text(UNIT)));
          }
        });
  }

  /** One person with all of their stays. */
  private static final class Subject {
    private final Intake intake;
    private final String subject;
    private final Buckets.Group rows;
    private final List<Buckets.Fact> facts = new ArrayList<>();
    private final List<Intake.Stay> stays = new ArrayList<>();

    Subject(Intake intake, String subject, Buckets.Group rows) {
      this.intake = intake;
      this.subject = subject;
      this.rows = rows;
    }

    void take() throws IOException {
      Set<String> ids = new HashSet<>();
      for (Buckets.Fact fact : rows.facts(STAYS)) {
        if (ids.add(fact.text(0))) {
          facts.add(fact);
          Intake.Stay stay = intake.stay("Stay " + fact.text(0));
          know(fact, stay.statics());
          stays.add(stay);
        } else {
          intake
              .badRows()
              .found(
                  BadRow.about(
                      "stay twice",
                      "icustays, line "
                          + fact.line()
                          + ": stay_id "
                          + fact.text(0)
                          + " is there twice"));
        }
      }
      for (int i = 0; i < rows.size(); i++) {
        int stay = stayOf(i);
        if (stay < 0) {
          intake.countOutside(rows.feature(i));
        } else {
          stays
              .get(stay)
              .measure(
                  (rows.time(i) - facts.get(stay).number(0)) / HOUR,
                  rows.feature(i),
                  rows.value(i));
        }
      }
      for (int s = 0; s < stays.size(); s++) {
        intake.take(stays.get(s), facts.get(s).line(), subject);
      }
    }

    /** The stay that a measurement belongs to, -1 for none. */
    private int stayOf(int i) throws DatasetException {
      for (int s = 0; s < facts.size(); s++) {
        Buckets.Fact fact = facts.get(s);
        boolean named =
            rows.part(i) == NO_STAY || fact.text(0).equals(String.valueOf(rows.part(i)));
        if (named && rows.time(i) >= fact.number(0) && rows.time(i) <= fact.number(1)) {
          return s;
        }
      }
      return -1;
    }

    private void know(Buckets.Fact stay, float[] statics) {
      Statics.add(stay.statics(), statics);
      for (Buckets.Fact patient : rows.facts(PATIENTS)) {
        Statics.add(patient.statics(), statics);
        intake
            .selection()
            .fixed(AGE)
            .ifPresent(
                age ->
                    statics[age.index()] =
                        (float) (patient.number(0) + year(stay.number(0)) - patient.number(1)));
      }
      for (Buckets.Fact admission : rows.facts(ADMISSIONS)) {
        if (String.valueOf((long) admission.number(0)).equals(stay.text(1))) {
          Statics.add(admission.statics(), statics);
        }
      }
    }

    private static int year(double seconds) {
      return LocalDate.ofEpochDay((long) Math.floor(seconds / SECONDS_PER_DAY)).getYear();
    }
  }
}
