package org.hideandseek.platform.dump;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.function.Function;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;

/**
 * The platform's records as JSON and back, whatever components they have: what is stored of a run
 * can grow without a word here. Keys are in snake case, times in ISO 8601, what is missing is null;
 * numbers read back to the same bits.
 */
final class DumpJson {
  private DumpJson() {}

  static ObjectMapper mapper() {
    SimpleModule ids = new SimpleModule();
    text(ids, BlobId.class, BlobId::sha256, BlobId::new);
    text(ids, ImageId.class, ImageId::value, ImageId::new);
    number(ids, RunId.class, RunId::value, RunId::new);
    number(ids, SubmissionId.class, SubmissionId::value, SubmissionId::new);
    number(ids, TeamId.class, TeamId::value, TeamId::new);
    return JsonMapper.builder()
        .addModules(new Jdk8Module(), new JavaTimeModule(), ids)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, new StdDelegatingSerializer(type, converter(write)));
    module.addDeserializer(type, new Scalar<>(type, parser -> read.apply(parser.getText())));
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, Function<T, Long> write, Function<Long, T> read) {
    module.addSerializer(type, new StdDelegatingSerializer(type, converter(write)));
    module.addDeserializer(type, new Scalar<>(type, parser -> read.apply(parser.getLongValue())));
  }

  private interface Reading<T> {
    T of(JsonParser parser) throws IOException;
  }

  private static <T, U> StdConverter<T, U> converter(Function<T, U> function) {
    return new StdConverter<>() {
      @Override
      public U convert(T value) {
        return function.apply(value);
      }
    };
  }

  private static final class Scalar<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Reading<T> reading;

    Scalar(Class<T> type, Reading<T> reading) {
      super(type);
      this.reading = reading;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return reading.of(parser);
      } catch (IllegalArgumentException e) {
        throw context.weirdStringException(parser.getText(), handledType(), e.getMessage());
      }
    }
  }
}
