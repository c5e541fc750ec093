package org.hideandseek.challenges.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;

/**
 * The PhysioNet/Computing in Cardiology Challenge 2012 (Silva et al., Comput Cardiol 2012;39:245):
 * {@code set-X.tar.gz}, or the folder {@code set-X}, with one file {@code RECORDID.txt} a stay, and
 * {@code Outcomes-X.txt}, for any of X = a, b, c.
 *
 * <p>A file has rows {@code Time,Parameter,Value}, the time as HH:MM since admission up to 48:00.
 * Descriptors stand at 00:00, -1 where they are unknown. Weight is a descriptor and a series: what
 * is known of it at 00:00 is the first measurement. Stays are sorted by RecordID.
 */
final class PhysioNet2012 implements Reader {
  private static final Layout MEASUREMENTS = Layout.csv("Time", "Parameter", "Value");
  private static final String RECORD = "RecordID";
  private static final String OUTCOMES = "outcomes";
  private static final String WEIGHT = "Weight";
  private static final Pattern TIME = Pattern.compile("([0-9]{2,3}):([0-5][0-9])");
  private static final Pattern STAY = Pattern.compile("(?:.*/)?([0-9]{1,9})\\.txt");
  private static final Pattern SET = Pattern.compile("set-([abc])(\\.tar\\.gz)?");

  /** A descriptor, a weight or an outcome of this value is unknown. */
  private static final double UNKNOWN = -1;

  private static final double MINUTES_PER_HOUR = 60;

  private final Source source;
  private final Map<String, float[]> outcomes = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  PhysioNet2012(Source source) {
    this.source = source;
  }

  @Override
  public void read(Intake intake) throws IOException {
    Selection all = Selection.of(VariableList.standard(), DatasetFormat.PHYSIONET_2012);
    for (var set : sets().entrySet()) {
      outcomes.clear();
      readOutcomes(set.getKey(), set.getValue().toAbsolutePath().getParent(), intake);
      Stays stays = new Stays(intake, all);
      if (Files.isDirectory(set.getValue())) {
        readFolder(set.getValue(), stays);
      } else {
        readArchive(set.getValue(), stays);
      }
    }
  }

  /** Sets by their letter; of a set that is there twice, the archive. */
  private Map<String, Path> sets() throws IOException {
    Map<String, Path> sets = new TreeMap<>();
    Path root = source.root().toRealPath();
    Matcher itself = SET.matcher(root.getFileName().toString());
    if (itself.matches()) {
      sets.put(itself.group(1), root);
    } else if (Files.isDirectory(root)) {
      try (Stream<Path> children = Files.list(root)) {
        // The folder comes first.
        for (Path child : children.sorted().toList()) {
          Matcher set = SET.matcher(child.getFileName().toString());
          if (set.matches()) {
            sets.put(set.group(1), child);
          }
        }
      }
    }
    if (sets.isEmpty()) {
      throw new DatasetException(
          "There is no set-a.tar.gz and no folder set-a in "
              + source.root()
              + "; --from names the folder that holds it beside Outcomes-a.txt.");
    }
    return sets;
  }

  private void readOutcomes(String set, Path folder, Intake intake) throws IOException {
    Path file = folder.resolve("Outcomes-" + set + ".txt");
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          "There is no "
              + file.getFileName()
              + " beside set-"
              + set
              + "; put it there, it tells who died.");
    }
    Map<String, Reading> items = intake.selection().staticsIn(OUTCOMES);
    source.read(
        file,
        Layout.csv(RECORD, "In-hospital_death"),
        intake,
        row -> {
          String record = row.present(RECORD);
          if (outcomes.containsKey(record)) {
            throw row.bad("outcome twice", RECORD + " " + record + " is there twice");
          }
          float[] known = Statics.none(intake.selection());
          for (var item : items.entrySet()) {
            String text = row.text(item.getKey());
            if (Reading.number(row, item.getKey(), text) != UNKNOWN) {
              known[item.getValue().index()] = item.getValue().value(row, item.getKey(), text);
            }
          }
          outcomes.put(record, known);
        });
  }

  private void readFolder(Path folder, Stays stays) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children.sorted().forEach(files::add);
    }
    for (Path file : files) {
      Matcher stay = STAY.matcher(file.getFileName().toString());
      if (stay.matches() && Files.isRegularFile(file)) {
        try (InputStream text = source.open(file)) {
          stays.read(text, folder.getFileName() + "/" + file.getFileName(), stay.group(1));
        } catch (DatasetException e) {
          throw e;
        } catch (IOException e) {
          throw new DatasetException(file + " can't be read: " + e.getMessage() + ".", e);
        }
      }
    }
  }

  private void readArchive(Path archive, Stays stays) throws IOException {
    String name = archive.getFileName().toString();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        GZIPInputStream unpacked = new GZIPInputStream(raw, 1 << 16);
        TarArchiveInputStream entries = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Matcher stay = STAY.matcher(entry.getName());
        if (entry.isFile() && stay.matches()) {
          stays.read(entries, entry.getName(), stay.group(1));
        }
      }
      // The checksum stands behind the last byte.
      unpacked.transferTo(OutputStream.nullOutputStream());
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(
          name
              + " is damaged or cut off ("
              + Optional.ofNullable(e.getMessage()).orElse("it ends too early")
              + "); get it again and compare its checksum.",
          e);
    }
  }

  /** Reads the files of stays. */
  private final class Stays {
    private final Intake intake;
    private final Selection selection;

    /** Tells what the challenge has from what is wrong. */
    private final Selection all;

    Stays(Intake intake, Selection all) {
      this.intake = intake;
      this.selection = intake.selection();
      this.all = all;
    }

    void read(InputStream text, String file, String record) throws IOException {
      if (!seen.add(record)) {
        intake
            .badRows()
            .found(
                BadRow.about(
                    "stay twice", file + ": " + RECORD + " " + record + " is there twice"));
        return;
      }
      Intake.Stay stay = intake.stay(file);
      boolean[] named = new boolean[1];
      boolean table =
          Source.readStay(
              text, file, MEASUREMENTS, intake, row -> named[0] |= read(row, record, stay));
      if (!table) {
        return;
      }
      if (!named[0]) {
        intake
            .badRows()
            .found(BadRow.about("no record", file + ": there is no row with its " + RECORD));
        return;
      }
      float[] after = outcomes.getOrDefault(record, new float[0]);
      Statics.add(after, stay.statics());
      intake.take(stay, Long.parseLong(record), "");
    }

    /** Reads a row and says whether it is the one that names the record. */
    private boolean read(Table.Row row, String record, Intake.Stay stay) throws IOException {
      double hours = hours(row);
      String parameter = row.text("Parameter");
      String text = row.text("Value");
      if (parameter.equals(RECORD)) {
        if (!text.equals(record)) {
          throw row.unlike(RECORD, text, record + ", the name of the file");
        }
        return true;
      }
      var feature = selection.feature(parameter);
      var fixed = selection.fixed(parameter);
      if (feature.isPresent()) {
        float value = feature.get().value(row, parameter, text);
        if (!(parameter.equals(WEIGHT) && value == UNKNOWN)) {
          stay.measure(hours, feature.get().index(), value);
        }
      } else if (fixed.isPresent()) {
        float value = fixed.get().value(row, parameter, text);
        int index = fixed.get().index();
        if (Reading.number(row, parameter, text) != UNKNOWN && Float.isNaN(stay.statics()[index])) {
          stay.statics()[index] = value;
        }
      } else if (all.feature(parameter).isEmpty() && all.fixed(parameter).isEmpty()) {
        throw row.unlike("Parameter", parameter, "one of PhysioNet 2012's");
      }
      return false;
    }

    private static double hours(Table.Row row) throws BadRow {
      String text = row.text("Time");
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw row.unlike("Time", text, "hours and minutes since admission, as 07:45");
      }
      return Integer.parseInt(time.group(1)) + Integer.parseInt(time.group(2)) / MINUTES_PER_HOUR;
    }
  }
}
