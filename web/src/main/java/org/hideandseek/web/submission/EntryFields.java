package org.hideandseek.web.submission;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * What is asked of whoever submits, by the same names in an address, in {@code Upload-Metadata} and
 * in a form: {@code role}, {@code name}, {@code description}, {@code sheet.FIELD}, {@code agree},
 * {@code sha256}.
 */
final class EntryFields {
  private static final String SHEET = "sheet.";

  private EntryFields() {}

  /**
   * The form that fields make.
   *
   * @param where begins the sentence that says which of them is missing
   * @throws ProblemException INVALID if role or name is missing or wrong
   */
  static EntryForm form(Map<String, String> fields, String where) {
    Map<String, String> answers = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(SHEET)) {
            answers.put(name.substring(SHEET.length()), value);
          }
        });
    return new EntryForm(
        role(required(fields, "role", where)),
        required(fields, "name", where),
        fields.getOrDefault("description", ""),
        answers,
        fields.getOrDefault("agree", "").equals("true"),
        Optional.ofNullable(fields.get("sha256")).filter(value -> !value.isBlank()));
  }

  private static PlayerRole role(String word) {
    return Arrays.stream(PlayerRole.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID, "The parameter role is hider or seeker, not '" + word + "'."));
  }

  private static String required(Map<String, String> fields, String name, String where) {
    String value = fields.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new ProblemException(Problem.INVALID, where + "; " + name + " is missing.");
    }
    return value;
  }
}
