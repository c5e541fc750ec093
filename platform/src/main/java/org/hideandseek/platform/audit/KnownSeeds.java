package org.hideandseek.platform.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.challenge.OpenChallenge;

/**
 * Whether the splits follow from a seed that somebody could try: one made of a number of documents,
 * demonstrations and tests, or of the numbers that containers are given.
 */
final class KnownSeeds {
  /** Seeds of all numbers below are tried. */
  private static final int TRIED = 4096;

  /** Fewer different bytes are no draw; 32 random bytes have 22 or more. */
  private static final int FEWEST_BYTES = 12;

  private static final int FEW_COINS = 16;

  private final OpenChallenge challenge;
  private final Exhibit exhibit;

  KnownSeeds(OpenChallenge challenge, Exhibit exhibit) {
    this.challenge = challenge;
    this.exhibit = exhibit;
  }

  /** What is known, in words; empty if nothing is. */
  Optional<String> found() {
    SecretSeed seed = challenge.seed();
    if (seed.guessable()) {
      return Optional.of("the secret seed was made of a number, not drawn");
    }
    if (differentBytes(seed) < FEWEST_BYTES) {
      return Optional.of("the secret seed repeats a few bytes, as no draw does");
    }
    long[] numbers = tried().toArray();
    for (Exhibit.OfSplit split : exhibit.splits()) {
      People asked = exhibit.people().select(split.drawn().candidates());
      for (long number : numbers) {
        SecretSeed guessed = SecretSeed.guessable(number);
        if (guessed.equals(seed) || rebuilds(guessed, split, asked)) {
          return Optional.of("the seed of number " + number + " rebuilds split " + split.number());
        }
      }
    }
    return Optional.empty();
  }

  /** How many seeds are tried. */
  long count() {
    return tried().count();
  }

  private LongStream tried() {
    return LongStream.concat(LongStream.range(0, TRIED), given()).distinct();
  }

  private LongStream given() {
    return exhibit.splits().stream()
        .flatMap(split -> Stream.concat(Stream.of(split.hider()), split.seekers().stream()))
        .mapToLong(Exhibit.Seen::seed);
  }

  /** Looks at a few coins first, which rules almost all seeds out. */
  private boolean rebuilds(SecretSeed guessed, Exhibit.OfSplit split, People asked) {
    Split drawn = split.drawn();
    SecretSeed seed = guessed.derive("split", split.number());
    boolean[] coins = seed.derive("coins").coins(Math.min(FEW_COINS, asked.persons()));
    boolean agree =
        IntStream.range(0, drawn.member().length)
            .filter(i -> asked.person(i) < coins.length)
            .allMatch(i -> drawn.member()[i] == coins[asked.person(i)]);
    return agree
        && Arrays.equals(
            Split.draw(seed, exhibit.people(), challenge.definition().splits().sizes()).members(),
            drawn.members());
  }

  private static long differentBytes(SecretSeed seed) {
    String hex = seed.hex();
    return IntStream.range(0, hex.length() / 2)
        .mapToObj(i -> hex.substring(2 * i, 2 * i + 2))
        .distinct()
        .count();
  }
}
