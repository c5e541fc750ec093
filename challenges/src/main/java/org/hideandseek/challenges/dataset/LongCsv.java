package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;

/**
 * A long table: one row for each value, with columns for patient, time since admission, variable
 * and value, in any order. A {@link Mapping} names them. A second table may tell what is known of
 * each patient; patients then come in its order, without it in the order of their first rows.
 */
final class LongCsv implements Reader {
  private static final int ROW = 0;
  private static final int PATIENT = 1;

  /** An id or a name is no longer than this. */
  private static final int LONGEST = 200;

  private final Source source;

  LongCsv(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    Mapping mapping = Mapping.read(source.request().mapping().orElseThrow());
    if (!Files.isRegularFile(source.root())) {
      throw new DatasetException(source.root() + " is no file; --from names the long table.");
    }
    try (Buckets buckets = Buckets.create(intake.work(), Files.size(source.root()))) {
      if (mapping.patientTable().isPresent()) {
        readPatients(mapping.patientTable().get(), mapping, intake, buckets);
      }
      readRows(mapping, intake, buckets);
      boolean listed = mapping.patientTable().isPresent();
      buckets.forEach((id, rows) -> take(intake, id, rows, listed));
    }
  }

  private void readPatients(
      Mapping.Patients patients, Mapping mapping, Intake intake, Buckets buckets)
      throws IOException {
    Path file = source.root().toAbsolutePath().resolveSibling(patients.file());
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          "There is no "
              + patients.file()
              + ", which the mapping names, beside "
              + source.root()
              + ".");
    }
    List<String> required = new ArrayList<>(List.of(patients.patient()));
    patients.groups().ifPresent(required::add);
    Map<String, Reading> items = intake.selection().staticsIn("patients");
    required.addAll(items.keySet());
    source.read(
        file,
        new Layout(mapping.delimiter().charAt(0), UTF_8, required),
        intake,
        row ->
            buckets.tell(
                id(row, patients.patient()),
                new Buckets.Fact(
                    PATIENT,
                    row.line(),
                    List.of(patients.groups().isPresent() ? id(row, patients.group()) : ""),
                    new double[0],
                    Statics.of(intake.selection(), items, row))));
  }

  private void readRows(Mapping mapping, Intake intake, Buckets buckets) throws IOException {
    Mapping.Columns columns = mapping.columns();
    List<String> required =
        new ArrayList<>(
            List.of(columns.patient(), columns.time(), columns.variable(), columns.value()));
    columns.units().ifPresent(required::add);
    columns.groups().ifPresent(required::add);
    Selection selection = intake.selection();
    source.read(
        source.root(),
        new Layout(mapping.delimiter().charAt(0), UTF_8, required),
        intake,
        row -> {
          String id = id(row, columns.patient());
          String item = row.text(columns.variable()).strip();
          Optional<Reading> feature = selection.feature(item);
          Optional<Reading> fixed = selection.fixed(item);
          if (feature.isPresent()) {
            double time = Reading.number(row, columns.time(), row.text(columns.time()).strip());
            if (time < 0) {
              throw row.unlike(
                  columns.time(), row.text(columns.time()), "a time since admission, 0 or more");
            }
            float value = value(feature.get(), row, columns);
            if (columns.groups().isPresent() || Float.isNaN(value)) {
              tell(row, id, Statics.none(selection), columns, buckets);
            }
            buckets.measure(id, row.line(), time, feature.get().index(), value);
          } else if (fixed.isPresent()) {
            float[] statics = Statics.none(selection);
            statics[fixed.get().index()] = value(fixed.get(), row, columns);
            tell(row, id, statics, columns, buckets);
          } else {
            intake.countUnused(item.length() > LONGEST ? item.substring(0, LONGEST) : item);
          }
        });
  }

  private static void tell(
      Table.Row row, String id, float[] statics, Mapping.Columns columns, Buckets buckets)
      throws IOException {
    String person = columns.groups().isPresent() ? id(row, columns.group()) : "";
    buckets.tell(id, new Buckets.Fact(ROW, row.line(), List.of(person), new double[0], statics));
  }

  private static float value(Reading reading, Table.Row row, Mapping.Columns columns)
      throws BadRow {
    String text = row.text(columns.value());
    return columns.units().isPresent()
        ? reading.value(row, columns.value(), text, columns.unit(), row.text(columns.unit()))
        : reading.value(row, columns.value(), text);
  }

  private static String id(Table.Row row, String column) throws BadRow {
    String id = row.present(column);
    if (id.length() > LONGEST) {
      throw row.unlike(column, id, "an id of at most " + LONGEST + " characters");
    }
    return id;
  }

  private static void take(Intake intake, String id, Buckets.Group rows, boolean listed)
      throws IOException {
    List<Buckets.Fact> patients = rows.facts(PATIENT);
    List<Buckets.Fact> told = rows.facts(ROW);
    if (listed && patients.isEmpty()) {
      intake
          .badRows()
          .found(
              BadRow.about("no patient", "Patient '" + id + "' is not in the table of patients"));
      for (int i = 0; i < rows.size(); i++) {
        intake.countOutside(rows.feature(i));
      }
      return;
    }
    if (patients.size() > 1) {
      intake
          .badRows()
          .found(
              BadRow.about(
                  "patient twice",
                  "Line "
                      + patients.get(1).line()
                      + " of the table of patients: patient '"
                      + id
                      + "' is there twice"));
    }
    Intake.Stay stay = intake.stay("Patient '" + id + "'");
    String person = "";
    long line = rows.size() == 0 ? Long.MAX_VALUE : rows.part(0);
    for (Buckets.Fact fact : told) {
      line = Math.min(line, fact.line());
      person = person.isEmpty() ? fact.text(0) : person;
    }
    if (listed) {
      line = patients.get(0).line();
      person = patients.get(0).text(0).isEmpty() ? person : patients.get(0).text(0);
      Statics.add(patients.get(0).statics(), stay.statics());
    }
    for (Buckets.Fact fact : told) {
      Statics.add(fact.statics(), stay.statics());
    }
    for (int i = 0; i < rows.size(); i++) {
      stay.measure(rows.time(i), rows.feature(i), rows.value(i));
    }
    intake.take(stay, line, person);
  }
}
