package org.hideandseek.app.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.description.CohortDescription;
import org.hideandseek.challenges.description.Distribution;
import org.hideandseek.challenges.description.VariableDescription;

/** A description for programs. */
final class DescriptionJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DescriptionJson() {}

  static ObjectNode of(CohortDescription cohort) {
    ObjectNode document = JSON.createObjectNode();
    document.put("patients", cohort.patients());
    cohort.persons().ifPresent(persons -> document.put("persons", persons));
    document.put("steps", cohort.steps());
    document.put("time_unit", cohort.schema().timeUnit()).put("time", cohort.time());
    cohort.outcomeShare().ifPresent(share -> document.put("outcome_share", share));
    cohort.lengths().ifPresent(d -> document.set("lengths", distribution(d)));
    cohort.durations().ifPresent(d -> document.set("durations", distribution(d)));
    cohort.gaps().ifPresent(d -> document.set("gaps", distribution(d)));
    document.set("features", variables(cohort.features(), "per_time_unit"));
    document.set("statics", variables(cohort.statics(), ""));
    return document;
  }

  private static ArrayNode variables(List<VariableDescription> variables, String rate) {
    ArrayNode nodes = JSON.createArrayNode();
    for (VariableDescription described : variables) {
      Variable variable = described.variable();
      ObjectNode node = nodes.addObject();
      node.put("name", variable.name()).put("unit", variable.unit());
      node.put("known", described.known()).put("share", described.share());
      node.put("patients", described.patients());
      if (!rate.isEmpty()) {
        node.put(rate, described.perTime());
      }
      described.distribution().ifPresent(d -> node.set("distribution", distribution(d)));
      if (!described.codes().isEmpty()) {
        ArrayNode codes = node.putArray("codes");
        described.codes().forEach(codes::add);
      }
    }
    return nodes;
  }

  private static ObjectNode distribution(Distribution distribution) {
    ObjectNode node = JSON.createObjectNode();
    node.put("count", distribution.count());
    node.put("mean", distribution.mean());
    node.put("standard_deviation", distribution.standardDeviation());
    node.put("least", distribution.least()).put("greatest", distribution.greatest());
    ObjectNode quantiles = node.putObject("quantiles");
    distribution.quantiles().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> quantiles.put(String.valueOf(entry.getKey()), entry.getValue()));
    ObjectNode histogram = node.putObject("histogram");
    histogram.put("low", distribution.histogram().low());
    histogram.put("high", distribution.histogram().high());
    ArrayNode counts = histogram.putArray("counts");
    distribution.histogram().counts().forEach(counts::add);
    return node;
  }
}
