package org.hideandseek.scoring.ranking;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;

/**
 * A hider's line on the board.
 *
 * @param hider name
 * @param team of the hider
 * @param standing whether it is ranked, and why not
 * @param rank 1 is best; hiders with the same corrected AUC share a rank and the next one is left
 *     out; empty unless ranked
 * @param rankRange ranks compatible with the data, 95 % together over the board; as {@code rank}
 * @param privacy empty as long as no seeker of another team has a score on it
 * @param utility the smallest of {@code facets}; empty without a release
 * @param facets mean skill over the splits that have a release
 * @param played matches against seekers of other teams
 */
public record HiderRow(
    String hider,
    String team,
    Standing standing,
    OptionalInt rank,
    Optional<RankRange> rankRange,
    Optional<Privacy> privacy,
    OptionalDouble utility,
    Map<Facet, Double> facets,
    Played played) {

  public HiderRow {
    facets = Collections.unmodifiableMap(new TreeMap<>(facets));
  }

  /** Why a hider is ranked or not. */
  public enum Standing {
    /** Released on every split, reached the gate, and met a seeker. */
    RANKED,
    /** Has a release on every split that has been played, but its utility is below the gate. */
    GATE_FAILED,
    /** Its run failed on at least one split. */
    RELEASE_FAILED,
    /** A release is still to come, or no seeker of another team has a score on it yet. */
    WAITING
  }

  /**
   * What seekers of other teams found out.
   *
   * @param worstAuc mean over splits of the strongest seeker, not corrected for having been picked
   * @param worstAucInterval 95 %, for the largest of all seekers' true AUCs; contains {@code
   *     correctedAuc}
   * @param worstSeeker the strongest that has a score; of equals the first by name
   * @param meanAccuracy accuracy of the labelling "as many as were members", mean over splits and
   *     then over seekers: what ranked in 2020
   * @param correctedAuc what ranks: the strongest seeker's AUC, corrected for having been picked by
   *     picking it on other splits. Where no seeker has two splits, by normal theory: each AUC is
   *     split into an independent pair by adding and taking away noise of its own variance, one
   *     picks and the other counts, averaged over the noise (coupled bootstrap: Oliveira, Lei and
   *     Tibshirani, arXiv 2111.09447); that takes off too much where seekers err alike
   * @param meanAuc mean over seekers that have a score of their means over splits
   * @param seekers of other teams, by name: those that have a score and those that failed
   */
  public record Privacy(
      double worstAuc,
      Interval worstAucInterval,
      String worstSeeker,
      double meanAccuracy,
      double correctedAuc,
      double meanAuc,
      List<Met> seekers) {
    public Privacy {
      seekers = List.copyOf(seekers);
    }
  }

  HiderRow ranked(int place, RankRange range) {
    return new HiderRow(
        hider,
        team,
        standing,
        OptionalInt.of(place),
        Optional.of(range),
        privacy,
        utility,
        facets,
        played);
  }
}
