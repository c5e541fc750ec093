package org.hideandseek.challenges.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A table with a header, read row by row. Line ends may be those of Unix or Windows, and a byte
 * order mark may stand before the header.
 */
public final class Table {
  /** Longer text without a delimiter is no cell. */
  private static final int LONGEST_CELL = 1 << 20;

  /** Where tables are. */
  public interface Source {
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
  public interface RowReader {
    /**
     * Takes a row.
     *
     * @throws BadRow if it can't be used
     */
    void read(Row row) throws IOException;
  }

  /** What is done about a row that can't be used. */
  public interface BadRows {
    /** Nothing of the table is used if a row is bad. */
    BadRows REFUSE =
        row -> {
          throw row;
        };

    /** Returns if the rows behind it are to be read, and throws if not. */
    void found(BadRow row) throws IOException;
  }

  private Table() {}

  /** Hands all rows of a comma-separated table to {@code reader}, in the order of the file. */
  public static void read(Source source, String file, RowReader reader) throws IOException {
    try (InputStream text = source.open(file)) {
      read(text, file, Layout.csv(), BadRows.REFUSE, reader);
    }
  }

  /**
   * Hands all rows to {@code reader}, in the order of the file, and those that are bad to {@code
   * bad}.
   *
   * @param text stays open
   * @param file what messages call it
   * @throws BadRow if the table is none: without a header, or a required column, or torn by an open
   *     quote or an endless cell
   * @throws IOException if the text can't be read to its end
   */
  public static void read(
      InputStream text, String file, Layout layout, BadRows bad, RowReader reader)
      throws IOException {
    try {
      Iterator<CsvRecord> rows =
          CsvReader.builder()
              .fieldSeparator(layout.delimiter())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .detectBomHeader(true)
              .maxBufferSize(LONGEST_CELL)
              .ofCsvRecord(text, layout.charset())
              .iterator();
      if (!rows.hasNext()) {
        throw BadRow.about("empty", file + " is empty; its first line must name the columns");
      }
      Map<String, Integer> columns = columns(rows.next(), file, layout);
      while (rows.hasNext()) {
        try {
          CsvRecord cells = rows.next();
          Row row = new Row(file, columns, cells);
          if (cells.getFieldCount() != columns.size()) {
            throw row.bad(
                "cells",
                "there are " + cells.getFieldCount() + " cells instead of " + columns.size());
          }
          reader.read(row);
        } catch (BadRow e) {
          bad.found(e);
        }
      }
    } catch (CsvParseException e) {
      throw BadRow.about("not a table", file + ": " + innermost(e).getMessage());
    } catch (UncheckedIOException e) {
      throw new IOException(file + " can't be read to its end: " + e.getCause().getMessage(), e);
    }
  }

  private static Map<String, Integer> columns(CsvRecord header, String file, Layout layout)
      throws BadRow {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      if (columns.put(header.getField(i).strip(), i) != null) {
        throw new BadRow(
            file,
            1,
            "column twice",
            "the column '" + header.getField(i).strip() + "' is there twice");
      }
    }
    for (String wanted : layout.required()) {
      if (!columns.containsKey(wanted)) {
        String first = String.join(String.valueOf(layout.delimiter()), header.getFields());
        throw new BadRow(
            file,
            1,
            "no column " + wanted,
            "there is no column '"
                + wanted
                + "'; expected are "
                + String.join(", ", layout.required())
                + ", separated by '"
                + (layout.delimiter() == '\t' ? "a tab" : layout.delimiter())
                + "', but the line is '"
                + (first.length() > 80 ? first.substring(0, 80) + "…" : first)
                + "'");
      }
    }
    return columns;
  }

  private static Throwable innermost(Throwable fault) {
    return fault.getCause() == null ? fault : innermost(fault.getCause());
  }

  /** One row. */
  public static final class Row {
    private final String file;
    private final Map<String, Integer> columns;
    private final CsvRecord cells;

    private Row(String file, Map<String, Integer> columns, CsvRecord cells) {
      this.file = file;
      this.columns = columns;
      this.cells = cells;
    }

    /** Where it begins in the file; the header is line 1. */
    public long line() {
      return cells.getStartingLineNumber();
    }

    /** The names in the header and where they stand. */
    public Map<String, Integer> columns() {
      return columns;
    }

    /** A cell as it stands; empty where nothing is known. */
    public String text(String column) throws BadRow {
      Integer place = columns.get(column);
      if (place == null) {
        throw wrong("there is no column '" + column + "'");
      }
      return cells.getField(place);
    }

    /** A cell that must not be empty, such as an id. */
    public String present(String column) throws BadRow {
      String text = text(column).strip();
      if (text.isEmpty()) {
        throw wrong(column + " is empty");
      }
      return text;
    }

    /** A whole number, which must be there. */
    public int integer(String column) throws BadRow {
      String text = text(column);
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw unlike(column, text, "a whole number");
      }
    }

    /** A number, NaN where the cell is empty. */
    public float number(String column) throws BadRow {
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
        throw unlike(column, text, "a number");
      }
      return number;
    }

    /**
     * The code of a word, NaN where the cell is empty. Case does not matter.
     *
     * @param words in the order of their codes
     */
    public float code(String column, List<String> words) throws BadRow {
      String text = text(column);
      if (text.isEmpty()) {
        return Float.NaN;
      }
      int code = words.indexOf(text.toLowerCase(Locale.ROOT));
      if (code < 0) {
        throw unlike(column, text, "one of " + String.join(", ", words));
      }
      return code;
    }

    /** A cell of this row that is not what it should be. */
    public BadRow unlike(String column, String text, String expected) {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      return bad(column + "\n" + expected, column + " is '" + shown + "' instead of " + expected);
    }

    /** A fault of this row. */
    public BadRow wrong(String what) {
      return bad(what, what);
    }

    /**
     * A fault of this row.
     *
     * @param kind the same for all rows with this fault, whatever their values
     */
    public BadRow bad(String kind, String what) {
      return new BadRow(file, line(), kind, what);
    }
  }
}
