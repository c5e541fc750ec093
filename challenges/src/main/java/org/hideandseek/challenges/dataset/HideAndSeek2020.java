package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hideandseek.challenges.table.Layout;

/**
 * The CSV files of the NeurIPS 2020 Hide-and-Seek Privacy Challenge (Jordon et al., 2020): columns
 * {@code admissionid, time} and one for each variable, one row a time; a first column of row
 * numbers is passed over. The source is such a file, or a folder with {@code
 * train_longitudinal_data.csv}, {@code test_longitudinal_data.csv} or both.
 *
 * <p>Which variables the files have and in which unit time runs is known only to those who have
 * them, so there is no standard list. Stays come in the order of their first rows.
 */
final class HideAndSeek2020 implements Reader {
  private static final String STAY = "admissionid";
  private static final String TIME = "time";
  private static final Set<String> ROW_NUMBERS = Set.of("", "Unnamed: 0");

  private final Source source;

  HideAndSeek2020(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    List<Path> files = files();
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    try (Buckets buckets = Buckets.create(intake.work(), bytes)) {
      long before = 0;
      for (Path file : files) {
        before = readRows(file, before, intake, buckets);
      }
      buckets.forEach(
          (id, rows) -> {
            Intake.Stay stay = intake.stay(STAY + " " + id);
            long first = rows.size() == 0 ? Long.MAX_VALUE : rows.part(0);
            for (Buckets.Fact fact : rows.facts(0)) {
              Statics.add(fact.statics(), stay.statics());
              first = Math.min(first, fact.line());
            }
            for (int i = 0; i < rows.size(); i++) {
              stay.measure(rows.time(i), rows.feature(i), rows.value(i));
            }
            intake.take(stay, first, "");
          });
    }
  }

  private List<Path> files() throws IOException {
    if (Files.isRegularFile(source.root())) {
      return List.of(source.root());
    }
    try (Stream<Path> children = Files.list(source.root())) {
      List<Path> files =
          children
              .filter(
                  file ->
                      file.getFileName().toString().matches(".*_longitudinal_data\\.csv(\\.gz)?"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new DatasetException(
            "There is no train_longitudinal_data.csv in "
                + source.root()
                + "; --from names it or its folder.");
      }
      return files;
    }
  }

  private long readRows(Path file, long before, Intake intake, Buckets buckets) throws IOException {
    Selection selection = intake.selection();
    Map<String, Reading> features = new HashMap<>();
    Map<String, Reading> statics = new HashMap<>();
    long[] last = {before};
    source.read(
        file,
        Layout.csv(STAY, TIME),
        intake,
        row -> {
          if (last[0] == before) {
            for (String column : row.columns().keySet()) {
              selection.feature(column).ifPresent(reading -> features.put(column, reading));
              selection.fixed(column).ifPresent(reading -> statics.put(column, reading));
              if (!features.containsKey(column)
                  && !statics.containsKey(column)
                  && !column.equals(STAY)
                  && !column.equals(TIME)
                  && !ROW_NUMBERS.contains(column)) {
                intake.countUnused(column);
              }
            }
          }
          last[0] = before + row.line();
          String id = row.present(STAY);
          double time = Reading.number(row, TIME, row.text(TIME));
          if (time < 0) {
            throw row.unlike(TIME, row.text(TIME), "a time since admission, 0 or more");
          }
          float[] values = new float[selection.features().size()];
          Arrays.fill(values, Float.NaN);
          for (var feature : features.entrySet()) {
            values[feature.getValue().index()] =
                feature.getValue().value(row, feature.getKey(), row.text(feature.getKey()));
          }
          // A row without values is news of a stay that may have no other.
          boolean measured = false;
          for (float value : values) {
            measured |= !Float.isNaN(value);
          }
          if (!measured || !statics.isEmpty()) {
            buckets.tell(
                id,
                new Buckets.Fact(
                    0, last[0], List.of(), new double[0], Statics.of(selection, statics, row)));
          }
          for (int f = 0; f < values.length; f++) {
            buckets.measure(id, last[0], time, f, values[f]);
          }
        });
    return last[0];
  }
}
