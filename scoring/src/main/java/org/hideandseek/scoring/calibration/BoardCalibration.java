package org.hideandseek.scoring.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.ranking.Boards;
import org.hideandseek.scoring.ranking.Entrant;
import org.hideandseek.scoring.ranking.Games;
import org.hideandseek.scoring.ranking.HiderRow;
import org.hideandseek.scoring.ranking.MatchOutcome;
import org.hideandseek.scoring.ranking.RankRange;
import org.hideandseek.scoring.ranking.ReleaseOutcome;
import org.hideandseek.scoring.ranking.SeekerRow;

/**
 * Coverage of what boards claim at 95 %, over boards of which the true AUCs are known.
 *
 * @param worstAuc how often the interval of a hider's strongest seeker contained the largest true
 *     AUC, over hiders and boards
 * @param meanRawError mean of the largest mean AUC less the largest true one
 * @param meanCorrectedError mean of the corrected AUC less the largest true one
 * @param meanWidth mean width of that interval
 * @param hiderRanks in how many boards the rank ranges of all hiders contained their true ranks
 * @param seekerRanks likewise for seekers
 * @param meanRangeWidth mean of worst less best rank, over the hiders
 */
public record BoardCalibration(
    Rate worstAuc,
    double meanRawError,
    double meanCorrectedError,
    double meanWidth,
    Rate hiderRanks,
    Rate seekerRanks,
    double meanRangeWidth) {

  /**
   * What boards look like.
   *
   * @param hiders at least 1
   * @param seekers at least 1
   * @param splits at least 1
   * @param sd standard deviation of an AUC within a match
   * @param sdBetween standard deviation of a pair's AUC between splits beyond that
   * @param shared standard deviation of what all seekers have in common in a hider's split, part of
   *     {@code sd}
   * @param hiderSpread standard deviation of hiders' effects on the true AUC; 0 with the next:
   *     nobody knows anything
   * @param seekerSpread standard deviation of seekers' effects
   */
  public record Shape(
      int hiders,
      int seekers,
      int splits,
      double sd,
      double sdBetween,
      double shared,
      double hiderSpread,
      double seekerSpread) {

    public Shape {
      if (hiders < 1 || seekers < 1 || splits < 1) {
        throw new IllegalArgumentException("a board has hiders, seekers and splits");
      }
      if (!(sd > 0 && shared >= 0 && shared <= sd && sdBetween >= 0)) {
        throw new IllegalArgumentException(
            "standard deviations are not negative, and what is shared is part of the whole");
      }
    }

    /** One hider on which nobody knows anything. */
    public static Shape knowNothing(int seekers, int splits) {
      return new Shape(1, seekers, splits, 0.01, 0, 0, 0, 0);
    }
  }

  /**
   * Draws and ranks boards.
   *
   * @param draws how many boards
   * @param shape of each
   * @param seed of all that is drawn
   */
  public static BoardCalibration of(int draws, Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int covered = 0;
    int hiderRanks = 0;
    int seekerRanks = 0;
    double raw = 0;
    double corrected = 0;
    double width = 0;
    double rangeWidth = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[][] truth = truth(shape, random);
      Boards boards = Boards.of(games(shape, truth, random));
      double[] largest = Arrays.stream(truth).mapToDouble(BoardCalibration::max).toArray();
      double[] means = new double[shape.seekers];
      for (int s = 0; s < shape.seekers; s++) {
        for (double[] hider : truth) {
          means[s] -= hider[s] / shape.hiders;
        }
      }
      boolean hidersRight = true;
      for (HiderRow row : boards.hiders()) {
        int h = number(row.hider());
        HiderRow.Privacy privacy = row.privacy().orElseThrow();
        covered += privacy.worstAucInterval().contains(largest[h]) ? 1 : 0;
        raw += privacy.worstAuc() - largest[h];
        corrected += privacy.correctedAuc() - largest[h];
        width += privacy.worstAucInterval().high() - privacy.worstAucInterval().low();
        RankRange range = row.rankRange().orElseThrow();
        hidersRight &= compatible(range, largest, h);
        rangeWidth += range.worst() - range.best();
      }
      boolean seekersRight = true;
      for (SeekerRow row : boards.seekers()) {
        seekersRight &= compatible(row.rankRange().orElseThrow(), means, number(row.seeker()));
      }
      hiderRanks += hidersRight ? 1 : 0;
      seekerRanks += seekersRight ? 1 : 0;
    }
    int rows = draws * shape.hiders;
    return new BoardCalibration(
        new Rate(covered, rows),
        raw / rows,
        corrected / rows,
        width / rows,
        new Rate(hiderRanks, draws),
        new Rate(seekerRanks, draws),
        rangeWidth / rows);
  }

  /** Truly equal entrants have all ranks that their group takes up. */
  private static boolean compatible(RankRange range, double[] values, int entrant) {
    int better = 0;
    int worse = 0;
    for (double value : values) {
      better += value < values[entrant] - 1e-12 ? 1 : 0;
      worse += value > values[entrant] + 1e-12 ? 1 : 0;
    }
    return range.best() <= better + 1 && values.length - worse <= range.worst();
  }

  private static double[][] truth(Shape shape, SplittableRandom random) {
    double[] seekers = new double[shape.seekers];
    for (int s = 0; s < shape.seekers; s++) {
      seekers[s] = shape.seekerSpread * random.nextGaussian();
    }
    double[][] truth = new double[shape.hiders][shape.seekers];
    boolean nothing = shape.hiderSpread == 0 && shape.seekerSpread == 0;
    for (double[] hider : truth) {
      double effect = shape.hiderSpread * random.nextGaussian();
      for (int s = 0; s < shape.seekers; s++) {
        hider[s] = nothing ? 0.5 : Math.max(0.2, Math.min(0.9, 0.6 + effect + seekers[s]));
      }
    }
    return truth;
  }

  private static Games games(Shape shape, double[][] truth, SplittableRandom random) {
    List<Entrant> hiders = new ArrayList<>();
    List<Entrant> seekers = new ArrayList<>();
    List<ReleaseOutcome> releases = new ArrayList<>();
    List<MatchOutcome> matches = new ArrayList<>();
    for (int s = 0; s < shape.seekers; s++) {
      seekers.add(new Entrant("s" + s, "seekers " + s));
    }
    double own = Math.sqrt(shape.sd * shape.sd - shape.shared * shape.shared);
    for (int h = 0; h < shape.hiders; h++) {
      hiders.add(new Entrant("h" + h, "hiders " + h));
      for (int split = 0; split < shape.splits; split++) {
        releases.add(ReleaseOutcome.scored("h" + h, split, Map.of(Facet.MARGINALS, 1.0)));
        double common = shape.shared * random.nextGaussian();
        for (int s = 0; s < shape.seekers; s++) {
          double auc =
              truth[h][s]
                  + common
                  + own * random.nextGaussian()
                  + shape.sdBetween * random.nextGaussian();
          double clamped = Math.max(0, Math.min(1, auc));
          matches.add(
              MatchOutcome.scored(
                  "h" + h,
                  "s" + s,
                  split,
                  new MatchOutcome.Score(clamped, shape.sd * shape.sd, clamped)));
        }
      }
    }
    return new Games(hiders, seekers, shape.splits, 0.5, releases, matches);
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(1));
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }
}
