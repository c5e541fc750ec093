package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

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
    List<String> problems = problems(text, file, type);
    if (!problems.isEmpty()) {
      throw new StrictFormatException(problems.get(0));
    }
    try {
      return mapper.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Everything that is wrong with a text, as far as it can be told at once: what is inside a value
   * that is wrong itself is not looked at, nor rules between values of which one is wrong.
   *
   * @param text of at most a million characters
   * @param file its name, for the messages
   * @return sentences without a full stop: first what {@link #read} says
   */
  public List<String> problems(String text, String file, Class<?> type) {
    if (text.length() > LARGEST) {
      return List.of(file + " is too long: it has more than a million characters");
    }
    Places places = new Places();
    Complaint complaint = new Complaint(file, name, places);
    try (JsonParser parser = mapper.createParser(text)) {
      places.walk(parser);
    } catch (JsonProcessingException e) {
      return List.of(complaint.aboutText(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (places.find(List.of()).isEmpty()) {
      return List.of(file + " is empty");
    }
    if (places.second().isPresent()) {
      return List.of(complaint.aboutSecond(places.second().getAsInt()));
    }
    return new Review(mapper, complaint, places).problems(text, type);
  }

  private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
    return builder
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .addModule(new Jdk8Module())
        .addModule(new SimpleModule().addDeserializer(Instant.class, new MomentReader()))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();
  }
}
