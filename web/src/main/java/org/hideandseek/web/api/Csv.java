package org.hideandseek.web.api;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.javalin.http.Context;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

  private final StringBuilder table = new StringBuilder();
  private boolean first = true;

  public Csv(String... header) {
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
    table.append("\r\n");
    first = true;
  }

  /** Answers with the table as a file. */
  public void send(Context ctx, String file) {
    ctx.contentType("text/csv; charset=UTF-8; header=present")
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .header("Cache-Control", "no-cache")
        .result(text());
  }

  /** All rows so far. */
  public String text() {
    return table.toString();
  }

  private Csv cell(String value) {
    if (!first) {
      table.append(',');
    }
    first = false;
    if (value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')) {
      table.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      table.append(value);
    }
    return this;
  }
}
