package org.hideandseek.challenges.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file with a header, read row by row. Whatever is wrong with it is one sentence that names
 * the file and the line.
 */
final class Table {

  /** Where tables are. */
  interface Source {
    /** Opens a table's text; the caller closes it. */
    InputStream open(String file) throws IOException;

    /** The gzipped tables that come with the project. */
    static Source resources() {
      return file -> {
        InputStream stream = Table.class.getResourceAsStream("/data/" + file + ".gz");
        if (stream == null) {
          throw new IOException(file + ".gz is missing");
        }
        try {
          return new GZIPInputStream(stream, 1 << 16);
        } catch (IOException e) {
          stream.close();
          throw e;
        }
      };
    }
  }

  /** What is done with a row. */
  interface RowReader {
    void read(Row row) throws IOException;
  }

  private Table() {}

  /** Hands all rows of a table to {@code reader}, in the order of the file. */
  static void read(Source source, String file, RowReader reader) throws IOException {
    try (InputStream text = source.open(file);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofNamedCsvRecord(text, UTF_8)) {
      for (NamedCsvRecord fields : rows) {
        Row row = new Row(file, fields);
        int columns = fields.getHeader().size();
        if (fields.getFieldCount() != columns) {
          throw row.wrong("there are " + fields.getFieldCount() + " cells instead of " + columns);
        }
        reader.read(row);
      }
    } catch (CsvParseException e) {
      throw new IOException(file + ": " + innermost(e).getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException(file + " can't be read to its end: " + e.getCause().getMessage(), e);
    }
  }

  private static Throwable innermost(Throwable fault) {
    return fault.getCause() == null ? fault : innermost(fault.getCause());
  }

  /** One row. */
  record Row(String file, NamedCsvRecord fields) {

    /** A cell as it stands; empty where nothing is known. */
    String text(String column) throws IOException {
      return fields
          .findField(column)
          .orElseThrow(() -> wrong("there is no column '" + column + "'"));
    }

    /** A whole number, which must be there. */
    int integer(String column) throws IOException {
      String text = text(column);
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw wrong(column + " is '" + text + "' instead of a whole number");
      }
    }

    /** A number, NaN where the cell is empty. */
    float number(String column) throws IOException {
      String text = text(column);
      if (text.isEmpty()) {
        return Float.NaN;
      }
      float number;
      try {
        number = Float.parseFloat(text);
      } catch (NumberFormatException e) {
        number = Float.NaN;
      }
      if (!Float.isFinite(number)) {
        throw wrong(column + " is '" + text + "' instead of a number");
      }
      return number;
    }

    /**
     * The code of a word, NaN where the cell is empty. Case does not matter.
     *
     * @param words in the order of their codes
     */
    float code(String column, List<String> words) throws IOException {
      String text = text(column);
      if (text.isEmpty()) {
        return Float.NaN;
      }
      int code = words.indexOf(text.toLowerCase(Locale.ROOT));
      if (code < 0) {
        throw wrong(column + " is '" + text + "' instead of one of " + String.join(", ", words));
      }
      return code;
    }

    /** A fault of this row. */
    IOException wrong(String what) {
      return new IOException(file + ", line " + fields.getStartingLineNumber() + ": " + what);
    }
  }
}
