package org.hideandseek.scoring.calibration;

import java.util.SplittableRandom;
import org.hideandseek.scoring.privacy.PrivacyReport;

/**
 * How often the lower bounds exceed an epsilon that is known: by randomised response (Warner, JASA
 * 1965;60:63-69) every candidate's membership is told truly with probability {@code 1 / (1 +
 * e^-epsilon)}, independently. What is told is the score, or that plus noise that says nothing.
 *
 * @param threshold how often the bound at a held-out threshold exceeded epsilon
 * @param oneRun how often the one-run bound did
 * @param meanThreshold mean of the first bound
 * @param meanOneRun mean of the second
 */
public record EpsilonCalibration(
    Rate threshold, Rate oneRun, double meanThreshold, double meanOneRun) {

  /**
   * Draws and scores matches.
   *
   * @param draws how many matches
   * @param candidates of each, at least 20
   * @param epsilon of the mechanism, not negative
   * @param ties whether scores take two values only; otherwise uniform noise breaks all ties
   * @param seed of all that is drawn
   */
  public static EpsilonCalibration of(
      int draws, int candidates, double epsilon, boolean ties, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double truthfully = 1 / (1 + Math.exp(-epsilon));
    int threshold = 0;
    int oneRun = 0;
    double thresholds = 0;
    double oneRuns = 0;
    for (int i = 0; i < draws; i++) {
      Drawn drawn = Drawn.coins(candidates, random);
      for (int c = 0; c < candidates; c++) {
        boolean told = drawn.member()[c] == random.nextDouble() < truthfully;
        drawn.scores()[c] = (told ? 1 : 0) + (ties ? 0 : random.nextDouble());
      }
      PrivacyReport report =
          PrivacyReport.of(
              drawn.scores(),
              drawn.member(),
              new PrivacyReport.Settings(40, 40, 0, random.nextLong()));
      threshold += report.epsilon().epsilon() > epsilon ? 1 : 0;
      oneRun += report.oneRun().epsilon() > epsilon ? 1 : 0;
      thresholds += report.epsilon().epsilon() / draws;
      oneRuns += report.oneRun().epsilon() / draws;
    }
    return new EpsilonCalibration(
        new Rate(threshold, draws), new Rate(oneRun, draws), thresholds, oneRuns);
  }
}
