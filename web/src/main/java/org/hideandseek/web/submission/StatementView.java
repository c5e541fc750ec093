package org.hideandseek.web.submission;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.audience.StatementDetails;
import org.hideandseek.web.page.Figures;

/**
 * What its team says of a submission.
 *
 * @param description plain text, whose lines are kept; empty if there is none
 * @param answers to the fact sheet
 * @param agreed who agreed to the terms and when, as a sentence; empty for others than the team
 */
record StatementView(
    Optional<String> description, List<StatementDetails.Answer> answers, Optional<String> agreed) {

  /** Empty where nothing is said or shown. */
  static Optional<StatementView> of(Optional<StatementDetails> statement) {
    return statement
        .map(
            said ->
                new StatementView(
                    Optional.of(said.description()).filter(text -> !text.isEmpty()),
                    said.answers(),
                    said.agreement()
                        .map(
                            agreement ->
                                agreement.by()
                                    + " agreed to the terms, "
                                    + Figures.time(agreement.at())
                                    + ". Your team alone sees this.")))
        .filter(
            view ->
                view.description().isPresent()
                    || !view.answers().isEmpty()
                    || view.agreed().isPresent());
  }
}
