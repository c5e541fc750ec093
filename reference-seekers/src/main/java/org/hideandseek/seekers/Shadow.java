package org.hideandseek.seekers;

import org.hideandseek.challenges.cohort.Cohort;

/**
 * A release of the same hider whose members are known.
 *
 * @param release what the hider made of these members
 * @param members what it learnt from
 * @param nonMembers people of the same population whom it did not see
 */
public record Shadow(Cohort release, Cohort members, Cohort nonMembers) {

  public Shadow {
    if (!release.schema().equals(members.schema())
        || !release.schema().equals(nonMembers.schema())) {
      throw new IllegalArgumentException("a shadow's cohorts have different schemas");
    }
  }
}
