package org.hideandseek.scoring.ranking;

import java.util.List;

/**
 * Both leaderboards.
 *
 * <p>A hider is ranked by the strongest seeker of another team, lower AUC first. For each seeker
 * the mean over the k splits on which it has a score is taken, its variance being {@code (w + b) /
 * k}: w the mean variance within a match, b what the variance between splits s^2 has beyond that:
 * {@code max(0, s^2 - w)} for one seeker (the moments of DerSimonian and Laird, Controlled Clinical
 * Trials 1986;7:177-188) or pooled over the hider's seekers, whichever is larger. Quantiles are
 * those of Student's t with {@code D / f^2} degrees of freedom, D = sum(k - 1) over the hider's
 * seekers and f = b / (w + b) the part of the variance that had to be estimated so (after
 * Satterthwaite, Biometrics 1946;2:110-114); normal where b is 0. What splits share is no part of
 * b: with one split there is no word about other splits in an interval.
 *
 * <p>Having picked the maximum. The AUC that ranks is the mean over splits of the AUC, on that
 * split, of the seeker that is strongest by the other splits: whoever knows nothing is picked by
 * noise that the split does not share, so that it is right on average there, however many and
 * however alike the seekers are; where seekers differ by less than the noise it lies between them,
 * and so a little below the largest. With one split only, see {@link HiderRow.Privacy}. The 95 %
 * interval runs from the largest of all seekers' lower bounds, each at 0.025 / J for J seekers
 * (Bonferroni: all hold together), to the largest of their upper bounds, each at 0.025 (only the
 * truly strongest one's has to hold): together they hold with at least 95 %, whoever was picked.
 *
 * <p>Missing matches. They help neither side. For a seeker a match without a score counts as AUC
 * 0.5, which is what an answer without any knowledge gets, or as its own lowest mean on a hider if
 * that is below. For a hider a seeker that failed on it on every split counts as what {@link
 * Additive} expects of the two, with the error of that: a hider gains nothing by breaking a strong
 * seeker, and a seeker cannot push down a rival of its team by failing. It enters the interval and
 * the rank range, and the AUC that ranks if it is larger. A seeker that failed on some splits
 * counts with the others; one that never had a score says nothing about anybody, as does a match
 * still to be played. A hider that has no release on some split is not ranked, and so counts for no
 * seeker. {@link Played} tells readers how much is missing.
 *
 * <p>Rank ranges hold at 95 % together over a board: each two entrants are compared, with the
 * variances above as if they were independent (what they share makes them safer), and Holm's
 * procedure allows for the number of comparisons. Two entrants neither of which is shown to be
 * better may stand either way round.
 *
 * <p>Matches between entrants of one team, and on hiders that are not ranked, rank nobody.
 * Differences below 1e-9 are rounding and make no rank: such entrants share a rank, the next one is
 * left out, and among them they stand by name. Invalid entries stand last on both boards, whatever
 * their numbers.
 *
 * @param hiders ranked ones first, by rank and name; then those that failed the gate, those that
 *     failed, those that wait, each by name
 * @param seekers ranked ones first, by rank and name; then the others by name
 * @param additive a rating by all matches between different teams, ranked or not
 */
public record Boards(List<HiderRow> hiders, List<SeekerRow> seekers, Additive additive) {
  public Boards {
    hiders = List.copyOf(hiders);
    seekers = List.copyOf(seekers);
  }

  /** Ranks. */
  public static Boards of(Games games) {
    return new Ranking(games).boards();
  }
}
