package org.hideandseek.challenges.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a table is written.
 *
 * @param delimiter between two cells
 * @param charset of its text, unless it begins with a byte order mark that says otherwise
 * @param required columns without which it can't be read
 */
public record Layout(char delimiter, Charset charset, List<String> required) {

  public Layout {
    required = List.copyOf(required);
  }

  /** Commas, in UTF-8. */
  public static Layout csv(String... required) {
    return new Layout(',', UTF_8, List.of(required));
  }
}
