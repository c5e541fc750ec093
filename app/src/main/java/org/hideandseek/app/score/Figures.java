package org.hideandseek.app.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.scoring.Interval;

/** Named numbers, printed as a table for people or written as JSON for programs. */
final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document = JSON.createObjectNode();
  private final List<String> lines = new ArrayList<>();

  /** A number, under its key in snake_case. */
  Figures add(String key, double value) {
    document.put(key, value);
    lines.add(String.format(Locale.ROOT, "%-28s %10.4f", key.replace('_', ' '), value));
    return this;
  }

  /**
   * A number with its interval: the ends stand under the key with {@code _low} and {@code _high}.
   */
  Figures add(String key, double value, Interval interval) {
    document.put(key, value).put(key + "_low", interval.low()).put(key + "_high", interval.high());
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %10.4f   95 %% interval %.4f to %.4f",
            key.replace('_', ' '),
            value,
            interval.low(),
            interval.high()));
    return this;
  }

  /** A number with interval and chance band, in objects keyed by what it is measured at. */
  Figures addAt(String key, String at, double value, Interval interval, Interval chance) {
    document.withObjectProperty(key).put(at, value);
    document.withObjectProperty(key + "_low").put(at, interval.low());
    document.withObjectProperty(key + "_high").put(at, interval.high());
    chance(key, at, chance);
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %10.4f   95 %% interval %.4f to %.4f, chance %.4f to %.4f",
            key.replace('_', ' ') + " " + at,
            value,
            interval.low(),
            interval.high(),
            chance.low(),
            chance.high()));
    return this;
  }

  private void chance(String key, String at, Interval chance) {
    document.withObjectProperty(key + "_chance_low").put(at, chance.low());
    document.withObjectProperty(key + "_chance_high").put(at, chance.high());
  }

  /** A number with interval and chance band. */
  Figures add(String key, double value, Interval interval, Interval chance) {
    add(key, value, interval);
    document.put(key + "_chance_low", chance.low()).put(key + "_chance_high", chance.high());
    int last = lines.size() - 1;
    lines.set(
        last,
        lines.get(last)
            + String.format(Locale.ROOT, ", chance %.4f to %.4f", chance.low(), chance.high()));
    return this;
  }

  /** A number in an object, the ends of its interval in objects beside it. */
  Figures addIn(String object, String key, double value, Interval interval) {
    document.withObjectProperty(object).put(key, value);
    document.withObjectProperty(object + "_low").put(key, interval.low());
    document.withObjectProperty(object + "_high").put(key, interval.high());
    lines.add(
        String.format(
            Locale.ROOT,
            "  %-26s %10.4f   95 %% interval %.4f to %.4f",
            key,
            value,
            interval.low(),
            interval.high()));
    return this;
  }

  /** A whole number, under its key in snake_case. */
  Figures add(String key, long count) {
    document.put(key, count);
    lines.add(String.format(Locale.ROOT, "%-28s %10d", key.replace('_', ' '), count));
    return this;
  }

  /** Writes the JSON where a file is given, prints the table where none is. */
  void report(Optional<Path> json, PrintStream out) throws IOException {
    if (json.isPresent()) {
      Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    } else {
      lines.forEach(out::println);
    }
  }
}
