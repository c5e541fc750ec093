package org.hideandseek.challenges.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;

/**
 * {@code claim.json} as text. {@link ContractJson} would quote what it does not know, and this file
 * comes from whoever saw the patients.
 */
final class ClaimJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String MECHANISM = "mechanism";
  private static final String EPSILON = "epsilon";
  private static final String DELTA = "delta";
  private static final String PARTS = "parts";
  private static final String NOISE_MULTIPLIER = "noise_multiplier";
  private static final String SAMPLING_RATE = "sampling_rate";
  private static final String STEPS = "steps";

  private ClaimJson() {}

  static ObjectNode write(PrivacyClaim claim) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put(MECHANISM, claim.mechanism().word());
    node.put(EPSILON, claim.epsilon()).put(DELTA, claim.delta());
    ArrayNode parts = node.putArray(PARTS);
    for (SubsampledGaussian part : claim.parts()) {
      parts
          .addObject()
          .put(NOISE_MULTIPLIER, part.sigma())
          .put(SAMPLING_RATE, part.rate())
          .put(STEPS, part.steps());
    }
    return node;
  }

  static PrivacyClaim read(byte[] text) throws IOException {
    JsonNode node = tree(text);
    requireKeys(node, "", MECHANISM, EPSILON, DELTA, PARTS);
    List<SubsampledGaussian> parts = new ArrayList<>();
    if (!node.get(PARTS).isArray()) {
      throw violation(PARTS + " must be a list");
    }
    for (JsonNode part : node.get(PARTS)) {
      parts.add(part(part, PARTS + "[" + parts.size() + "]"));
    }
    try {
      return new PrivacyClaim(
          mechanism(node.get(MECHANISM)),
          number(node, "", EPSILON),
          number(node, "", DELTA),
          parts);
    } catch (IllegalArgumentException e) {
      throw violation(e.getMessage());
    }
  }

  private static JsonNode tree(byte[] text) throws IOException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw violation("this is not valid JSON, or a key stands there twice");
    }
  }

  private static SubsampledGaussian part(JsonNode part, String where) throws ContractViolation {
    requireKeys(part, where, NOISE_MULTIPLIER, SAMPLING_RATE, STEPS);
    if (!part.get(STEPS).isIntegralNumber() || !part.get(STEPS).canConvertToInt()) {
      throw violation(where + "." + STEPS + " must be a whole number below 2^31");
    }
    try {
      return new SubsampledGaussian(
          number(part, where + ".", NOISE_MULTIPLIER),
          number(part, where + ".", SAMPLING_RATE),
          part.get(STEPS).intValue());
    } catch (IllegalArgumentException e) {
      throw violation(
          where
              + " needs "
              + NOISE_MULTIPLIER
              + " from 0 to a million, "
              + SAMPLING_RATE
              + " from 0 to 1 and "
              + STEPS
              + " from 0 on");
    }
  }

  private static void requireKeys(JsonNode node, String where, String... keys)
      throws ContractViolation {
    String subject = where.isEmpty() ? "the file" : where;
    String all = String.join(", ", keys);
    if (!node.isObject()) {
      throw violation(subject + " must be an object with the keys " + all);
    }
    for (String key : keys) {
      if (!node.has(key)) {
        throw violation("the key " + key + (where.isEmpty() ? "" : " of " + where) + " is missing");
      }
    }
    if (node.size() > keys.length) {
      throw violation(subject + " has a key that is none of " + all);
    }
  }

  private static Mechanism mechanism(JsonNode node) throws ContractViolation {
    return Arrays.stream(Mechanism.values())
        .filter(known -> node.isTextual() && known.word().equals(node.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                violation(
                    MECHANISM
                        + " must be one of "
                        + Arrays.stream(Mechanism.values())
                            .map(known -> "'" + known.word() + "'")
                            .collect(Collectors.joining(", "))));
  }

  private static double number(JsonNode node, String where, String key) throws ContractViolation {
    if (!node.get(key).isNumber()) {
      throw violation(where + key + " must be a number");
    }
    return node.get(key).doubleValue();
  }

  private static ContractViolation violation(String rule) {
    return new ContractViolation(PrivacyClaim.FILE + ": " + rule);
  }
}
