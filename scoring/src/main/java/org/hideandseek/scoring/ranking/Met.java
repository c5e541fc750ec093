package org.hideandseek.scoring.ranking;

/**
 * What a seeker found out about a hider.
 *
 * @param seeker name
 * @param auc mean over the splits that have a score; where it failed on all, what {@link Additive}
 *     expects of it
 * @param varianceWithin mean over splits of the variance of the AUC within a match
 * @param varianceBetween what the variance between splits has beyond that, not below 0; 0 for one
 *     split
 * @param splits that have a score; 0 if {@code auc} is an expectation
 * @param variance of {@code auc}
 * @param degrees of freedom of {@code variance}, possibly infinite
 */
public record Met(
    String seeker,
    double auc,
    double varianceWithin,
    double varianceBetween,
    int splits,
    double variance,
    double degrees) {

  /** Whether the seeker failed on every split, so that its AUC is an expectation. */
  public boolean expected() {
    return splits == 0;
  }
}
