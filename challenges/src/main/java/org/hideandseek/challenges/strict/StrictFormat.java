package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A format that people write and records are read from. Keys are in snake_case; a key that a record
 * requires is marked {@code @JsonProperty(required = true)}.
 */
public final class StrictFormat {
  public static final StrictFormat YAML = new StrictFormat("YAML", strict(YAMLMapper.builder()));
  public static final StrictFormat JSON = new StrictFormat("JSON", strict(JsonMapper.builder()));

  private static final int LARGEST = 1 << 20;

  /** So many blocks that are not valid are passed over to read the others. */
  private static final int MOST_CUTS = 20;

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
    Reading<T> reading = reading(text, file, type, Optional.empty());
    if (!reading.problems().isEmpty()) {
      throw new StrictFormatException(reading.problems().get(0));
    }
    return reading.value().orElseThrow();
  }

  /**
   * Everything that is wrong with a text, as far as it can be told at once: what is inside a value
   * that is wrong itself is not looked at, nor rules between values of which one is wrong.
   *
   * @param text of at most a million characters
   * @param file its name, for the messages
   * @return sentences without a full stop, in the order of their lines: first what {@link #read}
   *     says
   */
  public List<String> problems(String text, String file, Class<?> type) {
    return reading(text, file, type, Optional.empty()).problems();
  }

  /**
   * Reads a text as far as it is right. With an example, rules of a group are looked at although
   * one of its values is wrong.
   *
   * @param text of at most a million characters
   * @param file its name, for the messages
   * @param example a right text with every key that is required
   */
  public <T> Reading<T> reading(String text, String file, Class<T> type, String example) {
    try {
      return reading(text, file, type, Optional.of(mapper.readTree(example)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the example is not in this format", e);
    }
  }

  private <T> Reading<T> reading(
      String text, String file, Class<T> type, Optional<JsonNode> example) {
    if (text.length() > LARGEST) {
      return nothing(
          new Complaint(file, name, new Places()),
          file + " is too long: it has more than a million characters");
    }
    Blocks blocks = new Blocks(text);
    List<JsonProcessingException> faults = new ArrayList<>();
    String left = text;
    while (true) {
      Places places = new Places();
      Complaint complaint = new Complaint(file, name, places);
      try (JsonParser parser = mapper.createParser(left)) {
        places.walk(parser);
        if (places.second().isPresent()) {
          return nothing(complaint, complaint.aboutSecond(places.second().getAsInt()));
        }
        if (places.find(List.of()).isEmpty() && faults.isEmpty()) {
          return nothing(complaint, file + " is empty");
        }
        Review review = new Review(mapper, complaint, places, example, blocks.keys());
        faults.forEach(fault -> review.add(Complaint.end(fault), complaint.aboutText(fault)));
        Optional<JsonNode> right =
            places.find(List.of()).isEmpty()
                ? Optional.empty()
                : review.review(mapper.readTree(left), type);
        List<String> problems = review.problems();
        Optional<T> value = Optional.empty();
        if (problems.isEmpty()) {
          // Not from the tree: in that, a YAML text such as "yes" has become true.
          value = Optional.of(mapper.readValue(left, type));
        } else if (right.isPresent()) {
          value = Optional.of(mapper.treeToValue(right.get(), type));
        }
        return new Reading<>(value, problems, complaint, review.replaced());
      } catch (JsonProcessingException e) {
        faults.add(e);
        if (this != YAML || faults.size() > MOST_CUTS || !blocks.cut(Complaint.start(e))) {
          return nothing(complaint, complaint.aboutText(faults.get(0)));
        }
        left = blocks.text();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static <T> Reading<T> nothing(Complaint complaint, String problem) {
    return new Reading<>(Optional.empty(), List.of(problem), complaint, Set.of(List.of()));
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
