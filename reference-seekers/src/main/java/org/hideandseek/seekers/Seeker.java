package org.hideandseek.seekers;

import org.hideandseek.challenges.contract.Task;

/** Says which candidates a release was learnt from. */
public interface Seeker {

  /**
   * Scores every candidate.
   *
   * @param task gives the seed of all randomness: the same task and evidence give the same scores
   * @param evidence what is known
   * @return [candidates] finite; higher = likelier a member
   * @throws SeekingException if this seeker can't work with this evidence
   */
  float[] score(Task task, Evidence evidence);
}
