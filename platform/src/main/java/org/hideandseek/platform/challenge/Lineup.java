package org.hideandseek.platform.challenge;

import java.util.Arrays;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;

/**
 * The candidates of a match, in an order of its own.
 *
 * @param candidates positions in the private patients
 * @param member for each, whether it is a member
 */
public record Lineup(int[] candidates, boolean[] member) {
  /**
   * Draws the order.
   *
   * @param match the seed of everything random about the match
   */
  public static Lineup of(SecretSeed match, Split split) {
    int[] shuffled = match.derive("candidates").permutation(split.candidates().length);
    boolean[] member = new boolean[shuffled.length];
    for (int i = 0; i < member.length; i++) {
      member[i] = split.member()[shuffled[i]];
    }
    return new Lineup(Arrays.stream(shuffled).map(i -> split.candidates()[i]).toArray(), member);
  }
}
