package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.run.RunState;

/**
 * Both leaderboards of a challenge and the matches behind them.
 *
 * @param challenge the challenge's name
 * @param computedAt when
 * @param scorer version of the scorer
 * @param gate the total utility that a hider must reach
 * @param progress preliminary while something waits or runs
 * @param hiders ranked ones first, by rank; then the others by name
 * @param seekers ranked ones first, by rank; then the others by name
 * @param matches by hider, seeker and split
 * @param ratingBases the mean AUC that ratings are added to; more than one where the matches fall
 *     into parts that nobody played between, and ratings compare within one only
 * @param ranking2020 how the challenge of 2020 would rank
 * @param view which phase they are of, and what is not shown of it
 */
public record Leaderboards(
    String challenge,
    Instant computedAt,
    String scorer,
    double gate,
    Progress progress,
    List<HiderRow> hiders,
    List<SeekerRow> seekers,
    List<MatchRow> matches,
    List<Double> ratingBases,
    Ranking2020 ranking2020,
    View view) {

  public Leaderboards {
    hiders = List.copyOf(hiders);
    seekers = List.copyOf(seekers);
    matches = List.copyOf(matches);
    ratingBases = List.copyOf(ratingBases);
  }

  /**
   * Which boards these are.
   *
   * @param phase name of their phase; empty in a challenge without phases, and before the first
   * @param phases names of those that have boards, in order of time
   * @param splits how many splits are played
   * @param notice what is hidden, frozen or rounded, as a sentence; empty if nothing is
   */
  public record View(Optional<String> phase, List<String> phases, int splits, String notice) {
    public View {
      phases = List.copyOf(phases);
    }

    /** Of a challenge without phases. */
    public static View whole(int splits) {
      return new View(Optional.empty(), List.of(), splits, "");
    }

    /** Of a round. */
    public static View of(Stage stage, Round round, String notice) {
      List<String> entered =
          stage.phases().stream().limit(stage.entered()).map(Phase::name).toList();
      return new View(
          round.phase() == 0 ? Optional.empty() : Optional.of(entered.get(round.phase() - 1)),
          entered,
          round.splits(),
          notice);
    }
  }

  /** The same boards, seen otherwise. */
  public Leaderboards seen(View other) {
    return new Leaderboards(
        challenge,
        computedAt,
        scorer,
        gate,
        progress,
        hiders,
        seekers,
        matches,
        ratingBases,
        ranking2020,
        other);
  }

  /** Whether a hider reached the gate. */
  public enum Gate {
    PASSED("passed"),
    FAILED("failed"),
    /** Not all of its releases are there. */
    OPEN("open");

    private final String word;

    Gate(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Ranks that can't be told apart at 95 %.
   *
   * @param best from 1
   * @param worst not below best
   */
  public record Ranks(int best, int worst) {}

  /**
   * A rating by all matches between different teams: what is added to the mean AUC.
   *
   * @param effect of a hider, lower leaks less; of a seeker, higher finds more
   * @param low lower end of the 95 % interval
   * @param high upper end
   * @param part which of {@link Leaderboards#ratingBases} it is added to
   */
  public record Rating(double effect, double low, double high, int part) {}

  /**
   * How the challenge of 2020 would rank: by mean accuracy over opponents, and for hiders its gate.
   *
   * @param gateCompared whether the challenge lists a facet that the gate of 2020 is made of; if
   *     not, every hider passes it
   * @param hiders ranked ones first
   * @param seekers ranked ones first
   */
  public record Ranking2020(boolean gateCompared, List<Row2020> hiders, List<Row2020> seekers) {
    public Ranking2020 {
      hiders = List.copyOf(hiders);
      seekers = List.copyOf(seekers);
    }
  }

  /**
   * A line as of 2020.
   *
   * @param submission in addresses
   * @param name the hider or seeker
   * @param team its team
   * @param baseline whether the organisers entered it, for comparison
   * @param rank from 1, ties share; empty where it is not ranked
   * @param gate whether all its releases so far pass the gate of 2020; always for a seeker
   * @param meanAccuracy over opponents; of a hider lower is better, of a seeker higher
   */
  public record Row2020(
      long submission,
      String name,
      String team,
      boolean baseline,
      OptionalInt rank,
      Gate gate,
      OptionalDouble meanAccuracy) {}

  /**
   * A hider's line.
   *
   * @param submission in addresses
   * @param name the hider
   * @param team its team
   * @param baseline whether the organisers entered it, for comparison
   * @param rank from 1, ties share; empty where it is not ranked
   * @param ranks which ranks are compatible with the data at 95 %
   * @param gate whether its utility reaches the gate
   * @param worstAuc AUC of the strongest seeker, corrected for its having been picked as the
   *     strongest; lower is better, 0.5 is chance
   * @param worstAucLow lower end of the 95 % interval
   * @param worstAucHigh upper end
   * @param worstSeeker that seeker's name
   * @param meanAccuracy mean accuracy over all seekers: what ranked hiders in 2020
   * @param utility smallest facet, mean over splits
   * @param facets skill by facet, mean over splits
   * @param rating empty before its first match
   * @param claim the weakest of the claims that it makes for its releases; empty where one of them
   *     has none
   * @param notMatched why it meets no seeker and is not ranked, where one of its shadows failed
   */
  public record HiderRow(
      long submission,
      String name,
      String team,
      boolean baseline,
      OptionalInt rank,
      Optional<Ranks> ranks,
      Gate gate,
      OptionalDouble worstAuc,
      OptionalDouble worstAucLow,
      OptionalDouble worstAucHigh,
      Optional<String> worstSeeker,
      OptionalDouble meanAccuracy,
      OptionalDouble utility,
      Map<String, Double> facets,
      Optional<Rating> rating,
      Optional<ClaimReport> claim,
      Optional<String> notMatched) {

    /** The same row with other ranks. */
    HiderRow ranked(OptionalInt otherRank, Optional<Ranks> otherRanks) {
      return new HiderRow(
          submission,
          name,
          team,
          baseline,
          otherRank,
          otherRanks,
          gate,
          worstAuc,
          worstAucLow,
          worstAucHigh,
          worstSeeker,
          meanAccuracy,
          utility,
          facets,
          rating,
          claim,
          notMatched);
    }
  }

  /**
   * A seeker's line.
   *
   * @param submission in addresses
   * @param name the seeker
   * @param team its team
   * @param baseline whether the organisers entered it, for comparison
   * @param rank from 1, ties share; empty where it is not ranked
   * @param ranks which ranks are compatible with the data at 95 %
   * @param meanAuc mean AUC over the ranked hiders of other teams; higher is better
   * @param bestAuc largest mean AUC on one of them
   * @param worstAuc smallest mean AUC on one of them
   * @param rating empty before its first match
   */
  public record SeekerRow(
      long submission,
      String name,
      String team,
      boolean baseline,
      OptionalInt rank,
      Optional<Ranks> ranks,
      OptionalDouble meanAuc,
      OptionalDouble bestAuc,
      OptionalDouble worstAuc,
      Optional<Rating> rating) {

    /** The same row with other ranks. */
    SeekerRow ranked(OptionalInt otherRank, Optional<Ranks> otherRanks) {
      return new SeekerRow(
          submission,
          name,
          team,
          baseline,
          otherRank,
          otherRanks,
          meanAuc,
          bestAuc,
          worstAuc,
          rating);
    }
  }

  /**
   * A match.
   *
   * @param run in the order of queueing
   * @param hiderSubmission in addresses
   * @param hider its hider
   * @param seekerSubmission in addresses
   * @param seeker its seeker
   * @param split which split, from 1
   * @param state where its run is
   * @param reason one sentence on how it ended
   * @param ranks whether it counts: not between players of one team
   * @param scores of a finished match
   */
  public record MatchRow(
      long run,
      long hiderSubmission,
      String hider,
      long seekerSubmission,
      String seeker,
      int split,
      RunState state,
      String reason,
      boolean ranks,
      Optional<MatchScores> scores) {

    /** The same match with other scores, or without. */
    MatchRow showing(Optional<MatchScores> others) {
      return new MatchRow(
          run,
          hiderSubmission,
          hider,
          seekerSubmission,
          seeker,
          split,
          state,
          reason,
          ranks,
          others);
    }
  }

  /**
   * The scores of a match.
   *
   * @param auc with ties half
   * @param aucLow lower end of the 95 % interval
   * @param aucHigh upper end
   * @param tprAtFpr0001 true-positive rate at false-positive rate 0.001
   * @param tprAtFpr001 at 0.01
   * @param tprAtFpr01 at 0.1
   * @param accuracy of the labelling "as many as were members"
   * @param balancedAccuracy of the same
   */
  public record MatchScores(
      double auc,
      double aucLow,
      double aucHigh,
      double tprAtFpr0001,
      double tprAtFpr001,
      double tprAtFpr01,
      double accuracy,
      double balancedAccuracy) {

    /** True-positive rate by false-positive rate "0.001", "0.01" and "0.1", in this order. */
    public Map<String, Double> tprAtFpr() {
      Map<String, Double> rates = new TreeMap<>();
      rates.put("0.001", tprAtFpr0001);
      rates.put("0.01", tprAtFpr001);
      rates.put("0.1", tprAtFpr01);
      return rates;
    }
  }
}
