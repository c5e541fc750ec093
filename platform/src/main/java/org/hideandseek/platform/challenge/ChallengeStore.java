package org.hideandseek.platform.challenge;

import java.util.List;
import java.util.Optional;

/** The open challenges. */
public interface ChallengeStore {
  /**
   * Adds a challenge with the audit that it opened with: both or neither.
   *
   * @param yaml the text of its {@code challenge.yaml}
   */
  void add(OpenChallenge challenge, String yaml, Audited audited);

  /** The audit that a challenge opened with; empty if it is older than audits are. */
  Optional<Audited> audited(String name);

  Optional<OpenChallenge> find(String name);

  /** All, by name. */
  List<OpenChallenge> all();
}
