package org.hideandseek.hiders.moments;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.privacy.Answer;
import org.hideandseek.hiders.privacy.Question;

/**
 * The moments of a cohort: for every decision the products of regressors and what was decided. The
 * sums are what the question asks for, so those of a sample are clipped as those of the members
 * are.
 *
 * <p>In a patient's contribution every decision has a block: the products [targets][width], the
 * square of a normal score, and a constant, all of them summed over the n decisions of the kind and
 * divided by the root of n, so that long courses count more but don't decide alone. A block is
 * divided by its usual length in those who have it, and comes with more weight the fewer these are.
 * The joint norm is the usual one of a patient. All of this is taken from samples of the model
 * before it has learned anything; what is longer is clipped.
 */
final class Moments {
  /** The constant, as a share of the usual length of the rest of its block. */
  private static final double PRESENCE = 0.5;

  /** Squares vary more than they tell. */
  private static final double SQUARE = 0.5;

  /** No block is longer than this times its usual length. */
  private static final double LONGEST = 2;

  /** How far above the usual one the joint norm is. */
  private static final double ROOM = 1.1;

  /** What fewer patients than this share have weighs no more for that. */
  private static final double RAREST = 0.02;

  private static final double SHORTEST = 1e-3;

  private final MomentScale scale;
  private final int[] widths;
  private final int[] starts;
  private final double[] usual;
  private final double[] often;
  private final double[] weights;
  private final double norm;

  /**
   * Fixes what is asked.
   *
   * @param sample of the model before it has learned anything; not empty
   */
  Moments(MomentScale scale, List<Patient> sample) {
    this.scale = scale;
    widths = scale.widths();
    int decisions = widths.length;
    starts = new int[decisions + 1];
    for (int d = 0; d < decisions; d++) {
      starts[d + 1] = starts[d] + widths[d] * scale.decisions().get(d).targets() + 2;
    }
    int[] having = new int[decisions];
    double[] squares = new double[decisions];
    double[] counts = new double[decisions];
    for (Patient patient : sample) {
      double[] raw = raw(patient);
      for (int d = 0; d < decisions; d++) {
        double root = raw[starts[d + 1] - 1];
        having[d] += root > 0 ? 1 : 0;
        squares[d] += squares(raw, d);
        counts[d] += root * root;
      }
    }
    usual = new double[decisions];
    often = new double[decisions];
    weights = new double[decisions];
    double joint = 0;
    for (int d = 0; d < decisions; d++) {
      double share = Math.max(RAREST, (double) having[d] / sample.size());
      usual[d] = having[d] == 0 ? Math.sqrt(widths[d]) : Math.sqrt(squares[d] / having[d]);
      usual[d] = Math.max(SHORTEST, usual[d]);
      often[d] = having[d] == 0 ? 1 : Math.sqrt(counts[d] / having[d]);
      weights[d] = Math.pow(share, -0.25);
      joint += share * weights[d] * weights[d] * (1 + PRESENCE * PRESENCE);
    }
    norm = ROOM * Math.sqrt(joint);
  }

  private double squares(double[] raw, int d) {
    double squares = 0;
    for (int i = starts[d]; i < starts[d + 1] - 1; i++) {
      squares += raw[i] * raw[i];
    }
    return squares;
  }

  int width(int decision) {
    return widths[decision];
  }

  Question question(double share) {
    return new Question(share, starts[widths.length], norm, this::contribution);
  }

  private double[] contribution(Patient patient) {
    double[] own = raw(patient);
    for (int d = 0; d < widths.length; d++) {
      double longest = LONGEST / Math.max(LONGEST, Math.sqrt(squares(own, d)) / usual[d]);
      for (int i = starts[d]; i < starts[d + 1] - 1; i++) {
        own[i] *= longest * weights[d] / usual[d];
      }
      own[starts[d + 1] - 1] *= longest * weights[d] * PRESENCE / often[d];
    }
    return own;
  }

  /** The blocks as they are; the constant is the root of n. */
  private double[] raw(Patient patient) {
    double[] raw = new double[starts[widths.length]];
    int[] counts = new int[widths.length];
    new Replay(
            scale,
            patient,
            (at, regressors, decided) -> {
              Decision decision = scale.decisions().get(at);
              counts[at]++;
              int start = starts[at];
              for (int target = 0; target < decision.targets(); target++) {
                regressors.addTo(raw, start, target(decision, target, decided));
                start += widths[at];
              }
              raw[start] += decision.linear() ? SQUARE * (decided * decided - 1) : 0;
            })
        .walk();
    for (int d = 0; d < counts.length; d++) {
      double root = Math.sqrt(counts[d]);
      for (int i = starts[d]; i < starts[d + 1] - 1; i++) {
        raw[i] /= Math.max(1, root);
      }
      raw[starts[d + 1] - 1] = root;
    }
    return raw;
  }

  /** What a target is where this was decided. */
  static double target(Decision decision, int target, double decided) {
    return switch (decision.kind()) {
      case GAP, NUMBER, MEASURED -> decided;
      case CODE -> decided == (decision.targets() == 1 ? 1 : target) ? 1 : 0;
    };
  }

  /**
   * The moments of one decision.
   *
   * @param patients about how many have such a decision; may be below 1
   * @param products [targets][width] means
   * @param square the mean square of a normal score
   * @param noise the standard deviation of what was added to each product
   */
  record Of(double patients, double[][] products, double square, double noise) {
    /** The standard deviation of what was added to the square. */
    double squareNoise() {
      return noise / SQUARE;
    }
  }

  /** What an answer to the question says about one decision. */
  Of of(int d, Answer answer) {
    int width = widths[d];
    double patients = answer.sums()[starts[d + 1] - 1] / (PRESENCE * weights[d]);
    double unit = usual[d] / (often[d] * weights[d] * Math.max(1, patients));
    double[][] products = new double[scale.decisions().get(d).targets()][];
    for (int target = 0; target < products.length; target++) {
      int start = starts[d] + target * width;
      products[target] =
          Arrays.stream(answer.sums(), start, start + width).map(sum -> unit * sum).toArray();
    }
    double square = 1 + unit * answer.sums()[starts[d + 1] - 2] / SQUARE;
    return new Of(patients, products, square, unit * answer.deviation());
  }

  /** The answer without noise. */
  Answer exact(List<Patient> patients) {
    Question question = question(1);
    double[] sums = new double[question.width()];
    for (Patient patient : patients) {
      double[] own = question.clipped(patient);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += own[i];
      }
    }
    return new Answer(sums, 0);
  }
}
