package org.hideandseek.platform.challenge;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.ShadowSplit;
import org.hideandseek.challenges.split.Split;

/**
 * A challenge that was opened. It takes submissions until it is closed, and is revealed when all of
 * them have been played.
 *
 * @param definition what the organiser wrote
 * @param overview its page in Markdown
 * @param seed secret; every split and every container's seed follows from it
 * @param publicPatients how many patients are published
 * @param privatePatients how many patients the splits are drawn from
 * @param openedAt when it was opened, and its commitments published
 * @param closedAt since when it takes no submissions
 * @param revealedAt since when nothing is played any more and its boards stand
 * @param pause why it stands still for now
 */
public record OpenChallenge(
    Challenge definition,
    String overview,
    SecretSeed seed,
    int publicPatients,
    int privatePatients,
    Instant openedAt,
    Optional<Instant> closedAt,
    Optional<Instant> revealedAt,
    Optional<Pause> pause) {

  /** A challenge that goes on. */
  public OpenChallenge(
      Challenge definition,
      String overview,
      SecretSeed seed,
      int publicPatients,
      int privatePatients,
      Instant openedAt,
      Optional<Instant> closedAt,
      Optional<Instant> revealedAt) {
    this(
        definition,
        overview,
        seed,
        publicPatients,
        privatePatients,
        openedAt,
        closedAt,
        revealedAt,
        Optional.empty());
  }

  public String name() {
    return definition.name();
  }

  /**
   * A secret division of the private patients.
   *
   * @param number from 1
   * @param people who of the private patients are the same person
   */
  public Split split(int number, People people) {
    return Split.draw(seed.derive("split", number), people, definition.splits().sizes());
  }

  /** The seed of everything random about a hider's run on a split. */
  public SecretSeed releaseSeed(int split, int hider) {
    return seed.derive("release", split, hider);
  }

  /**
   * The public patients of a shadow, the same for all hiders.
   *
   * @param number from 1
   * @param people who of the public patients are the same person
   */
  public ShadowSplit shadow(int number, People people) {
    return ShadowSplit.draw(seed.derive("shadow", number), people);
  }

  /** The seed of everything random about a hider's run on a shadow. */
  public SecretSeed shadowSeed(int number, int hider) {
    return seed.derive("shadow", number, hider);
  }

  /**
   * The seed of everything random about a match: the order of the candidates, and the seeker's own
   * seed.
   */
  public SecretSeed matchSeed(int split, int hider, int seeker) {
    return seed.derive("match", split, hider, seeker);
  }

  /** The seed of scoring utility on a split, the same for all releases. */
  public SecretSeed utilitySeed(int split) {
    return seed.derive("utility", split);
  }
}
