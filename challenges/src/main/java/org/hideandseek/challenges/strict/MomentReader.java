package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Reads a moment in UTC, such as {@code 2027-03-01T12:00Z}. Other zones are not read: two people in
 * two countries must mean the same.
 */
final class MomentReader extends StdDeserializer<Instant> {
  private static final long serialVersionUID = 1L;
  private static final Pattern UTC =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z");

  MomentReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = parser.getText();
    if (parser.currentToken() == JsonToken.VALUE_STRING && UTC.matcher(text).matches()) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        // No such day or hour.
      }
    }
    return (Instant) context.handleUnexpectedToken(Instant.class, parser);
  }
}
