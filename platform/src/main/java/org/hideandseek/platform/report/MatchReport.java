package org.hideandseek.platform.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.scoring.privacy.PrivacyReport;

/**
 * The privacy of a match. Definitions: {@link PrivacyReport}.
 *
 * @param members how many candidates were members
 * @param nonMembers how many were not
 * @param auc with ties half
 * @param tprAtFpr true-positive rate by false-positive rate
 * @param accuracy of the labelling "as many as were members"
 * @param balancedAccuracy of the same
 * @param advantage TPR - FPR of the same
 * @param epsilon a lower bound at 95 %, its threshold chosen on other candidates
 * @param oneRun a lower bound at 95 % that rests on membership being a coin
 */
public record MatchReport(
    int members,
    int nonMembers,
    Measured auc,
    Map<Double, Measured> tprAtFpr,
    double accuracy,
    Measured balancedAccuracy,
    Measured advantage,
    Threshold epsilon,
    Guesses oneRun) {

  public MatchReport {
    tprAtFpr = Collections.unmodifiableMap(new TreeMap<>(tprAtFpr));
  }

  /**
   * A bound from one labelling.
   *
   * @param lowerBound 0 where nothing can be claimed
   * @param delta that goes with it
   * @param members on which it was computed
   * @param truePositives of them
   * @param nonMembers on which it was computed
   * @param falsePositives of them
   */
  public record Threshold(
      double lowerBound,
      double delta,
      int members,
      int truePositives,
      int nonMembers,
      int falsePositives) {}

  /**
   * A bound from guesses at single candidates.
   *
   * @param lowerBound 0 where nothing can be claimed
   * @param candidates on which it was computed
   * @param guesses how many of them were guessed at
   * @param right how many of the guesses were right
   */
  public record Guesses(double lowerBound, int candidates, int guesses, int right) {}

  /** What the referee found. */
  public static MatchReport of(PrivacyReport report) {
    Map<Double, Measured> rates = new TreeMap<>();
    report.tprAtFpr().forEach((rate, measure) -> rates.put(rate, Measured.of(measure)));
    return new MatchReport(
        report.match().members(),
        report.match().nonMembers(),
        Measured.of(report.auc()),
        rates,
        report.match().accuracy(),
        Measured.of(report.balancedAccuracy()),
        Measured.of(report.advantage()),
        new Threshold(
            report.epsilon().epsilon(),
            report.epsilon().delta(),
            report.epsilon().members(),
            report.epsilon().truePositives(),
            report.epsilon().nonMembers(),
            report.epsilon().falsePositives()),
        new Guesses(
            report.oneRun().epsilon(),
            report.oneRun().candidates(),
            report.oneRun().guesses(),
            report.oneRun().right()));
  }
}
