package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A format that people write and records are read from. Keys are in snake_case; a key that a record
 * requires is marked {@code @JsonProperty(required = true)}.
 */
public final class StrictFormat {
  public static final StrictFormat YAML = new StrictFormat("YAML", strict(YAMLMapper.builder()));
  public static final StrictFormat JSON = new StrictFormat("JSON", strict(JsonMapper.builder()));

  private static final int LARGEST = 1 << 20;

  private final String name;
  private final ObjectMapper mapper;

  private StrictFormat(String name, ObjectMapper mapper) {
    this.name = name;
    this.mapper = mapper;
  }

  /**
   * Reads a whole text of at most a million characters.
   *
   * @param text what the file says
   * @param file its name, for the message
   * @throws StrictFormatException if it is not in this format, has an unknown key or one twice,
   *     lacks a key or a value, or has a value of the wrong kind or one that the record refuses
   */
  public <T> T read(String text, String file, Class<T> type) throws StrictFormatException {
    if (text.length() > LARGEST) {
      throw new StrictFormatException(file + " is too long: it has more than a million characters");
    }
    Places places = new Places();
    Complaint complaint = new Complaint(file, name, places);
    try (JsonParser parser = mapper.createParser(text)) {
      places.walk(parser);
    } catch (JsonProcessingException e) {
      throw new StrictFormatException(complaint.aboutText(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaType target = mapper.constructType(type);
    Optional<String> aboutKeys = complaint.aboutKeys(target, mapper.getDeserializationConfig());
    if (aboutKeys.isPresent()) {
      throw new StrictFormatException(aboutKeys.get());
    }
    try {
      return mapper.readValue(text, target);
    } catch (JsonMappingException e) {
      throw new StrictFormatException(complaint.aboutValue(e), e);
    } catch (JsonProcessingException e) {
      throw new StrictFormatException(complaint.aboutText(e), e);
    }
  }

  private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
    return builder
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();
  }
}
