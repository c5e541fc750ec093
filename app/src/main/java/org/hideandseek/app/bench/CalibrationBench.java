package org.hideandseek.app.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.scoring.calibration.BoardCalibration;
import org.hideandseek.scoring.calibration.EpsilonCalibration;
import org.hideandseek.scoring.calibration.MatchCalibration;
import org.hideandseek.scoring.calibration.Rate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the referee is right as often as it says, on data of which the truth is known. */
@Command(
    name = "calibration",
    description =
        "Count how often intervals, bounds and rank ranges hold where the truth is known.",
    mixinStandardHelpOptions = true)
final class CalibrationBench implements Callable<Integer> {
  private static final double[] EPSILONS = {0.5, 1, 2, 4};
  private static final int[] SEEKERS = {1, 10, 50};

  @Option(
      names = "--draws",
      defaultValue = "5000",
      description = "How many of each are drawn (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  private final PrintStream out = System.out;

  @Override
  public Integer call() {
    print(
        "95 % interval of AUC covers 0.5 on null matches",
        MatchCalibration.nullAuc(draws, 400, seed));
    for (double epsilon : EPSILONS) {
      EpsilonCalibration bounds = EpsilonCalibration.of(draws, 400, epsilon, true, seed);
      print("held-out bound exceeds true epsilon " + epsilon, bounds.threshold());
      print("one-run bound exceeds true epsilon " + epsilon, bounds.oneRun());
    }
    for (int seekers : SEEKERS) {
      BoardCalibration boards =
          BoardCalibration.of(draws, BoardCalibration.Shape.knowNothing(seekers, 3), seed);
      print(
          "interval of the strongest of " + seekers + " that know nothing covers 0.5",
          boards.worstAuc());
      out.println(
          String.format(
              Locale.ROOT,
              "  mean error of the largest %.4f, corrected %.4f",
              boards.meanRawError(),
              boards.meanCorrectedError()));
    }
    BoardCalibration spread =
        BoardCalibration.of(
            draws / 5, new BoardCalibration.Shape(8, 4, 3, 0.01, 0.005, 0.005, 0.05, 0.05), seed);
    print("rank ranges of hiders hold the true ranks", spread.hiderRanks());
    print("rank ranges of seekers hold the true ranks", spread.seekerRanks());
    return 0;
  }

  private void print(String what, Rate rate) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-68s %6.2f %% (%d of %d)",
            what,
            100 * rate.share(),
            rate.count(),
            rate.draws()));
  }
}
