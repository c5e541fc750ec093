package org.hideandseek.platform.audience;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.Statement;

/**
 * What its team says of a submission.
 *
 * @param description plain text, may be empty
 * @param answers to the fact sheet, in its order; none to questions that were not answered
 * @param agreement to the terms; shown to its team alone
 */
public record StatementDetails(
    String description, List<Answer> answers, Optional<Agreement> agreement) {

  public StatementDetails {
    answers = List.copyOf(answers);
  }

  static StatementDetails of(Statement statement, Challenge challenge) {
    return new StatementDetails(
        statement.description(),
        challenge.factSheet().stream()
            .filter(field -> statement.answers().containsKey(field.name()))
            .map(
                field ->
                    new Answer(field.name(), field.label(), statement.answers().get(field.name())))
            .toList(),
        statement.agreement());
  }

  /**
   * An answer.
   *
   * @param name of the field
   * @param question as on pages
   * @param answer plain text
   */
  public record Answer(String name, String question, String answer) {}
}
