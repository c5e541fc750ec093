package org.hideandseek.app.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.Interval;

/** How runs and numbers are shown in the terminal and in JSON. */
final class Printed {
  private Printed() {}

  /**
   * Notes how a run ended and, if it did not succeed, prints that with what the container printed:
   * whoever runs this has the patients.
   *
   * @return whether it succeeded
   */
  static boolean succeeded(String who, RunResult run, ObjectNode into, PrintStream out) {
    String state = run.end().name().toLowerCase(Locale.ROOT).replace('_', '-');
    into.put("state", state)
        .put("reason", run.reason())
        .put("seconds", run.duration().toMillis() / 1000.0)
        .put("peak_memory_bytes", run.peakMemoryBytes());
    if (run.end() == RunEnd.SUCCEEDED) {
      return true;
    }
    out.println(who + ": " + state + ". " + run.reason());
    Arrays.stream(run.log().split("\n")).forEach(line -> out.println("  | " + line));
    return false;
  }

  /** Three decimals, no minus before a zero. */
  static String fixed(double value) {
    String digits = String.format(Locale.ROOT, "%.3f", value);
    return digits.equals("-0.000") ? "0.000" : digits;
  }

  static String range(Interval interval) {
    return fixed(interval.low()) + " to " + fixed(interval.high());
  }

  /** Two decimals. */
  static String bits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String bits(Interval interval) {
    return bits(interval.low()) + " to " + bits(interval.high());
  }

  static void put(ObjectNode into, String key, Interval interval) {
    into.putArray(key).add(interval.low()).add(interval.high());
  }

  /**
   * A row of a table: the first cell to the left, the others to the right, what is over as it is.
   */
  static String row(int[] widths, String... cells) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding =
          " ".repeat(i < widths.length ? Math.max(0, widths[i] - cells[i].length()) : 0);
      row.append(i == 0 ? cells[i] + padding : "  " + padding + cells[i]);
    }
    return row.toString().stripTrailing();
  }
}
