package org.hideandseek.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.challenge.Audited;
import org.hideandseek.platform.challenge.ChallengeStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.scoring.audit.AuditReport;

/** Challenges that are open as far as a database knows: their patients are nowhere. */
final class OpenedChallenges {
  private OpenedChallenges() {}

  /** One that is opened at a moment. */
  static OpenChallenge of(Challenge definition, String overview, Instant now) {
    return new OpenChallenge(
        definition,
        overview,
        SecretSeed.guessable(1),
        62,
        250,
        now,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Adds a built-in one, in which an audit found nothing.
   *
   * @param more stands behind its definition
   */
  static void add(ChallengeStore challenges, String name, String more, Instant now) {
    Bundle bundle = Bundle.find(name);
    String yaml = bundle.yaml() + "\n" + more + "\n";
    challenges.add(
        of(Bundle.parse(yaml, "challenge.yaml"), bundle.overview(), now),
        yaml,
        List.of(),
        new Audited(new AuditReport(List.of()), Optional.empty(), now));
  }
}
