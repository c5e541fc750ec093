package org.hideandseek.platform.phase;

/**
 * What is played in a phase: the submissions that count for it, with the baselines, against each
 * other.
 *
 * @param phase its number, from 1; 0 in a challenge without phases
 * @param splits from the first to which split
 */
public record Round(int phase, int splits) {

  /**
   * Whether a submission plays in this round.
   *
   * @param counted the phase that it counts for; 0 stands for all
   */
  public boolean takes(int counted) {
    return counted == 0 || counted == phase;
  }
}
