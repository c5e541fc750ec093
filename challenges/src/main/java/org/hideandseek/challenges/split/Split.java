package org.hideandseek.challenges.split;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One secret division of a cohort. All arrays hold positions in that cohort.
 *
 * @param candidates in an order that tells nothing
 * @param member for each candidate, whether its coin made it a member
 * @param reference never members
 * @param holdout neither candidates nor reference
 */
public record Split(int[] candidates, boolean[] member, int[] reference, int[] holdout) {

  public Split {
    if (candidates.length != member.length) {
      throw new IllegalArgumentException("every candidate needs one coin");
    }
  }

  /**
   * Divides a cohort of n patients, each another person.
   *
   * @throws IllegalArgumentException if the cohort is too small
   */
  public static Split draw(SecretSeed seed, int n, SplitSizes sizes) {
    return draw(seed, People.each(n), sizes);
  }

  /**
   * Divides a cohort. All patients of one person go to one part, candidates by one coin. The
   * candidates are exactly as many as wanted; reference and holdout can have fewer by less than a
   * person's patients, where whole persons do not fill them (see {@link People#deal}).
   *
   * @throws IllegalArgumentException if the cohort is too small, or no candidates can be made of
   *     whole persons
   */
  public static Split draw(SecretSeed seed, People people, SplitSizes sizes) {
    if (people.patients() < sizes.total()) {
      throw new IllegalArgumentException(
          "the splits want "
              + sizes.total()
              + " patients, but there are only "
              + people.patients());
    }
    List<int[]> parts =
        people.deal(seed.derive("order"), sizes.candidates(), sizes.reference(), sizes.holdout());
    int[] candidates = parts.get(0);
    if (candidates.length < sizes.candidates()) {
      throw new IllegalArgumentException(
          "the splits want "
              + sizes.candidates()
              + " candidates, but whole persons, who have several patients each, made only "
              + candidates.length);
    }
    People asked = people.select(candidates);
    boolean[] coins = seed.derive("coins").coins(asked.persons());
    boolean[] member = new boolean[candidates.length];
    for (int i = 0; i < member.length; i++) {
      member[i] = coins[asked.person(i)];
    }
    return new Split(candidates, member, parts.get(1), parts.get(2));
  }

  /** Positions of the members. */
  public int[] members() {
    return IntStream.range(0, candidates.length)
        .filter(i -> member[i])
        .map(i -> candidates[i])
        .toArray();
  }
}
