package org.hideandseek.scoring.ranking;

import java.util.Optional;
import org.hideandseek.scoring.privacy.MatchPrivacy;

/**
 * How a finished match ended. A match that is still to be played has no outcome.
 *
 * @param hider name
 * @param seeker name
 * @param split which
 * @param score empty if the seeker failed
 */
public record MatchOutcome(String hider, String seeker, int split, Optional<Score> score) {

  public static MatchOutcome scored(String hider, String seeker, int split, Score score) {
    return new MatchOutcome(hider, seeker, split, Optional.of(score));
  }

  public static MatchOutcome failed(String hider, String seeker, int split) {
    return new MatchOutcome(hider, seeker, split, Optional.empty());
  }

  /**
   * What a board needs of a {@link MatchPrivacy}.
   *
   * @param auc in [0, 1]
   * @param aucVariance not negative
   * @param accuracy in [0, 1]
   */
  public record Score(double auc, double aucVariance, double accuracy) {
    public Score {
      Shares.check("auc", auc);
      Shares.check("accuracy", accuracy);
      if (!(aucVariance >= 0 && aucVariance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "a variance is finite and not negative, unlike " + aucVariance);
      }
    }

    public static Score of(MatchPrivacy privacy) {
      return new Score(privacy.auc(), privacy.aucVariance(), privacy.accuracy());
    }
  }
}
