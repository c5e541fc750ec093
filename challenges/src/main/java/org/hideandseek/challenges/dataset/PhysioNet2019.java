package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;

/**
 * The PhysioNet/Computing in Cardiology Challenge 2019 (Reyna et al., Crit Care Med 2020;48:210):
 * one file {@code pNUMBER.psv} a stay, in any folders below the source, such as {@code
 * training_setA} and {@code training_setB}.
 *
 * <p>A file has one row for each hour, columns separated by {@code |}, {@code NaN} where nothing
 * was measured. {@code ICULOS} counts the hours since ICU admission. Descriptors are repeated in
 * every row; the first that is known counts. {@code SepsisLabel} is 1 from six hours before sepsis
 * on; a stay's outcome is whether it ever is. Stays are sorted by their number.
 */
final class PhysioNet2019 implements Reader {
  private static final String HOUR = "ICULOS";
  private static final String SEPSIS = "SepsisLabel";
  private static final Layout HOURS = new Layout('|', UTF_8, List.of(HOUR, SEPSIS));
  private static final Pattern STAY = Pattern.compile("p([0-9]{1,9})\\.psv");

  private final Source source;

  PhysioNet2019(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    TreeMap<Path, Long> files = new TreeMap<>();
    try (Stream<Path> below = Files.walk(source.root())) {
      for (Path file : (Iterable<Path>) below::iterator) {
        Matcher stay = STAY.matcher(file.getFileName().toString());
        if (stay.matches() && Files.isRegularFile(file)) {
          files.put(file, Long.valueOf(stay.group(1)));
        }
      }
    }
    if (files.isEmpty()) {
      throw new DatasetException(
          "There is no file such as p000001.psv in "
              + source.root()
              + "; --from names the folder that holds training_setA.");
    }
    Set<Long> seen = new HashSet<>();
    for (var file : files.entrySet()) {
      String name = source.name(file.getKey());
      if (!seen.add(file.getValue())) {
        intake
            .badRows()
            .found(
                BadRow.about("stay twice", name + ": stay " + file.getValue() + " is there twice"));
        continue;
      }
      Intake.Stay stay = intake.stay(name);
      Hours hours = new Hours(intake, stay);
      try (InputStream text = source.open(file.getKey())) {
        if (Source.readStay(text, name, HOURS, intake, hours::read)) {
          intake.take(stay, file.getValue(), "");
        }
      }
    }
  }

  /** Reads the rows of one stay. */
  private static final class Hours {
    private final Selection selection;
    private final Intake intake;
    private final Intake.Stay stay;
    private final Map<String, Reading> features = new HashMap<>();
    private final Map<String, Reading> statics = new HashMap<>();
    private boolean known;

    Hours(Intake intake, Intake.Stay stay) {
      this.intake = intake;
      this.selection = intake.selection();
      this.stay = stay;
    }

    void read(Table.Row row) throws IOException {
      if (!known) {
        recognise(row);
      }
      double hour = Reading.number(row, HOUR, row.text(HOUR));
      if (hour < 0) {
        throw row.unlike(HOUR, row.text(HOUR), "hours since admission, 0 or more");
      }
      for (var feature : features.entrySet()) {
        Reading reading = feature.getValue();
        stay.measure(
            hour,
            reading.index(),
            reading.value(row, feature.getKey(), row.text(feature.getKey())));
      }
      for (var fixed : statics.entrySet()) {
        Reading reading = fixed.getValue();
        float value = reading.value(row, fixed.getKey(), row.text(fixed.getKey()));
        float before = stay.statics()[reading.index()];
        if (Float.isNaN(before) || (fixed.getKey().equals(SEPSIS) && value > before)) {
          stay.statics()[reading.index()] = value;
        }
      }
    }

    private void recognise(Table.Row row) {
      known = true;
      for (String column : row.columns().keySet()) {
        var feature = selection.feature(column);
        var fixed = selection.fixed(column);
        feature.ifPresent(reading -> features.put(column, reading));
        fixed.ifPresent(reading -> statics.put(column, reading));
        if (feature.isEmpty() && fixed.isEmpty() && !column.equals(HOUR)) {
          intake.countUnused(column);
        }
      }
    }
  }
}
