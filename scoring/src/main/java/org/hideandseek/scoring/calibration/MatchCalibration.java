package org.hideandseek.scoring.calibration;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.privacy.PrivacyReport;
import org.hipparchus.special.Erf;

/**
 * Coverage of the 95 % intervals of a match. Candidates are members by a fair coin; members' scores
 * are normal with mean {@code shift}, the others' with mean 0, all with standard deviation 1.
 *
 * @param auc how often the interval contained {@code Phi(shift / sqrt 2)}
 * @param aucChance how often the AUC lay in its chance band
 * @param tprAtFpr by false positive rate f: how often the interval contained {@code 1 -
 *     Phi(Phi^-1(1 - f) - shift)}
 * @param balancedAccuracy how often the interval contained {@code Phi(shift / 2)}
 * @param balancedAccuracyChance how often the balanced accuracy lay in its chance band
 */
public record MatchCalibration(
    Rate auc,
    Rate aucChance,
    Map<Double, Rate> tprAtFpr,
    Rate balancedAccuracy,
    Rate balancedAccuracyChance) {

  public MatchCalibration {
    tprAtFpr = Map.copyOf(tprAtFpr);
  }

  /**
   * How often the interval of the AUC alone contains 0.5 if scores say nothing: much quicker.
   *
   * @param draws how many matches
   * @param candidates of each, at least 20
   * @param seed of all that is drawn
   */
  public static Rate nullAuc(int draws, int candidates, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int covered = 0;
    for (int i = 0; i < draws; i++) {
      Drawn drawn = Drawn.normal(candidates, 0, random);
      covered +=
          MatchPrivacy.score(drawn.scores(), drawn.member()).aucInterval().contains(0.5) ? 1 : 0;
    }
    return new Rate(covered, draws);
  }

  /**
   * Draws and scores matches.
   *
   * @param draws how many matches
   * @param candidates of each, at least 20
   * @param shift of the members' scores, in standard deviations
   * @param resamplings permutations and bootstrap draws for each, at least 40
   * @param seed of all that is drawn
   */
  public static MatchCalibration of(
      int draws, int candidates, double shift, int resamplings, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double trueAuc = below(shift / Math.sqrt(2));
    double trueAccuracy = below(shift / 2);
    int auc = 0;
    int aucChance = 0;
    int accuracy = 0;
    int accuracyChance = 0;
    Map<Double, Integer> tpr = new TreeMap<>();
    for (int i = 0; i < draws; i++) {
      Drawn drawn = Drawn.normal(candidates, shift, random);
      PrivacyReport report =
          PrivacyReport.of(
              drawn.scores(),
              drawn.member(),
              new PrivacyReport.Settings(resamplings, resamplings, 0, random.nextLong()));
      auc += report.auc().interval().contains(trueAuc) ? 1 : 0;
      aucChance += report.auc().chance().contains(report.auc().value()) ? 1 : 0;
      accuracy += report.balancedAccuracy().interval().contains(trueAccuracy) ? 1 : 0;
      accuracyChance +=
          report.balancedAccuracy().chance().contains(report.balancedAccuracy().value()) ? 1 : 0;
      for (double rate : MatchPrivacy.RATES) {
        double threshold = Math.sqrt(2) * Erf.erfInv(1 - 2 * rate);
        boolean covered =
            report.tprAtFpr().get(rate).interval().contains(1 - below(threshold - shift));
        tpr.merge(rate, covered ? 1 : 0, Integer::sum);
      }
    }
    Map<Double, Rate> tprAtFpr = new TreeMap<>();
    tpr.forEach((rate, count) -> tprAtFpr.put(rate, new Rate(count, draws)));
    return new MatchCalibration(
        new Rate(auc, draws),
        new Rate(aucChance, draws),
        tprAtFpr,
        new Rate(accuracy, draws),
        new Rate(accuracyChance, draws));
  }

  private static double below(double x) {
    return Erf.erfc(-x / Math.sqrt(2)) / 2;
  }
}
