package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a moment in UTC, or a time such as {@code 48h before the end}. */
final class FreezeReader extends JsonDeserializer<Freeze> {
  private static final Pattern BEFORE =
      Pattern.compile("([1-9][0-9]{0,3})(min|h|d) before the end");

  @Override
  public Freeze deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      String text = parser.getText();
      Matcher before = BEFORE.matcher(text);
      if (before.matches()) {
        return new Freeze.BeforeEnd(time(Integer.parseInt(before.group(1)), before.group(2)));
      }
      if (text.contains("before")) {
        throw context.instantiationException(
            Freeze.class,
            new IllegalArgumentException(
                "a time before the end is a number of min, h or d, such as '48h before the end',"
                    + " unlike '"
                    + text
                    + "'"));
      }
    }
    return new Freeze.At(context.readValue(parser, Instant.class));
  }

  private static Duration time(int count, String unit) {
    return switch (unit) {
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
