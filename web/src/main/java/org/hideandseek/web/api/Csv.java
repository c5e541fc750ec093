package org.hideandseek.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A table as RFC 4180 has it. Text that a spreadsheet would take for a formula gets an apostrophe
 * in front, also where the sign stands behind blanks, is a wide one, or begins a cell of its own
 * for a spreadsheet that splits lines at semicolons; numbers have a point and as many digits as
 * tell them from every other, whatever the Java that writes them; what is missing is empty.
 */
public final class Csv {
  private static final Pattern FORMULA =
      Pattern.compile("(^|;)([\\s\\p{Z}\\p{Cf}\"']*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])");

  private final Appendable out;
  private boolean first = true;

  /** A table that is held. */
  public Csv(String... header) {
    this(new StringBuilder(), header);
  }

  /** A table that is written row by row. */
  private Csv(Appendable out, String... header) {
    this.out = out;
    for (String name : header) {
      text(name);
    }
    end();
  }

  public Csv text(String value) {
    return cell(FORMULA.matcher(value).replaceAll("$1'$2"));
  }

  public Csv number(double value) {
    return cell(Double.isFinite(value) ? NumberOutput.toString(value, true) : "");
  }

  public Csv number(OptionalDouble value) {
    return number(value.orElse(Double.NaN));
  }

  public Csv number(long value) {
    return cell(Long.toString(value));
  }

  public Csv number(OptionalInt value) {
    return cell(value.isPresent() ? Integer.toString(value.getAsInt()) : "");
  }

  /** Ends a row. */
  public void end() {
    append("\r\n");
    first = true;
  }

  /** Answers with the table as a file. */
  public void send(Context ctx, String file) {
    begin(ctx, file);
    ctx.result(text());
  }

  /**
   * Answers with a table as a file, of which a long one is never held.
   *
   * @param rows writes them
   */
  public static void send(Context ctx, String file, String[] header, Consumer<Csv> rows) {
    begin(ctx, file);
    LongAnswer answer = new LongAnswer(ctx);
    try {
      Writer out = new BufferedWriter(new OutputStreamWriter(answer, UTF_8));
      rows.accept(new Csv(out, header));
      out.flush();
      answer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void begin(Context ctx, String file) {
    if (!ctx.res().containsHeader("Cache-Control")) {
      ctx.header("Cache-Control", "no-cache");
    }
    ctx.contentType("text/csv; charset=UTF-8; header=present")
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }

  /** All rows so far, of a table that is held. */
  public String text() {
    return out.toString();
  }

  private void append(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Csv cell(String value) {
    if (!first) {
      append(",");
    }
    first = false;
    if (value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')) {
      append("\"" + value.replace("\"", "\"\"") + "\"");
    } else {
      append(value);
    }
    return this;
  }
}
