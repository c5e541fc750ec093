package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.hideandseek.challenges.strict.RefusedValue;

/**
 * A question to whoever submits, about the player.
 *
 * @param name in files: lower-case letters, digits and '_'
 * @param label the question on pages
 * @param kind what the answer is
 * @param required whether there must be one
 * @param choices the answers to choose from, for {@link Kind#CHOICE} alone
 */
public record FactSheetField(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String label,
    @JsonProperty(required = true) Kind kind,
    boolean required,
    List<String> choices) {
  static final int LONGEST_LABEL = 200;

  public FactSheetField {
    if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new RefusedValue(
          "has 1 to 40 lower-case letters, digits and '_' and begins with a letter, unlike '"
              + name
              + "'",
          "name");
    }
    if (label.isBlank() || label.length() > LONGEST_LABEL) {
      throw new RefusedValue("has 1 to " + LONGEST_LABEL + " characters", "label");
    }
    choices = choices == null ? List.of() : List.copyOf(choices);
    if (kind == Kind.CHOICE) {
      if (choices.size() < 2 || Set.copyOf(choices).size() != choices.size()) {
        throw new RefusedValue("lists at least two answers, and none twice", "choices");
      }
    } else if (!choices.isEmpty()) {
      throw new RefusedValue("belongs to a field of the kind 'choice'", "choices");
    }
  }

  /** What an answer is. */
  public enum Kind {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("choice")
    CHOICE,
    @JsonProperty("url")
    URL
  }
}
