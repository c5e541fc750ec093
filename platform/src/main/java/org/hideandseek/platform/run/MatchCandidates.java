package org.hideandseek.platform.run;

import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;

/**
 * The candidates of a match in the order in which its seeker sees them, a fresh one for every
 * match.
 *
 * @param patients [candidates] positions among the private patients
 * @param member [candidates] the truth
 */
public record MatchCandidates(int[] patients, boolean[] member) {

  /**
   * The order of a match.
   *
   * @param split that is played
   * @param match {@code OpenChallenge.matchSeed(split, hider, seeker)}
   */
  public static MatchCandidates of(Split split, SecretSeed match) {
    int[] order = match.derive("candidates").permutation(split.candidates().length);
    int[] patients = new int[order.length];
    boolean[] member = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      patients[i] = split.candidates()[order[i]];
      member[i] = split.member()[order[i]];
    }
    return new MatchCandidates(patients, member);
  }
}
