package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.table.Layout;

/**
 * eICU Collaborative Research Database 2.0 (Pollard et al., Sci Data 2018;5:180178): the tables
 * {@code patient}, {@code vitalPeriodic}, {@code vitalAperiodic} and {@code lab}, as {@code .csv}
 * or {@code .csv.gz}.
 *
 * <p>A stay is a row of patient, and in the order of that table. Offsets are minutes since the
 * admission to the unit; what lies before it or behind {@code unitdischargeoffset} is left out.
 * Persons are {@code uniquepid}.
 */
final class EicuCrd implements Reader {
  private static final String STAY = "patientunitstayid";
  private static final String PERSON = "uniquepid";
  private static final String LEFT = "unitdischargeoffset";
  private static final String NAME = "labname";
  private static final String RESULT = "labresult";
  private static final String UNIT = "labmeasurenamesystem";
  private static final double MINUTES_PER_HOUR = 60;

  private final Source source;

  EicuCrd(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    Path patients = source.table("patient");
    Path periodic = source.table("vitalPeriodic");
    Path aperiodic = source.table("vitalAperiodic");
    Path labs = source.table("lab");
    try (Buckets buckets =
        Buckets.create(
            intake.work(), Files.size(periodic) + Files.size(aperiodic) + Files.size(labs))) {
      readPatients(patients, intake, buckets);
      readVitals(periodic, "vitalPeriodic", intake, buckets);
      readVitals(aperiodic, "vitalAperiodic", intake, buckets);
      readLabs(labs, intake, buckets);
      buckets.forEach((id, rows) -> AdmittedStay.take(intake, "patient", STAY, id, rows));
    }
  }

  private void readPatients(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().staticsIn("patient");
    source.read(
        file,
        Layout.csv(STAY, PERSON, LEFT),
        intake,
        row -> {
          double left = Reading.number(row, LEFT, row.text(LEFT)) / MINUTES_PER_HOUR;
          if (left < 0) {
            throw row.unlike(LEFT, row.text(LEFT), "minutes since admission, 0 or more");
          }
          buckets.tell(
              row.present(STAY),
              new Buckets.Fact(
                  AdmittedStay.FACT,
                  row.line(),
                  List.of(row.present(PERSON)),
                  new double[] {0, left},
                  Statics.of(intake.selection(), items, row)));
        });
  }

  private void readVitals(Path file, String table, Intake intake, Buckets buckets)
      throws IOException {
    Map<String, Reading> items = new HashMap<>(intake.selection().featuresIn(table));
    source.read(
        file,
        Layout.csv(STAY, "observationoffset"),
        intake,
        row -> {
          String id = row.present(STAY);
          double hours =
              Reading.number(row, "observationoffset", row.text("observationoffset"))
                  / MINUTES_PER_HOUR;
          items.keySet().retainAll(row.columns().keySet());
          for (var item : items.entrySet()) {
            Reading reading = item.getValue();
            buckets.measure(
                id,
                row.line(),
                hours,
                reading.index(),
                reading.value(row, item.getKey(), row.text(item.getKey())));
          }
        });
  }

  private void readLabs(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().featuresIn("lab");
    source.read(
        file,
        Layout.csv(STAY, "labresultoffset", NAME, RESULT, UNIT),
        intake,
        row -> {
          Reading reading = items.get(row.text(NAME));
          if (reading != null) {
            buckets.measure(
                row.present(STAY),
                row.line(),
                Reading.number(row, "labresultoffset", row.text("labresultoffset"))
                    / MINUTES_PER_HOUR,
                reading.index(),
                reading.value(row, RESULT, row.text(RESULT), UNIT, row.text(UNIT)));
          }
        });
  }
}
