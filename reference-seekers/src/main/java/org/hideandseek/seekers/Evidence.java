package org.hideandseek.seekers;

import org.hideandseek.challenges.cohort.Cohort;

/**
 * What a seeker is given.
 *
 * @param release what the hider made
 * @param candidates real patients, of whom some were the hider's members
 */
public record Evidence(Cohort release, Cohort candidates) {

  public Evidence {
    if (!release.schema().equals(candidates.schema())) {
      throw new IllegalArgumentException("release and candidates have different schemas");
    }
  }
}
