package org.hideandseek.challenges.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;

/**
 * What is imported.
 *
 * @param root a folder or a file
 * @param request how
 */
record Source(Path root, ImportRequest request) {
  private static final int BUFFER = 1 << 16;

  /**
   * A table of the source, {@code NAME.csv} or {@code NAME.csv.gz}, in upper or lower case.
   *
   * @param folders below the root where it may lie; the root itself is looked at too
   * @throws DatasetException if there is none
   */
  Path table(String name, String... folders) throws DatasetException {
    return findTable(name, folders)
        .orElseThrow(
            () ->
                new DatasetException(
                    "There is no "
                        + inFirst(folders, name)
                        + ".csv or "
                        + inFirst(folders, name)
                        + ".csv.gz in "
                        + root
                        + "; --from names the folder of "
                        + request.format().word()
                        + "."));
  }

  private static String inFirst(String[] folders, String name) {
    return folders.length == 0 ? name : folders[0] + "/" + name;
  }

  private Optional<Path> findTable(String name, String... folders) {
    for (String suffix : new String[] {".csv", ".csv.gz"}) {
      for (String folder : folders) {
        Path path = root.resolve(folder).resolve(name + suffix);
        if (Files.isRegularFile(path)) {
          return Optional.of(path);
        }
      }
      Path path = root.resolve(name + suffix);
      if (Files.isRegularFile(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** What messages call a file of the source. */
  String name(Path file) {
    return file.equals(root) ? file.getFileName().toString() : root.relativize(file).toString();
  }

  /** Reads a table, unpacked if its name ends with {@code .gz}. */
  void read(Path file, Layout layout, Intake intake, Table.RowReader reader) throws IOException {
    try (InputStream text = open(file)) {
      read(text, name(file), layout, intake, reader);
    }
  }

  /** Reads a table from a stream, which stays open. */
  static void read(
      InputStream text, String name, Layout layout, Intake intake, Table.RowReader reader)
      throws IOException {
    try {
      Table.read(text, name, layout, intake.badRows(), reader);
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(e.getMessage() + ".", e);
    }
  }

  /**
   * Reads a table that is one stay of many.
   *
   * @return whether it is a table; if not, it is counted like a bad row
   */
  static boolean readStay(
      InputStream text, String name, Layout layout, Intake intake, Table.RowReader reader)
      throws IOException {
    long[] rows = new long[1];
    try {
      Table.read(
          text,
          name,
          layout,
          intake.badRows(),
          row -> {
            if (++rows[0] > Intake.MOST_MEASUREMENTS) {
              throw Intake.tooMuch(name);
            }
            reader.read(row);
          });
      return true;
    } catch (BadRow e) {
      intake.badRows().found(e);
      return false;
    }
  }

  /** Opens a file of the source, unpacked if its name ends with {@code .gz}. */
  InputStream open(Path file) throws IOException {
    InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    if (!file.getFileName().toString().endsWith(".gz")) {
      return stream;
    }
    try {
      return new GZIPInputStream(stream, BUFFER);
    } catch (EOFException | ZipException e) {
      stream.close();
      throw new DatasetException(
          name(file) + " is no gzip file, or is cut off; get it again and compare its checksum.",
          e);
    }
  }
}
