package org.hideandseek.scoring.ranking;

import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.scoring.Interval;

/**
 * A seeker's line on the board.
 *
 * @param seeker name
 * @param team of the seeker
 * @param rank 1 is best; seekers with the same mean AUC share a rank and the next one is left out;
 *     empty without strength
 * @param rankRange ranks compatible with the data, 95 % together over the board; as {@code rank}
 * @param strength empty if it has no score on any ranked hider of another team
 * @param played matches against ranked hiders of other teams
 */
public record SeekerRow(
    String seeker,
    String team,
    OptionalInt rank,
    Optional<RankRange> rankRange,
    Optional<Strength> strength,
    Played played) {

  /**
   * How well it finds members.
   *
   * @param meanAuc mean over ranked hiders of other teams of the mean over splits; a match without
   *     score counts 0.5, or its lowest mean on one of these hiders if that is below
   * @param best the hider on which it did best; of equals the first by name
   * @param worst the hider on which it did worst; of equals the first by name
   * @param interval 95 %, for {@code meanAuc}; what a missing match counts as is taken as given
   * @param variance of {@code meanAuc}
   * @param degrees of freedom of {@code variance}, possibly infinite
   */
  public record Strength(
      double meanAuc,
      Against best,
      Against worst,
      Interval interval,
      double variance,
      double degrees) {}

  /**
   * What it achieved on one hider.
   *
   * @param hider name
   * @param auc mean over splits, a match without score counting as for {@link Strength#meanAuc}
   */
  public record Against(String hider, double auc) {}

  SeekerRow ranked(int place, RankRange range) {
    return new SeekerRow(seeker, team, OptionalInt.of(place), Optional.of(range), strength, played);
  }
}
