package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;

/**
 * How well every feature can be predicted in the holdout, by what is learned from the members or
 * from a release: from what was known before the step, or from the other features.
 */
final class StepPrediction {
  private static final BoostedTrees TREES = new BoostedTrees(50, 4, 0.12, 0.8);

  /** Rows over all features that a model is learned from; each gets its part. */
  private static final int ROWS = 160_000;

  private static final int MOST_ROWS = 16_000;
  private static final int LEAST_ROWS = 4_000;
  private static final int TEST_ROWS = 8_000;

  private final Facet facet;
  private final Steps.Layout layout;
  private final Steps holdout;
  private final Groups groups;
  private final long seed;
  private final List<Optional<Target>> targets;

  /**
   * What doesn't depend on the release.
   *
   * @param test rows of the holdout
   * @param rows [G] how many of them each group has
   * @param trivial [G] squared errors of the members' mean
   * @param real [run][G] squared errors of what was learned from the members
   */
  private record Target(
      int feature, int[] test, double[] rows, double[] trivial, double[][] real) {}

  StepPrediction(
      Facet facet, Steps.Layout layout, Steps members, Steps holdout, Groups groups, long seed) {
    this.facet = facet;
    this.layout = layout;
    this.holdout = holdout;
    this.groups = groups;
    this.seed = seed;
    targets = Workers.each(layout.featureCount(), f -> target(members, f));
  }

  private Optional<Target> target(Steps members, int feature) {
    int[] known = rows(members, feature);
    int[] all = rows(holdout, feature);
    if (!Columns.enough(known.length, members.cohort())
        || !Columns.enough(all.length, holdout.cohort())) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(Sampling.seed(seed, feature));
    int[] test = Sampling.some(all.length, TEST_ROWS, random);
    Arrays.setAll(test, i -> all[test[i]]);
    Arrays.sort(test);
    double[] rows = new double[groups.count()];
    double[] trivial = new double[groups.count()];
    BoostedTrees.Goal goal = layout.goal(feature);
    float[] mean = goal.mean(members.targets(feature, known));
    float[] truth = holdout.targets(feature, test);
    for (int i = 0; i < test.length; i++) {
      int group = groups.of(holdout.patient(test[i]));
      rows[group]++;
      trivial[group] += goal.squaredError(truth[i], mean);
    }
    return Optional.of(new Target(feature, test, rows, trivial, errors(members, feature, test)));
  }

  private int[] rows(Steps steps, int feature) {
    return steps.rows(feature, facet == Facet.ONE_STEP_AHEAD);
  }

  private float[] inputs(Steps steps, int feature, int[] rows) {
    return facet == Facet.ONE_STEP_AHEAD ? steps.past(rows) : steps.others(feature, rows);
  }

  /** [run][G] squared errors; no runs where there is nothing to learn from. */
  private double[][] errors(Steps from, int feature, int[] test) {
    int[] available = rows(from, feature);
    if (available.length == 0) {
      return new double[0][];
    }
    BoostedTrees.Goal goal = layout.goal(feature);
    float[] unknown = inputs(holdout, feature, test);
    float[] truth = holdout.targets(feature, test);
    int most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, ROWS / layout.featureCount()));
    double[][] errors = new double[Draw.RUNS][groups.count()];
    for (int run = 0; run < errors.length; run++) {
      long runSeed = Sampling.seed(seed, feature, run);
      int[] rows = Sampling.some(available.length, most, new SplittableRandom(runSeed));
      Arrays.setAll(rows, i -> available[rows[i]]);
      float[][] predicted =
          TREES.predict(
              goal, inputs(from, feature, rows), from.targets(feature, rows), unknown, runSeed);
      for (int i = 0; i < test.length; i++) {
        errors[run][groups.of(holdout.patient(test[i]))] +=
            goal.squaredError(truth[i], predicted[i]);
      }
    }
    return errors;
  }

  FacetParts parts(Steps release) {
    FacetParts parts = new FacetParts(facet);
    List<double[][]> synthetic =
        Workers.each(
            targets.size(),
            f ->
                targets
                    .get(f)
                    .map(target -> errors(release, target.feature(), target.test()))
                    .orElse(new double[0][]));
    int[] each = new int[Draw.RUNS];
    Arrays.setAll(each, run -> run);
    int[] once = new int[groups.count()];
    Arrays.fill(once, 1);
    Draw whole = new Draw(once, each, each);
    for (int f = 0; f < targets.size(); f++) {
      String name = layout.goal(f).variable().name();
      if (targets.get(f).isEmpty()) {
        parts.leaveOut(
            name,
            "fewer than 20 values to predict, or than one for every five patients,"
                + " in members or holdout");
        continue;
      }
      Target target = targets.get(f).orElseThrow();
      double[][] squares = synthetic.get(f);
      double[] errors = errors(target, squares, whole);
      parts.add(
          Component.ofPrediction(facet, name, errors[0], errors[1], errors[2]),
          draw -> errors(target, squares, draw));
    }
    return parts;
  }

  private static double[] errors(Target target, double[][] synthetic, Draw draw) {
    double rows = draw.sum(target.rows());
    return new double[] {
      Math.sqrt(draw.sum(target.trivial()) / rows),
      mean(target.real(), draw.realRuns(), rows, draw),
      mean(synthetic, draw.syntheticRuns(), rows, draw)
    };
  }

  /** The mean over runs of the root of the mean squared error; NaN without runs. */
  private static double mean(double[][] squares, int[] runs, double rows, Draw draw) {
    if (squares.length == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int run : runs) {
      sum += Math.sqrt(draw.sum(squares[run]) / rows);
    }
    return sum / runs.length;
  }
}
