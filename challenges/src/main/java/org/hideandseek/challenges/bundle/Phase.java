package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.strict.Rules;

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
    visibility = visibility == null ? Visibility.OPEN : visibility;
    Optional<Instant> freeze = freeze(visibility, ends);
    Rules rules = new Rules();
    rules
        .at("name")
        .require(
            name.matches("[a-z0-9][a-z0-9-]{0,39}"),
            () -> "has 1 to 40 lower-case letters, digits and '-', unlike '" + name + "'");
    rules
        .at("ends")
        .beside("starts")
        .require(
            starts.isBefore(ends),
            () -> "is " + ends + ", which is not after its start at " + starts);
    rules
        .at("splits")
        .require(
            splits.filter(count -> count < 1 || count > 100).isEmpty(),
            () -> "lies between 1 and 100, not " + splits.orElseThrow());
    rules
        .at("advance")
        .require(
            advance.filter(count -> count < 1 || count > 100).isEmpty(),
            () -> "lies between 1 and 100, not " + advance.orElseThrow());
    rules
        .at("quotas")
        .beside("advance")
        .require(
            advance.isEmpty() || quotas.isEmpty(),
            () ->
                "stands beside advance, but a phase with that takes no submissions; leave one out");
    rules
        .at("visibility", "freeze")
        .beside("starts")
        .beside("ends")
        .require(
            freeze.filter(at -> at.isBefore(starts) || !at.isBefore(ends)).isEmpty(),
            () ->
                "is "
                    + freeze.orElseThrow()
                    + ", outside the phase from "
                    + starts
                    + " to "
                    + ends);
    rules.hold();
  }

  private static Optional<Instant> freeze(Visibility visibility, Instant ends) {
    return visibility.freeze().map(freeze -> freeze.in(ends));
  }

  /** From when on its boards stand still until it ends. */
  public Optional<Instant> freeze() {
    return freeze(visibility, ends);
  }

  /**
   * The same phase on other dates. Where it froze so long before its end and still does, it goes on
   * to.
   *
   * @param otherFreeze from when on its boards stand still, if they do
   * @throws IllegalArgumentException if they do not follow each other
   */
  public Phase on(Instant otherStart, Optional<Instant> otherFreeze, Instant otherEnd) {
    Optional<Freeze> same =
        visibility.freeze().filter(freeze -> Optional.of(freeze.in(otherEnd)).equals(otherFreeze));
    return new Phase(
        name,
        otherStart,
        otherEnd,
        splits,
        quotas,
        new Visibility(
            visibility.boards(),
            visibility.ownScores(),
            same.isPresent() ? same : otherFreeze.map(Freeze.At::new)),
        advance);
  }
}
