package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;

/**
 * How well the outcome can be predicted in the holdout from all else, by what is learned from the
 * members or from a release.
 */
final class OutcomePrediction {
  private static final BoostedTrees TREES = new BoostedTrees(80, 3, 0.06, 0.5);

  /** Patients on both sides of an AUROC that there must be. */
  private static final int LEAST = 10;

  private final Groups groups;
  private final long seed;
  private final Optional<Target> target;

  /** What doesn't depend on the release. */
  private static final class Target {
    private final int index;
    private final BoostedTrees.Goal goal;
    private final Encoding encoding;
    private final Summaries summaries;
    private final float[] unknown;
    private final float[] truth;
    private final int[] group;
    private int[] classes = {};
    private double[] rows = {};
    private double[] trivial = {};
    private Learned real = new Learned(new Ranked[0][], new double[0][]);

    Target(Cohort members, Cohort holdout, int index, Groups groups) {
      this.index = index;
      encoding = Encoding.statics(members).get(index);
      goal = new BoostedTrees.Goal(encoding.variable());
      summaries = new Summaries(members, false);
      int[] test = known(holdout);
      unknown = summaries.of(holdout, test);
      truth = truth(holdout, test);
      group = Arrays.stream(test).map(groups::of).toArray();
    }

    int[] known(Cohort cohort) {
      return IntStream.range(0, cohort.size())
          .filter(i -> Float.isFinite(encoding.target(cohort.patient(i).statics()[index])))
          .toArray();
    }

    float[] truth(Cohort cohort, int[] patients) {
      float[] truth = new float[patients.length];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = encoding.target(cohort.patient(patients[i]).statics()[index]);
      }
      return truth;
    }

    boolean isNumeric() {
      return goal.variable().kind() == Kind.NUMERIC;
    }
  }

  /**
   * What came of training.
   *
   * @param ranked [run][class] for an outcome with codes
   * @param squares [run][G] squared errors of a numeric one
   */
  private record Learned(Ranked[][] ranked, double[][] squares) {
    int runs() {
      return Math.max(ranked.length, squares.length);
    }
  }

  OutcomePrediction(Cohort members, Cohort holdout, Groups groups, long seed) {
    this.groups = groups;
    this.seed = seed;
    Schema schema = members.schema();
    target =
        schema.outcome().isEmpty()
            ? Optional.empty()
            : target(new Target(members, holdout, schema.outcome().getAsInt(), groups), members);
  }

  private Optional<Target> target(Target target, Cohort members) {
    float[] known = target.truth(members, target.known(members));
    if (known.length < 2 * LEAST || target.truth.length < 2 * LEAST) {
      return Optional.empty();
    }
    if (target.isNumeric()) {
      float[] mean = target.goal.mean(known);
      target.rows = new double[groups.count()];
      target.trivial = new double[groups.count()];
      for (int i = 0; i < target.truth.length; i++) {
        target.rows[target.group[i]]++;
        target.trivial[target.group[i]] += target.goal.squaredError(target.truth[i], mean);
      }
    } else {
      // Of two codes one is enough: the AUROC of the other is the same.
      int from = target.goal.variable().codes() == 2 ? 1 : 0;
      target.classes =
          IntStream.range(from, target.goal.variable().codes())
              .filter(code -> isCommon(known, code) && isCommon(target.truth, code))
              .toArray();
      if (target.classes.length == 0) {
        return Optional.empty();
      }
    }
    target.real = learn(target, members);
    return Optional.of(target);
  }

  private static boolean isCommon(float[] codes, int code) {
    long count = IntStream.range(0, codes.length).filter(i -> codes[i] == code).count();
    return count >= LEAST && codes.length - count >= LEAST;
  }

  private Learned learn(Target target, Cohort from) {
    int[] patients = target.known(from);
    if (patients.length == 0) {
      return new Learned(new Ranked[0][], new double[0][]);
    }
    float[] inputs = target.summaries.of(from, patients);
    float[] targets = target.truth(from, patients);
    var predicted =
        Workers.each(
            Draw.RUNS,
            run ->
                TREES.predict(
                    target.goal, inputs, targets, target.unknown, Sampling.seed(seed, run)));
    if (target.isNumeric()) {
      double[][] squares = new double[Draw.RUNS][groups.count()];
      for (int run = 0; run < squares.length; run++) {
        for (int i = 0; i < target.truth.length; i++) {
          squares[run][target.group[i]] +=
              target.goal.squaredError(target.truth[i], predicted.get(run)[i]);
        }
      }
      return new Learned(new Ranked[0][], squares);
    }
    Ranked[][] ranked = new Ranked[Draw.RUNS][target.classes.length];
    for (int run = 0; run < ranked.length; run++) {
      for (int c = 0; c < target.classes.length; c++) {
        int code = target.classes[c];
        float[] scores = new float[target.truth.length];
        boolean[] cases = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
          float[] row = predicted.get(run)[i];
          scores[i] = row[row.length == 1 ? 0 : code];
          cases[i] = target.truth[i] == code;
        }
        ranked[run][c] = new Ranked(scores, cases, target.group);
      }
    }
    return new Learned(ranked, new double[0][]);
  }

  FacetParts parts(Cohort release) {
    FacetParts parts = new FacetParts(Facet.OUTCOME_PREDICTION);
    Schema schema = release.schema();
    if (target.isEmpty()) {
      parts.leaveOut(
          schema.outcome().isEmpty()
              ? "outcome"
              : schema.statics().get(schema.outcome().getAsInt()).name(),
          schema.outcome().isEmpty()
              ? "the schema has no outcome"
              : "members or holdout have fewer than 20 known outcomes, or fewer than 10 of a kind");
      return parts;
    }
    Target known = target.orElseThrow();
    Learned synthetic = learn(known, release);
    int[] each = IntStream.range(0, Draw.RUNS).toArray();
    int[] once = new int[groups.count()];
    Arrays.fill(once, 1);
    double[] errors = errors(known, synthetic, new Draw(once, each, each));
    parts.add(
        Component.ofPrediction(
            Facet.OUTCOME_PREDICTION,
            known.goal.variable().name(),
            errors[0],
            errors[1],
            errors[2]),
        draw -> errors(known, synthetic, draw));
    return parts;
  }

  private static double[] errors(Target target, Learned synthetic, Draw draw) {
    double rows = target.isNumeric() ? draw.sum(target.rows) : 1;
    return new double[] {
      target.isNumeric() ? Math.sqrt(draw.sum(target.trivial) / rows) : 0.5,
      error(target.real, draw.realRuns(), rows, draw),
      error(synthetic, draw.syntheticRuns(), rows, draw)
    };
  }

  private static double error(Learned learned, int[] runs, double rows, Draw draw) {
    if (learned.runs() == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int run : runs) {
      sum +=
          learned.squares().length > 0
              ? Math.sqrt(draw.sum(learned.squares()[run]) / rows)
              : 1
                  - Arrays.stream(learned.ranked()[run])
                      .mapToDouble(ranked -> ranked.areaUnderCurve(draw.weights()))
                      .average()
                      .orElseThrow();
    }
    return sum / runs.length;
  }
}
