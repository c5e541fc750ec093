package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.hideandseek.challenges.strict.Rules;

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
    choices = choices == null ? List.of() : List.copyOf(choices);
    Rules rules = new Rules();
    rules
        .at("name")
        .require(
            name.matches("[a-z][a-z0-9_]{0,39}"),
            () ->
                "has 1 to 40 lower-case letters, digits and '_' and begins with a letter, unlike '"
                    + name
                    + "'");
    rules
        .at("label")
        .require(
            !label.isBlank() && label.length() <= LONGEST_LABEL,
            () -> "has 1 to " + LONGEST_LABEL + " characters");
    boolean choosing = kind == Kind.CHOICE;
    int different = Set.copyOf(choices).size();
    int listed = choices.size();
    rules
        .at("choices")
        .beside("kind")
        .require(
            !choosing || (listed >= 2 && different == listed),
            () -> "lists at least two answers, and none twice");
    rules
        .at("choices")
        .beside("kind")
        .require(choosing || listed == 0, () -> "belongs to a field of the kind 'choice'");
    rules.hold();
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
