package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;

/** Reads {@code none}, one kind of knowledge, or a list of kinds. */
final class GivenKnowledgeReader extends JsonDeserializer<GivenKnowledge> {

  /** What may stand there alone. */
  enum Word {
    @JsonProperty("none")
    NONE,
    @JsonProperty("reference")
    REFERENCE,
    @JsonProperty("shadows")
    SHADOWS
  }

  @Override
  public GivenKnowledge deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      return switch (context.readValue(parser, Word.class)) {
        case NONE -> GivenKnowledge.NONE;
        case REFERENCE -> GivenKnowledge.of(Knowledge.REFERENCE);
        case SHADOWS -> GivenKnowledge.of(Knowledge.SHADOWS);
      };
    }
    Knowledge[] kinds = context.readValue(parser, Knowledge[].class);
    GivenKnowledge given = GivenKnowledge.of(kinds);
    if (kinds.length == 0 || given.size() != kinds.length) {
      throw context.instantiationException(
          GivenKnowledge.class,
          new IllegalArgumentException("lists at least one kind, and none twice, or is none"));
    }
    return given;
  }
}
