package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What of a challenge one needs to play it at home: a bundle whose patients are all public, with
 * the challenge's splits, limits and scores, and without what is for the competition alone.
 */
public final class PracticeBundle {
  /** The folder of the patients in it. */
  public static final String PATIENTS = "patients";

  private static final List<String> KEPT =
      List.of(
          "name",
          "title",
          "summary",
          "splits",
          "knowledge",
          "shadows",
          "facets",
          "gate",
          "hiders",
          "seekers",
          "ranking",
          "licence");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private PracticeBundle() {}

  /**
   * The {@code challenge.yaml} of the practice bundle.
   *
   * @param definition the text of the challenge's own
   */
  public static String definition(String definition) {
    try {
      ObjectNode all = (ObjectNode) YAML.readTree(definition);
      ObjectNode kept = YAML.createObjectNode();
      KEPT.stream().filter(all::has).forEach(key -> kept.set(key, all.get(key)));
      kept.putObject("data").put("cohort", PATIENTS);
      kept.put("public_share", 1);
      return YAML.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
