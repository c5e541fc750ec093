package org.hideandseek.app.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.app.CommandException;
import org.hideandseek.platform.report.Compared;
import org.hideandseek.platform.report.Measured;

/** A report: printed as a table for people, or written as JSON for programs. */
final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document;
  private final List<String> lines = new ArrayList<>();

  /**
   * A report of nothing yet.
   *
   * @param document what programs get
   */
  Figures(ObjectNode document) {
    this.document = document;
  }

  /** A line of text. */
  Figures line(String text) {
    lines.add(text);
    return this;
  }

  /** A number. */
  Figures line(String label, double value) {
    return line(String.format(Locale.ROOT, "%-28s %10.4f", label, value));
  }

  /** A number with its interval. */
  Figures line(String label, double value, double low, double high) {
    return line(
        String.format(
            Locale.ROOT, "%-28s %10.4f   95 %% interval %.4f to %.4f", label, value, low, high));
  }

  /** A number with its interval and its chance band. */
  Figures line(String label, Measured measured) {
    return line(
        String.format(
            Locale.ROOT,
            "%-28s %10.4f   95 %% interval %.4f to %.4f, chance %.4f to %.4f",
            label,
            measured.value(),
            measured.low(),
            measured.high(),
            measured.chanceLow(),
            measured.chanceHigh()));
  }

  /** A number of a release, and what real people get in its place where that is known. */
  Figures line(String label, Compared compared) {
    return line(
        String.format(Locale.ROOT, "%-28s %s", label, number(compared.release()))
            + (compared.real().isPresent()
                ? "   real people " + number(compared.real()).strip()
                : ""));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%10.4f", value.getAsDouble())
        : "not defined";
  }

  /** Writes the JSON where a file is given, prints the table where none is. */
  void report(Optional<Path> json, PrintStream out) throws IOException {
    if (json.isEmpty()) {
      lines.forEach(out::println);
      return;
    }
    try {
      Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no folder for " + json.get() + "; make it first.");
    }
  }
}
