package org.hideandseek.platform.phase;

import org.hideandseek.platform.submission.Submission;

/**
 * What is played in a phase: the submissions that count for it, with the baselines, against each
 * other.
 *
 * @param phase its number, from 1; 0 in a challenge without phases
 * @param splits from the first to which split
 */
public record Round(int phase, int splits) {

  /** Whether a submission plays in this round. */
  public boolean takes(Submission submission) {
    return submission.phase() == 0
        || (submission.phase() <= phase && phase <= submission.lastPhase());
  }
}
