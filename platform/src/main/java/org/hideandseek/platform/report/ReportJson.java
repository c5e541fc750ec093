package org.hideandseek.platform.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.report.FidelityReport.CourseSimilarity;
import org.hideandseek.platform.report.FidelityReport.VariableDistance;
import org.hideandseek.platform.report.MatchReport.Guesses;
import org.hideandseek.platform.report.MatchReport.Threshold;
import org.hideandseek.platform.report.ReleaseReport.ComponentSkill;
import org.hideandseek.platform.report.ReleaseReport.FacetSkill;
import org.hideandseek.platform.report.ReleaseReport.FeatureErrors;
import org.hideandseek.platform.report.ReleaseReport.LeftOutComponent;

/**
 * Reports as JSON, and back. Keys are in snake_case; the ends of an interval stand under {@code
 * _low} and {@code _high}, those of a chance band under {@code _chance_low} and {@code
 * _chance_high}, what real people get under {@code _real}. What is not defined is {@code null},
 * never NaN. Numbers keep all their digits, so that what is read equals what was written.
 */
public final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /** Writes the report of a match. */
  public static ObjectNode write(MatchReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("members", report.members()).put("non_members", report.nonMembers());
    write(node, "auc", report.auc());
    report
        .tprAtFpr()
        .forEach(
            (rate, measured) -> {
              String at = String.valueOf(rate);
              node.withObjectProperty("tpr_at_fpr").put(at, measured.value());
              node.withObjectProperty("tpr_at_fpr_low").put(at, measured.low());
              node.withObjectProperty("tpr_at_fpr_high").put(at, measured.high());
              node.withObjectProperty("tpr_at_fpr_chance_low").put(at, measured.chanceLow());
              node.withObjectProperty("tpr_at_fpr_chance_high").put(at, measured.chanceHigh());
            });
    node.put("accuracy", report.accuracy());
    write(node, "balanced_accuracy", report.balancedAccuracy());
    write(node, "advantage", report.advantage());
    Threshold epsilon = report.epsilon();
    node.put("epsilon_lower_bound", epsilon.lowerBound());
    node.put("epsilon_members", epsilon.members());
    node.put("epsilon_true_positives", epsilon.truePositives());
    node.put("epsilon_non_members", epsilon.nonMembers());
    node.put("epsilon_false_positives", epsilon.falsePositives());
    Guesses oneRun = report.oneRun();
    node.put("epsilon_one_run", oneRun.lowerBound());
    node.put("one_run_candidates", oneRun.candidates());
    node.put("one_run_guesses", oneRun.guesses());
    node.put("one_run_right", oneRun.right());
    node.put("delta", epsilon.delta());
    return node;
  }

  private static void write(ObjectNode node, String key, Measured measured) {
    node.put(key, measured.value());
    node.put(key + "_low", measured.low()).put(key + "_high", measured.high());
    node.put(key + "_chance_low", measured.chanceLow());
    node.put(key + "_chance_high", measured.chanceHigh());
  }

  /** Reads what {@link #write(MatchReport)} wrote. */
  public static MatchReport readMatch(String json) {
    JsonNode node = tree(json);
    Map<Double, Measured> rates = new TreeMap<>();
    node.get("tpr_at_fpr")
        .fieldNames()
        .forEachRemaining(
            at ->
                rates.put(
                    Double.valueOf(at),
                    measured("tpr_at_fpr", key -> node.get(key).get(at).asDouble())));
    Function<String, Double> number = key -> node.get(key).asDouble();
    return new MatchReport(
        node.get("members").asInt(),
        node.get("non_members").asInt(),
        measured("auc", number),
        rates,
        node.get("accuracy").asDouble(),
        measured("balanced_accuracy", number),
        measured("advantage", number),
        new Threshold(
            node.get("epsilon_lower_bound").asDouble(),
            node.get("delta").asDouble(),
            node.get("epsilon_members").asInt(),
            node.get("epsilon_true_positives").asInt(),
            node.get("epsilon_non_members").asInt(),
            node.get("epsilon_false_positives").asInt()),
        new Guesses(
            node.get("epsilon_one_run").asDouble(),
            node.get("one_run_candidates").asInt(),
            node.get("one_run_guesses").asInt(),
            node.get("one_run_right").asInt()));
  }

  private static Measured measured(String key, Function<String, Double> number) {
    return new Measured(
        number.apply(key),
        number.apply(key + "_low"),
        number.apply(key + "_high"),
        number.apply(key + "_chance_low"),
        number.apply(key + "_chance_high"));
  }

  /** Writes the report of a release. */
  public static ObjectNode write(ReleaseReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("total", report.total());
    node.put("total_low", report.totalLow()).put("total_high", report.totalHigh());
    for (FacetSkill facet : report.facets()) {
      String word = facet.facet().word();
      node.withObjectProperty("facets").put(word, facet.skill());
      node.withObjectProperty("facets_low").put(word, facet.low());
      node.withObjectProperty("facets_high").put(word, facet.high());
    }
    ArrayNode components = node.putArray("components");
    for (ComponentSkill component : report.components()) {
      ObjectNode one = components.addObject();
      one.put("facet", component.facet().word()).put("name", component.name());
      put(one, "trivial", component.trivial());
      put(one, "real", component.real());
      put(one, "synthetic", component.synthetic());
      put(one, "skill", component.skill());
    }
    ArrayNode leftOut = node.putArray("left_out");
    for (LeftOutComponent left : report.leftOut()) {
      leftOut
          .addObject()
          .put("facet", left.facet().word())
          .put("name", left.name())
          .put("reason", left.reason());
    }
    ObjectNode gate = node.putObject("gate_2020");
    gate.put("compared", report.gate2020().compared()).put("failed", report.gate2020().failed());
    put(gate, "largest_ratio", report.gate2020().largestRatio());
    node.set("fidelity", write(report.fidelity()));
    return node;
  }

  private static ObjectNode write(FidelityReport fidelity) {
    ObjectNode node = JSON.createObjectNode();
    fidelity.measures().forEach((measure, compared) -> put(node, measure.key(), compared));
    node.put("near_copies", fidelity.nearCopies());
    ArrayNode variables = node.putArray("variables");
    for (VariableDistance variable : fidelity.variables()) {
      ObjectNode one = variables.addObject().put("name", variable.name());
      put(one, "ks", variable.ks());
      put(one, "w1", variable.w1());
    }
    ArrayNode courses = node.putArray("courses");
    for (CourseSimilarity course : fidelity.courses()) {
      ObjectNode one = courses.addObject().put("name", course.name());
      put(one, "differences", course.differences());
      put(one, "means", course.means());
      put(one, "missing", course.missing());
    }
    return node;
  }

  /** Reads what {@link #write(ReleaseReport)} wrote. */
  public static ReleaseReport readRelease(String json) {
    JsonNode node = tree(json);
    List<FacetSkill> facets = new ArrayList<>();
    node.get("facets")
        .fieldNames()
        .forEachRemaining(
            word ->
                facets.add(
                    new FacetSkill(
                        facet(word),
                        node.get("facets").get(word).asDouble(),
                        node.get("facets_low").get(word).asDouble(),
                        node.get("facets_high").get(word).asDouble())));
    JsonNode gate = node.get("gate_2020");
    return new ReleaseReport(
        node.get("total").asDouble(),
        node.get("total_low").asDouble(),
        node.get("total_high").asDouble(),
        facets,
        each(
            node.get("components"),
            one ->
                new ComponentSkill(
                    facet(one.get("facet").asText()),
                    one.get("name").asText(),
                    number(one, "trivial"),
                    number(one, "real"),
                    number(one, "synthetic"),
                    number(one, "skill"))),
        each(
            node.get("left_out"),
            one ->
                new LeftOutComponent(
                    facet(one.get("facet").asText()),
                    one.get("name").asText(),
                    one.get("reason").asText())),
        new FeatureErrors(
            gate.get("compared").asInt(),
            gate.get("failed").asInt(),
            number(gate, "largest_ratio")),
        fidelity(node.get("fidelity")));
  }

  private static FidelityReport fidelity(JsonNode node) {
    Map<FidelityMeasure, Compared> measures = new EnumMap<>(FidelityMeasure.class);
    for (FidelityMeasure measure : FidelityMeasure.values()) {
      measures.put(measure, compared(node, measure.key()));
    }
    return new FidelityReport(
        measures,
        node.get("near_copies").asInt(),
        each(
            node.get("variables"),
            one ->
                new VariableDistance(
                    one.get("name").asText(), compared(one, "ks"), compared(one, "w1"))),
        each(
            node.get("courses"),
            one ->
                new CourseSimilarity(
                    one.get("name").asText(),
                    compared(one, "differences"),
                    compared(one, "means"),
                    compared(one, "missing"))));
  }

  /** Writes what is published of a claim. */
  public static ObjectNode write(ClaimReport claim) {
    ObjectNode node = JSON.createObjectNode();
    node.put("mechanism", claim.mechanism().word());
    node.put("epsilon", claim.epsilon()).put("delta", claim.delta());
    node.put("accounting", claim.accounting().word());
    put(node, "accounted_epsilon", claim.accounted());
    return node;
  }

  /** Reads what {@link #write(ClaimReport)} wrote. */
  public static ClaimReport readClaim(String json) {
    JsonNode node = tree(json);
    return new ClaimReport(
        word(Mechanism.values(), Mechanism::word, node.get("mechanism")),
        node.get("epsilon").asDouble(),
        node.get("delta").asDouble(),
        word(Accounting.values(), Accounting::word, node.get("accounting")),
        number(node, "accounted_epsilon"));
  }

  private static <T> T word(T[] known, Function<T, String> word, JsonNode node) {
    return Arrays.stream(known)
        .filter(one -> word.apply(one).equals(node.asText()))
        .findFirst()
        .orElseThrow();
  }

  /** Writes which patients of a release nearly copy which member: for organisers alone. */
  public static ArrayNode write(List<NearCopy> copies) {
    ArrayNode node = JSON.createArrayNode();
    for (NearCopy copy : copies) {
      node.addObject()
          .put("release", copy.release())
          .put("member", copy.member())
          .put("distance", copy.distance());
    }
    return node;
  }

  /** Reads what {@link #write(List)} wrote. */
  public static List<NearCopy> readNearCopies(String json) {
    return each(
        tree(json),
        one ->
            new NearCopy(
                one.get("release").asInt(),
                one.get("member").asInt(),
                one.get("distance").asDouble()));
  }

  private static void put(ObjectNode node, String key, Compared compared) {
    put(node, key, compared.release());
    put(node, key + "_real", compared.real());
  }

  private static void put(ObjectNode node, String key, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(key, number.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  private static Compared compared(JsonNode node, String key) {
    return new Compared(number(node, key), number(node, key + "_real"));
  }

  private static OptionalDouble number(JsonNode node, String key) {
    JsonNode number = node.get(key);
    return number.isNull() ? OptionalDouble.empty() : OptionalDouble.of(number.asDouble());
  }

  private static Facet facet(String word) {
    return Arrays.stream(Facet.values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no facet " + word));
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    return StreamSupport.stream(array.spliterator(), false).map(read).toList();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
