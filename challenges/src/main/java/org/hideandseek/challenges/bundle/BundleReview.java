package org.hideandseek.challenges.bundle;

import java.util.List;
import java.util.Optional;

/**
 * A bundle with all that is wrong with its files, as far as it can be told at once.
 *
 * @param bundle empty if there are problems
 * @param problems a sentence each, in the order of the files
 */
public record BundleReview(Optional<Bundle> bundle, List<String> problems) {
  public BundleReview {
    problems = List.copyOf(problems);
    if (bundle.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("a bundle is there if and only if nothing is wrong");
    }
  }

  /** Of a bundle that is right. */
  static BundleReview of(Bundle bundle) {
    return new BundleReview(Optional.of(bundle), List.of());
  }

  /** Of one that is not, or is not there. */
  static BundleReview of(List<String> problems) {
    return new BundleReview(Optional.empty(), problems);
  }
}
