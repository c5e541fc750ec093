package org.hideandseek.challenges.bundle;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.strict.Reading;

/**
 * A bundle with all that is wrong with its files, as far as it can be told at once.
 *
 * @param bundle empty if there are problems
 * @param problems a sentence each, file by file, in the order of lines
 * @param definition {@code challenge.yaml} as far as it is right; empty if there is none
 * @param patients its cohort, whatever else is wrong; empty if that is
 */
public record BundleReview(
    Optional<Bundle> bundle,
    List<String> problems,
    Optional<Reading<Challenge>> definition,
    Optional<CohortSource> patients) {
  public BundleReview {
    problems = List.copyOf(problems);
    if (bundle.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("a bundle is there if and only if nothing is wrong");
    }
  }

  /** Of one that is not there. */
  static BundleReview none(String problem) {
    return new BundleReview(Optional.empty(), List.of(problem), Optional.empty(), Optional.empty());
  }
}
