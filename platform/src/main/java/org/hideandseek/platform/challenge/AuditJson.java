package org.hideandseek.platform.challenge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Severity;

/** The report of an audit as JSON, for organisers and the database. */
public final class AuditJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditJson() {}

  /** {@code {"findings": [{"check", "severity", "sentence", "numbers", "p_value"}]}}, indented. */
  public static String write(AuditReport report) {
    ObjectNode document = JSON.createObjectNode();
    ArrayNode findings = document.putArray("findings");
    for (Finding finding : report.findings()) {
      ObjectNode object =
          findings
              .addObject()
              .put("check", finding.check())
              .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
              .put("sentence", finding.sentence());
      ObjectNode numbers = object.putObject("numbers");
      finding.numbers().forEach(numbers::put);
      finding.pValue().ifPresent(p -> object.put("p_value", p));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #write} wrote. */
  static AuditReport read(String text) {
    try {
      List<Finding> findings = new ArrayList<>();
      for (JsonNode object : JSON.readTree(text).get("findings")) {
        Map<String, Double> numbers = new TreeMap<>();
        object
            .get("numbers")
            .properties()
            .forEach(field -> numbers.put(field.getKey(), field.getValue().asDouble()));
        findings.add(
            new Finding(
                object.get("check").asText(),
                Severity.valueOf(object.get("severity").asText().toUpperCase(Locale.ROOT)),
                object.get("sentence").asText(),
                numbers,
                object.has("p_value")
                    ? OptionalDouble.of(object.get("p_value").asDouble())
                    : OptionalDouble.empty()));
      }
      return new AuditReport(findings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
