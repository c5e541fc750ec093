package org.hideandseek.scoring.disclosure;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.split.People;

/**
 * Real patients whose attributes are guessed.
 *
 * @param cohort the patients
 * @param people who of them are the same person: the patients of one are no independent evidence
 */
public record Targets(Cohort cohort, People people) {

  public Targets {
    if (cohort.size() != people.patients()) {
      throw new IllegalArgumentException(
          people.patients() + " patients of people are not the " + cohort.size() + " patients");
    }
  }

  /** Patients each of whom is another person. */
  public static Targets of(Cohort cohort) {
    return new Targets(cohort, People.each(cohort.size()));
  }
}
