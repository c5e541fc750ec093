package org.hideandseek.platform.bundle;

import java.util.Optional;
import org.hideandseek.challenges.split.SplitSizes;

/** How the public patients are divided, in proportion to the private ones. */
public final class PublicSplit {
  private PublicSplit() {}

  /**
   * The sizes of a split of so many public patients.
   *
   * @throws IllegalArgumentException if they are too few
   */
  public static SplitSizes of(SplitSizes wanted, int patients) {
    double share = Math.min(1, (double) patients / wanted.total());
    return new SplitSizes(
        (int) (wanted.candidates() * share),
        (int) (wanted.reference() * share),
        (int) (wanted.holdout() * share));
  }

  /** Why so many public patients are too few to play on, in one sentence; empty if they are not. */
  public static Optional<String> tooFew(SplitSizes wanted, int patients) {
    try {
      of(wanted, patients);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "The "
              + Counted.of(patients, "public patient is", "public patients are")
              + " too few to play on: of a split of them, "
              + e.getMessage()
              + "; make public_share larger.");
    }
  }
}
