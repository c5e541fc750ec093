package org.hideandseek.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.hideandseek.web.page.Figures;

/** JSON of the API: keys in snake case, what is missing is {@code null} and always there. */
public final class Json {
  /** Numbers get the same digits from every Java; before 19 its own have some too many. */
  private final ObjectMapper mapper =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  public ObjectNode object() {
    return mapper.createObjectNode();
  }

  public void send(Context ctx, ObjectNode node) {
    send(ctx, "application/json", node);
  }

  /** Answers with JSON of another media type. */
  public void send(Context ctx, String type, ObjectNode node) {
    begin(ctx, type);
    ctx.result(text(node));
  }

  /** Caches ask after each time, unless the answer says already who may keep it. */
  private static void begin(Context ctx, String type) {
    if (!ctx.res().containsHeader("Cache-Control")) {
      ctx.header("Cache-Control", "no-cache");
    }
    ctx.contentType(type);
  }

  /**
   * Answers with an object whose last value is a long list: it is written one entry at a time, so
   * that it need not be held.
   *
   * @param head the values before the list
   * @param name the list's
   * @param write fills an entry's object
   */
  public <T> void send(
      Context ctx, ObjectNode head, String name, List<T> entries, BiConsumer<ObjectNode, T> write) {
    begin(ctx, "application/json");
    LongAnswer answer = new LongAnswer(ctx);
    try {
      // Not closed where that fails: it would end what is not whole as if it were.
      JsonGenerator out = mapper.createGenerator(answer);
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> value : head.properties()) {
        out.writeFieldName(value.getKey());
        out.writeTree(value.getValue());
      }
      out.writeArrayFieldStart(name);
      for (T entry : entries) {
        ObjectNode node = object();
        write.accept(node, entry);
        out.writeTree(node);
      }
      out.writeEndArray();
      out.writeEndObject();
      out.flush();
      answer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(ObjectNode node) {
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can always be written.", e);
    }
  }

  /** A number, or {@code null} where there is none or it is not finite. */
  public static void put(ObjectNode node, String key, OptionalDouble value) {
    put(node, key, value.orElse(Double.NaN));
  }

  public static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  public static void put(ObjectNode node, String key, OptionalInt value) {
    if (value.isPresent()) {
      node.put(key, value.getAsInt());
    } else {
      node.putNull(key);
    }
  }

  public static void put(ObjectNode node, String key, Optional<String> value) {
    if (value.isPresent()) {
      node.put(key, value.get());
    } else {
      node.putNull(key);
    }
  }

  public static void put(ObjectNode node, String key, Instant value) {
    node.put(key, Figures.iso(value));
  }

  /** A pair of numbers, or {@code null} where one of them is missing. */
  public static void interval(
      ObjectNode node, String key, OptionalDouble low, OptionalDouble high) {
    if (Double.isFinite(low.orElse(Double.NaN)) && Double.isFinite(high.orElse(Double.NaN))) {
      ArrayNode pair = node.putArray(key);
      pair.add(low.getAsDouble()).add(high.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  public static void numbers(ObjectNode node, String key, Map<String, Double> numbers) {
    ObjectNode object = node.putObject(key);
    numbers.forEach((name, value) -> put(object, name, value.doubleValue()));
  }
}
