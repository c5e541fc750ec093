package org.hideandseek.platform.challenge;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Page;

/** The open challenges. */
public interface ChallengeStore {
  /**
   * Adds a challenge.
   *
   * @param yaml the text of its {@code challenge.yaml}
   */
  void add(OpenChallenge challenge, String yaml);

  /**
   * Keeps the pages of a challenge that is about to be added, in place of any that were kept
   * before.
   */
  void keepPages(String challenge, List<Page> pages);

  /** A page of a challenge by its name in addresses. */
  Optional<Page> page(String challenge, String slug);

  Optional<OpenChallenge> find(String name);

  /** All, by name. */
  List<OpenChallenge> all();
}
