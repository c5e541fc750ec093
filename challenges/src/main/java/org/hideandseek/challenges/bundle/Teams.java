package org.hideandseek.challenges.bundle;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.strict.RefusedValue;

/**
 * Who may play together.
 *
 * @param maxSize the most people in a team; empty if any number
 * @param frozen from when on who is in a team stays as it is; empty if teams may always change
 */
public record Teams(Optional<Integer> maxSize, Optional<Instant> frozen) {
  static final Teams ANY = new Teams(Optional.empty(), Optional.empty());

  public Teams {
    if (maxSize.isPresent() && maxSize.get() < 1) {
      throw new RefusedValue("is 1 or more, not " + maxSize.get(), "max_size");
    }
  }
}
