package org.hideandseek.platform.rescore;

import java.time.Instant;
import java.util.Optional;

/**
 * A challenge's scores, computed anew.
 *
 * @param id larger for later ones
 * @param challenge its name
 * @param state where it is
 * @param from what computed the scores so far, a line each
 * @param to what computes the new ones, a line each
 * @param startedAt when an organiser started it; runs that end later are scored by the new scorer
 *     anyway
 * @param startedBy who did
 * @param endedAt when it was applied or dropped
 * @param endedBy by whom
 */
public record Rescore(
    long id,
    String challenge,
    RescoreState state,
    String from,
    String to,
    Instant startedAt,
    String startedBy,
    Optional<Instant> endedAt,
    Optional<String> endedBy) {

  /** An edition in one line, such as {@code scorer 2, hipparchus 4.0.2, xgboost4j 3.1.1}. */
  public static String oneLine(String edition) {
    return String.join(", ", edition.strip().split("\n"));
  }
}
