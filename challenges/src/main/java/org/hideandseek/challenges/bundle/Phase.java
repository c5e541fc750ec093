package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.strict.RefusedValue;

/**
 * A stretch of a challenge with rules of its own. What it leaves out is as the challenge says.
 *
 * @param name such as {@code practice}, {@code development} or {@code final}
 * @param starts its first moment
 * @param ends the first moment after it
 * @param splits how many splits are played in it, 1 to 100
 * @param quotas how much a team may submit in it
 * @param visibility who sees what during it
 * @param advance how many entries of a team in each role go on into it from the phase before, 1 to
 *     100; where it is given, nothing else is taken
 */
public record Phase(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) Instant starts,
    @JsonProperty(required = true) Instant ends,
    Optional<Integer> splits,
    Optional<Quotas> quotas,
    Visibility visibility,
    Optional<Integer> advance) {

  public Phase {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new RefusedValue(
          "has 1 to 40 lower-case letters, digits and '-', unlike '" + name + "'", "name");
    }
    if (!starts.isBefore(ends)) {
      throw new RefusedValue("is " + ends + ", which is not after its start at " + starts, "ends");
    }
    if (splits.isPresent() && (splits.get() < 1 || splits.get() > 100)) {
      throw new RefusedValue("lies between 1 and 100, not " + splits.get(), "splits");
    }
    if (advance.isPresent() && (advance.get() < 1 || advance.get() > 100)) {
      throw new RefusedValue("lies between 1 and 100, not " + advance.get(), "advance");
    }
    if (advance.isPresent() && quotas.isPresent()) {
      throw new RefusedValue(
          "stands beside advance, but a phase with that takes no submissions; leave one out",
          "quotas");
    }
    visibility = visibility == null ? Visibility.OPEN : visibility;
    if (visibility.freeze().isPresent()) {
      Instant freeze = visibility.freeze().get();
      if (freeze.isBefore(starts) || !freeze.isBefore(ends)) {
        throw new RefusedValue(
            "is " + freeze + ", outside the phase from " + starts + " to " + ends,
            "visibility",
            "freeze");
      }
    }
  }
}
