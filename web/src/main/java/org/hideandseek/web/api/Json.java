package org.hideandseek.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
    ctx.contentType(type).result(text(node)).header("Cache-Control", "no-cache");
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
