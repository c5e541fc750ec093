package org.hideandseek.seekers;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Cohort;

/**
 * What a seeker is given.
 *
 * @param release what the hider made
 * @param candidates real patients, of whom some were the hider's members
 * @param reference other people of the same population, none of them members; empty where the
 *     challenge gives none
 * @param shadows releases of the same hider on known members; none where the challenge gives none
 */
public record Evidence(
    Cohort release, Cohort candidates, Optional<Cohort> reference, List<Shadow> shadows) {

  public Evidence {
    shadows = List.copyOf(shadows);
    boolean alike =
        release.schema().equals(candidates.schema())
            && reference.stream().allMatch(r -> r.schema().equals(release.schema()))
            && shadows.stream().allMatch(s -> s.release().schema().equals(release.schema()));
    if (!alike) {
      throw new IllegalArgumentException("the cohorts have different schemas");
    }
  }

  /** Release and candidates alone. */
  public Evidence(Cohort release, Cohort candidates) {
    this(release, candidates, Optional.empty(), List.of());
  }

  /** The same with reference patients. */
  public Evidence withReference(Cohort patients) {
    return new Evidence(release, candidates, Optional.of(patients), shadows);
  }

  /** The same with shadows. */
  public Evidence withShadows(List<Shadow> known) {
    return new Evidence(release, candidates, reference, known);
  }

  /**
   * The reference patients, for a seeker that can't do without.
   *
   * @throws SeekingException if there are none
   */
  public Cohort neededReference() {
    Cohort given =
        reference.orElseThrow(
            () ->
                new SeekingException(
                    "this seeker needs reference patients, which this challenge does not give"));
    if (given.size() == 0) {
      throw new SeekingException("this seeker needs reference patients, but there is not one");
    }
    return given;
  }

  /**
   * The shadows, for a seeker that can't do without.
   *
   * @throws SeekingException if there are none
   */
  public List<Shadow> neededShadows() {
    if (shadows.isEmpty()) {
      throw new SeekingException(
          "this seeker needs shadow releases, which this challenge does not give");
    }
    return shadows;
  }
}
