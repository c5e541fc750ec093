package org.hideandseek.scoring.ranking;

import java.util.List;

/**
 * Both leaderboards.
 *
 * <p>A hider is ranked by the strongest seeker of another team, lower AUC first. For each seeker
 * the mean over the k splits on which it has a score is taken, its variance being {@code (w + b) /
 * k}: w the mean variance within a match, {@code b = max(0, s^2 - w)} what the sample variance s^2
 * between splits has beyond that (0 for one split); the moments of DerSimonian and Laird
 * (Controlled Clinical Trials 1986;7:177-188). The interval of the largest runs from the largest
 * lower to the largest upper end of all seekers' intervals, these being normal intervals at 1 -
 * 0.05 / J (Bonferroni) for J seekers of other teams: together they hold with at least 95 %, and
 * then so does the interval of the largest, whoever was picked. The point estimate is not
 * corrected.
 *
 * <p>Missing matches. For a seeker a match without a score counts as AUC 0.5, which is what an
 * answer without any knowledge gets, so that nobody gains by failing what it would have scored
 * above chance. For a hider a seeker without any score on it is left out: it neither vouches for
 * the hider nor accuses it, so that no team can push down a rival by letting its seeker fail; one
 * with a score on some splits counts with these. A hider that has no release on some split is not
 * ranked, and so counts for no seeker. {@link Played} tells readers how much is missing.
 *
 * <p>Matches between entrants of one team, and on hiders that are not ranked, rank nobody.
 * Differences below 1e-9 are rounding and make no rank.
 *
 * @param hiders ranked ones first, by rank and name; then those that failed the gate, those that
 *     failed, those that wait, each by name
 * @param seekers ranked ones first, by rank and name; then the others by name
 */
public record Boards(List<HiderRow> hiders, List<SeekerRow> seekers) {
  public Boards {
    hiders = List.copyOf(hiders);
    seekers = List.copyOf(seekers);
  }

  /** Ranks. */
  public static Boards of(Games games) {
    return new Ranking(games).boards();
  }
}
