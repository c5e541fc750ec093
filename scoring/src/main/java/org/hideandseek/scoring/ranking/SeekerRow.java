package org.hideandseek.scoring.ranking;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A seeker's line on the board.
 *
 * @param seeker name
 * @param team of the seeker
 * @param rank 1 is best; seekers with the same mean AUC share a rank and the next one is left out;
 *     empty without strength
 * @param strength empty if it has no score on any ranked hider of another team
 * @param played matches against ranked hiders of other teams
 */
public record SeekerRow(
    String seeker, String team, OptionalInt rank, Optional<Strength> strength, Played played) {

  /**
   * How well it finds members.
   *
   * @param meanAuc mean over ranked hiders of other teams of the mean over splits; a match without
   *     score counts 0.5
   * @param best the hider on which it did best; of equals the first by name
   * @param worst the hider on which it did worst; of equals the first by name
   */
  public record Strength(double meanAuc, Against best, Against worst) {}

  /**
   * What it achieved on one hider.
   *
   * @param hider name
   * @param auc mean over splits, a match without score counting 0.5
   */
  public record Against(String hider, double auc) {}
}
