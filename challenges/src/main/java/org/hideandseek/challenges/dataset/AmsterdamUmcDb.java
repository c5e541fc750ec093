package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;

/**
 * AmsterdamUMCdb 1.0.2 (Thoral et al., Crit Care Med 2021;49:e563): the tables {@code admissions}
 * and {@code numericitems}, as {@code .csv} or {@code .csv.gz}, in ISO 8859-1.
 *
 * <p>A stay is a row of admissions, and in the order of that table. Times are milliseconds since
 * the patient's first admission; what lies before {@code admittedat} or behind {@code dischargedat}
 * is left out. Persons are {@code patientid}.
 */
final class AmsterdamUmcDb implements Reader {
  private static final String STAY = "admissionid";
  private static final String PERSON = "patientid";
  private static final String ADMITTED = "admittedat";
  private static final String LEFT = "dischargedat";
  private static final String ITEM = "itemid";
  private static final String TIME = "measuredat";
  private static final String VALUE = "value";
  private static final String UNIT = "unit";
  private static final double MILLISECONDS_PER_HOUR = 3_600_000;

  private final Source source;

  AmsterdamUmcDb(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    Path admissions = source.table("admissions");
    Path items = source.table("numericitems");
    try (Buckets buckets = Buckets.create(intake.work(), Files.size(items))) {
      readAdmissions(admissions, intake, buckets);
      readItems(items, intake, buckets);
      buckets.forEach((id, rows) -> AdmittedStay.take(intake, "admissions", STAY, id, rows));
    }
  }

  private void readAdmissions(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().staticsIn("admissions");
    source.read(
        file,
        layout(STAY, PERSON, ADMITTED, LEFT),
        intake,
        row -> {
          double admitted = hours(row, ADMITTED);
          double left = hours(row, LEFT);
          if (left < admitted) {
            throw row.unlike(LEFT, row.text(LEFT), "a time not before admittedat");
          }
          buckets.tell(
              row.present(STAY),
              new Buckets.Fact(
                  AdmittedStay.FACT,
                  row.line(),
                  List.of(row.present(PERSON)),
                  new double[] {admitted, left},
                  Statics.of(intake.selection(), items, row)));
        });
  }

  private void readItems(Path file, Intake intake, Buckets buckets) throws IOException {
    Map<String, Reading> items = intake.selection().featuresIn("numericitems");
    source.read(
        file,
        layout(STAY, ITEM, VALUE, UNIT, TIME),
        intake,
        row -> {
          Reading reading = items.get(row.text(ITEM));
          if (reading != null) {
            buckets.measure(
                row.present(STAY),
                row.line(),
                hours(row, TIME),
                reading.index(),
                reading.value(row, VALUE, row.text(VALUE), UNIT, row.text(UNIT)));
          }
        });
  }

  private static Layout layout(String... required) {
    return new Layout(',', ISO_8859_1, List.of(required));
  }

  private static double hours(Table.Row row, String column) throws IOException {
    return Reading.number(row, column, row.text(column)) / MILLISECONDS_PER_HOUR;
  }
}
