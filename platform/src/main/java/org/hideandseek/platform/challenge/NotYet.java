package org.hideandseek.platform.challenge;

import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.RankingRules;
import org.hideandseek.challenges.split.ShadowSplit;
import org.hideandseek.scoring.utility.Gate2020;

/**
 * What a {@code challenge.yaml} can say that this platform does not do yet. It would make other
 * results than the organiser means, so it is refused.
 */
public final class NotYet {
  private NotYet() {}

  /** Why a challenge can't be opened, in one sentence. */
  public static Optional<String> refused(Challenge challenge) {
    boolean as2020 = challenge.ranking().profile() == RankingRules.Profile.HIDE_AND_SEEK_2020;
    if (challenge.ranking().rule() == RankingRules.Rule.MEAN && !as2020) {
      return Optional.of(
          "Challenge "
              + challenge.name()
              + " wants to rank by the mean over seekers in the standard profile, which this"
              + " platform can't do yet; take the key rule out, or set profile to"
              + " hide-and-seek-2020.");
    }
    if (as2020 && !challenge.facets().containsAll(Gate2020.FACETS)) {
      return Optional.of(
          "Challenge "
              + challenge.name()
              + " wants the gate of 2020, which is made of the facets one-step-ahead and"
              + " feature-from-others; list both.");
    }
    return Optional.empty();
  }

  /** Why a challenge with so many public patients can't give its shadows, in one sentence. */
  public static Optional<String> withoutShadows(Challenge challenge, int publicPatients) {
    return challenge.shadowsPerHider() == 0 || publicPatients >= ShadowSplit.FEWEST_PATIENTS
        ? Optional.empty()
        : Optional.of(
            "Challenge "
                + challenge.name()
                + " gives shadows, which hiders make from halves of the public patients, but has"
                + " only "
                + publicPatients
                + " of these; make public_share larger, for at least "
                + ShadowSplit.FEWEST_PATIENTS
                + ".");
  }
}
