package org.hideandseek.challenges.split;

import java.util.Arrays;
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
   * Divides a cohort of n patients.
   *
   * @param n the number of patients there are to draw from
   * @throws IllegalArgumentException if the cohort is too small
   */
  public static Split draw(SecretSeed seed, int n, SplitSizes sizes) {
    if (n < sizes.total()) {
      throw new IllegalArgumentException(
          "the splits want " + sizes.total() + " patients, but there are only " + n);
    }
    int[] order = seed.derive("order").permutation(n);
    int referenceFrom = sizes.candidates();
    int holdoutFrom = referenceFrom + sizes.reference();
    return new Split(
        Arrays.copyOfRange(order, 0, referenceFrom),
        seed.derive("coins").coins(sizes.candidates()),
        Arrays.copyOfRange(order, referenceFrom, holdoutFrom),
        Arrays.copyOfRange(order, holdoutFrom, holdoutFrom + sizes.holdout()));
  }

  /** Positions of the members. */
  public int[] members() {
    return IntStream.range(0, candidates.length)
        .filter(i -> member[i])
        .map(i -> candidates[i])
        .toArray();
  }
}
