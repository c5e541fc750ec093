package org.hideandseek.platform.challenge;

import java.util.List;
import java.util.Optional;

/** The open challenges. */
public interface ChallengeStore {
  /**
   * Adds a challenge.
   *
   * @param yaml the text of its {@code challenge.yaml}
   */
  void add(OpenChallenge challenge, String yaml);

  Optional<OpenChallenge> find(String name);

  /** All, by name. */
  List<OpenChallenge> all();
}
