package org.hideandseek.platform.audience;

import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.rescore.Differences;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.rescore.RescoreProgress;

/**
 * Where a challenge stands with its scores.
 *
 * @param challenge what everybody sees of it
 * @param scorers how many results each version of the scorer gave
 * @param underWay the re-score that is neither applied nor dropped
 */
public record ScoreDesk(
    ChallengeDetails challenge, Map<String, Integer> scorers, Optional<UnderWay> underWay) {

  public ScoreDesk {
    scorers = Map.copyOf(scorers);
  }

  /**
   * A re-score.
   *
   * @param rescore what it is
   * @param progress how far it is
   * @param differences what applying it would change, as far as it is computed
   */
  public record UnderWay(Rescore rescore, RescoreProgress progress, Differences differences) {}
}
