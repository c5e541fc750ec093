package org.hideandseek.app.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.privacy.PrivacyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the referee takes, as a multiple of sorting as many numbers in the same run. */
@Command(
    name = "scoring",
    description = "Time the scores of a match as multiples of Arrays.sort.",
    mixinStandardHelpOptions = true)
final class ScoringBench implements Callable<Integer> {
  private static final int MANY = 1_000_000;
  private static final int USUAL = 4_000;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Of which the quickest counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  private final PrintStream out = System.out;

  @Override
  public Integer call() {
    double[] many = normal(MANY);
    boolean[] manyMembers = coins(MANY);
    ratio(
        "AUC, interval and TPRs of 1,000,000 candidates",
        quickest(() -> MatchPrivacy.score(many, manyMembers).auc()),
        quickest(() -> sorted(many)));
    double[] usual = normal(USUAL);
    boolean[] usualMembers = coins(USUAL);
    ratio(
        "all privacy numbers of 4,000 candidates",
        quickest(() -> PrivacyReport.of(usual, usualMembers).auc().value()),
        quickest(() -> sorted(usual)));
    return 0;
  }

  private interface Work {
    double run();
  }

  private static double sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy[0];
  }

  private double quickest(Work work) {
    double quickest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < rounds; round++) {
      long began = System.nanoTime();
      if (Double.isNaN(work.run())) {
        throw new IllegalStateException("a score is NaN");
      }
      quickest = Math.min(quickest, (System.nanoTime() - began) / 1e6);
    }
    return quickest;
  }

  private void ratio(String what, double millis, double sortMillis) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-48s %10.2f ms = %.1f times Arrays.sort of as many doubles (%.3f ms)",
            what,
            millis,
            millis / sortMillis,
            sortMillis));
  }

  private static double[] normal(int count) {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private static boolean[] coins(int count) {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] coins = new boolean[count];
    for (int i = 0; i < count; i++) {
      coins[i] = random.nextBoolean();
    }
    return coins;
  }
}
