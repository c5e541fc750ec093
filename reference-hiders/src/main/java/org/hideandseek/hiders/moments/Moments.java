package org.hideandseek.hiders.moments;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.privacy.Answer;
import org.hideandseek.hiders.privacy.Question;

/**
 * The moments of a cohort: for every decision the mean over patients of the products of regressors
 * and what was decided, a patient's own decisions of one kind being averaged first. The sums are
 * what the question asks for, so those of a sample are clipped as those of the members are.
 *
 * <p>In a patient's contribution every decision has a block: the products [targets][width], the
 * square of a normal score, and a constant that says that there was such a decision. A block is
 * divided by its usual length, and the joint norm is the usual one of a patient, both taken from
 * samples of the model before it has learned anything; what is longer is clipped.
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

  private final MomentScale scale;
  private final int[] widths;
  private final int[] starts;
  private final double[] usual;
  private final double norm;

  /**
   * Fixes what is asked.
   *
   * @param sample of the model before it has learned anything; not empty
   */
  Moments(MomentScale scale, List<Patient> sample) {
    this.scale = scale;
    widths = scale.widths();
    starts = new int[widths.length + 1];
    for (int d = 0; d < widths.length; d++) {
      starts[d + 1] = starts[d] + widths[d] * scale.decisions().get(d).targets() + 2;
    }
    usual = new double[widths.length];
    int[] present = new int[widths.length];
    for (Patient patient : sample) {
      double[] raw = raw(patient);
      for (int d = 0; d < usual.length; d++) {
        usual[d] += squares(raw, d);
        present[d] += raw[starts[d + 1] - 1] > 0 ? 1 : 0;
      }
    }
    double blocks = 0;
    for (int d = 0; d < usual.length; d++) {
      usual[d] =
          present[d] == 0 ? Math.sqrt(widths[d]) : Math.max(1e-3, Math.sqrt(usual[d] / present[d]));
      blocks += (double) present[d] / sample.size();
    }
    norm = ROOM * Math.sqrt(Math.max(1, blocks * (1 + PRESENCE * PRESENCE)));
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
        own[i] *= longest / usual[d];
      }
      own[starts[d + 1] - 1] *= PRESENCE;
    }
    return own;
  }

  /** Means over a patient's decisions, and 1 where there were any. */
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
      for (int i = starts[d]; i < starts[d + 1] - 1; i++) {
        raw[i] /= Math.max(1, counts[d]);
      }
      raw[starts[d + 1] - 1] = counts[d] > 0 ? 1 : 0;
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
  record Of(double patients, double[][] products, double square, double noise) {}

  /** What an answer to the question says about one decision. */
  Of of(int d, Answer answer) {
    int width = widths[d];
    double patients = answer.sums()[starts[d + 1] - 1] / PRESENCE;
    double unit = usual[d] / Math.max(1, patients);
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

  /** The usual size of a product. */
  double usualProduct(int d) {
    return usual[d] / Math.sqrt(widths[d] * scale.decisions().get(d).targets());
  }
}
