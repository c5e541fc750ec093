package org.hideandseek.platform.submission;

import java.time.Instant;
import java.util.Optional;

/** What organisers did to results that were there already. It says nothing of the results. */
public sealed interface Intervention {
  /** When. */
  Instant at();

  /**
   * A submission's runs were to be played again.
   *
   * @param submission which
   * @param reason one sentence, for everybody
   */
  record PlayedAgain(Instant at, SubmissionId submission, String reason) implements Intervention {}

  /**
   * New scores of all that had been scored took the place of the old ones.
   *
   * @param from what had computed those, a line each, such as {@code scorer 2}
   * @param to what computed the new ones, likewise
   */
  record ScoredAnew(Instant at, String from, String to) implements Intervention {}

  /** Whether a submission that entered at a moment may be concerned. */
  default boolean concerns(SubmissionId id, Instant enteredAt) {
    return playedAgain()
        .map(one -> one.submission().equals(id))
        .orElseGet(() -> enteredAt.isBefore(at()));
  }

  /** This one, if something was played again. */
  default Optional<PlayedAgain> playedAgain() {
    return this instanceof PlayedAgain one ? Optional.of(one) : Optional.empty();
  }

  /** This one, if scores were computed anew. */
  default Optional<ScoredAnew> scoredAnew() {
    return this instanceof ScoredAnew one ? Optional.of(one) : Optional.empty();
  }
}
