package org.hideandseek.platform.submission;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a team says of a submission.
 *
 * @param description plain text, may be empty
 * @param answers to the challenge's fact sheet, by the names of its fields and in their order
 * @param agreement to the challenge's terms; empty where it has none, and of baselines
 */
public record Statement(
    String description, Map<String, String> answers, Optional<Agreement> agreement) {
  /** Nothing. */
  public static final Statement NONE = new Statement("", Map.of(), Optional.empty());

  public Statement {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** The same for eyes that are not the team's: people are not named to strangers. */
  public Statement forOthers() {
    return new Statement(description, answers, Optional.empty());
  }
}
