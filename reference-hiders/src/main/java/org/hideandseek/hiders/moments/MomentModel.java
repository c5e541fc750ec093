package org.hideandseek.hiders.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.hiders.privacy.Answer;
import org.hideandseek.hiders.privacy.Curator;
import org.hideandseek.hiders.privacy.PrivateMarginals;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A generalised linear model for every decision: normal scores by linear regressions with normal
 * residuals, what is measured and codes by logistic ones. The products of regressors and targets
 * are sufficient statistics of such models, given those of the regressors with each other. The
 * latter, which would be the square in number, aren't asked for: the model's own samples show them.
 * In rounds, weights are moved by a Newton step towards those with which the samples show the
 * products that the members have, give or take the noise (the simulated method of moments, McFadden
 * 1989; indirect inference, Gourieroux, Monfort and Renault 1993).
 */
final class MomentModel {
  /** How far weights are from what they would be by default, as a rule: normal scores, logits. */
  private static final double USUAL_SLOPE = 0.3;

  private static final double USUAL_LOGIT = 3;

  /** By default the next value is this much of the last one and of the mean so far. */
  private static final double PERSISTENCE = 0.4;

  /** How far a mean square of scores is from 1, as a rule. */
  private static final double USUAL_SQUARE = 0.2;

  private static final double SMALLEST_SPREAD = 0.15;
  private static final double LARGEST_SPREAD = 1.3;

  private static final int ROUNDS = 30;
  private static final int CALIBRATIONS = 2;

  /** A part of a Newton step, as weights also change what the next decisions depend on. */
  private static final double STEP = 0.35;

  /** No weight moves farther in a round, in usual distances. */
  private static final double LARGEST_STEP = 0.3;

  private static final double DAMPING = 0.05;

  private static final double PILOT_STEPS = 50_000;
  private static final double PILOT_CELLS = 1_000_000;
  private static final double LARGEST_PILOT = 5000;
  private static final double SMALLEST_PILOT = 50;
  private static final int PATIENCE = 20;
  private static final double LARGEST_LATENT = 4;

  private final MomentScale scale;
  private final Schema schema;
  private final double[][][] weights;
  private final double[] spreads;

  /** Of the features, then of the gap. */
  private Drift[] drifts;

  /**
   * Learns all weights from one question.
   *
   * @param share of the budget
   * @param effort the share of the planned samples that are drawn, up to 1
   */
  MomentModel(
      PrivateMarginals marginals,
      PatientCopula copula,
      Curator curator,
      double share,
      double effort,
      RandomGenerator random) {
    scale = new MomentScale(marginals.coding(), copula);
    schema = scale.coding().schema();
    drifts = Drift.none(schema.featureCount() + 1);
    weights = defaults();
    spreads = new double[weights.length];
    for (int d = 0; d < spreads.length; d++) {
      spreads[d] =
          scale.decisions().get(d).first() ? 1 : Math.sqrt(1 - 2 * PERSISTENCE * PERSISTENCE);
    }
    double steps = Math.min(PILOT_STEPS, PILOT_CELLS / schema.featureCount());
    double most = effort * Math.min(LARGEST_PILOT, steps / marginals.meanLength());
    int pilot = (int) Math.max(SMALLEST_PILOT, most);
    List<PatientCopula.Start> starts = new ArrayList<>();
    for (int i = 0; i < pilot; i++) {
      starts.add(copula.draw(random));
    }
    long seed = random.nextLong();
    Moments moments = new Moments(scale, sample(starts, seed, new Drift.Log(drifts.length)));
    Answer answer = curator.answer(moments.question(share));
    double[][][] before = defaults();
    for (int round = 0; round < ROUNDS; round++) {
      List<Patient> sample = sample(starts, seed, new Drift.Log(drifts.length));
      Answer shown = moments.exact(sample);
      double[][][][] curvatures = curvatures(moments, sample);
      for (int d = 0; d < weights.length; d++) {
        move(d, moments.of(d, answer), moments.of(d, shown), curvatures[d], before[d]);
      }
    }
    for (int round = 0; round < CALIBRATIONS; round++) {
      Drift.Log scores = new Drift.Log(drifts.length);
      sample(starts, seed, scores);
      drifts = scores.drifts();
    }
  }

  private double[][][] defaults() {
    int[] widths = scale.widths();
    double[][][] defaults = new double[widths.length][][];
    for (int d = 0; d < widths.length; d++) {
      Decision decision = scale.decisions().get(d);
      defaults[d] = new double[decision.targets()][widths[d]];
      switch (decision.kind()) {
        case GAP -> {}
        case MEASURED -> defaults[d][0][0] = logit(scale.coding().measured(decision.feature()));
        case NUMBER -> {
          if (!decision.first()) {
            defaults[d][0][Journey.LAST] = PERSISTENCE;
            defaults[d][0][Journey.MEAN] = PERSISTENCE;
          }
        }
        case CODE -> {
          for (int target = 0; target < decision.targets(); target++) {
            int code = decision.targets() == 1 ? 1 : target;
            defaults[d][target][0] = logit(scale.coding().share(decision.feature(), code));
          }
        }
      }
    }
    return defaults;
  }

  private static double logit(double share) {
    double kept = Math.min(0.995, Math.max(0.005, share));
    return Math.log(kept / (1 - kept));
  }

  /** Patients by the weights as they are; of the same seed, so that rounds differ by them alone. */
  private List<Patient> sample(List<PatientCopula.Start> starts, long seed, Drift.Log scores) {
    List<Patient> sample = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      sample.add(draw(starts.get(i), new SplittableRandom(seed + i), scores));
    }
    return sample;
  }

  /**
   * The derivatives of the products by the weights, over a sample.
   *
   * @return [decisions][targets][width][width], lower triangles
   */
  private double[][][][] curvatures(Moments moments, List<Patient> sample) {
    double[][][][] all = new double[weights.length][][][];
    for (int d = 0; d < all.length; d++) {
      all[d] = new double[weights[d].length][moments.width(d)][moments.width(d)];
    }
    int[] counts = new int[all.length];
    for (Patient patient : sample) {
      new Replay(
              scale,
              patient,
              (at, regressors, decided) -> {
                counts[at]++;
                addCurvature(all[at], at, regressors);
              })
          .walk();
    }
    for (int d = 0; d < all.length; d++) {
      for (double[][] matrix : all[d]) {
        for (double[] row : matrix) {
          for (int j = 0; j < row.length; j++) {
            row[j] /= Math.max(1, counts[d]);
          }
        }
      }
    }
    return all;
  }

  private void addCurvature(double[][][] matrices, int d, Regressors regressors) {
    double[] x = regressors.toDoubles();
    for (int target = 0; target < matrices.length; target++) {
      double by = 1;
      if (!scale.decisions().get(d).linear()) {
        double probability = logistic(regressors.dot(weights[d][target]));
        by *= probability * (1 - probability);
      }
      for (int i = 0; i < x.length; i++) {
        double left = by * x[i];
        for (int j = 0; j <= i && left != 0; j++) {
          matrices[target][i][j] += left * x[j];
        }
      }
    }
  }

  private void move(
      int d, Moments.Of wanted, Moments.Of shown, double[][][] curvature, double[][] before) {
    if (wanted.patients() < 1 || shown.patients() < 1) {
      return;
    }
    boolean linear = scale.decisions().get(d).linear();
    double chance = 1 / wanted.patients() + 1 / shown.patients();
    double usual = linear ? USUAL_SLOPE : USUAL_LOGIT;
    double residual = linear ? spreads[d] * spreads[d] : 1;
    for (int target = 0; target < before.length; target++) {
      double[] gap = new double[before[target].length];
      for (int i = 0; i < gap.length; i++) {
        gap[i] = wanted.products()[target][i] - shown.products()[target][i];
      }
      double[] own = weights[d][target];
      double[] moved =
          newton(
              curvature[target],
              gap,
              wanted.noise() * wanted.noise(),
              residual * chance,
              usual,
              own,
              before[target]);
      double largest = DoubleStream.of(moved).map(Math::abs).max().orElse(0);
      double step = Math.min(STEP, LARGEST_STEP * usual / Math.max(1e-9, largest));
      for (int i = 0; i < own.length; i++) {
        own[i] += step * moved[i];
      }
    }
    if (linear) {
      double unsure =
          (wanted.squareNoise() * wanted.squareNoise() + 2 * chance)
              / (USUAL_SQUARE * USUAL_SQUARE);
      double square =
          spreads[d] * spreads[d] + STEP * (wanted.square() - shown.square()) / (1 + unsure);
      spreads[d] =
          Math.sqrt(
              Math.max(
                  SMALLEST_SPREAD * SMALLEST_SPREAD,
                  Math.min(LARGEST_SPREAD * LARGEST_SPREAD, square)));
    }
  }

  /**
   * The step to the likeliest weights, if the products were normal with covariance {@code noise I +
   * chance A} about what the weights make of them, A being their derivatives by the weights, and
   * the weights normal about the default ones.
   *
   * @param lower A, by its lower triangle
   * @param gap wanted products less shown ones
   * @param noise variance of what was added to them
   * @param chance variance of a target, over the number of patients
   * @param usual standard deviation of weights
   */
  private static double[] newton(
      double[][] lower,
      double[] gap,
      double noise,
      double chance,
      double usual,
      double[] own,
      double[] before) {
    int size = gap.length;
    double floor = 1e-9;
    for (int i = 0; i < size; i++) {
      floor += 1e-4 * chance * lower[i][i] / size;
    }
    RealMatrix a = new Array2DRowRealMatrix(size, size);
    RealMatrix covariance = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        a.setEntry(i, j, lower[i][j]);
        a.setEntry(j, i, lower[i][j]);
        covariance.setEntry(i, j, chance * lower[i][j]);
        covariance.setEntry(j, i, chance * lower[i][j]);
      }
      covariance.addToEntry(i, i, noise + floor);
    }
    RealMatrix weighted = a.multiply(inverse(covariance));
    RealMatrix normal = weighted.multiply(a);
    RealVector right = weighted.operate(new ArrayRealVector(gap, false));
    for (int i = 0; i < size; i++) {
      right.addToEntry(i, -(own[i] - before[i]) / (usual * usual));
      normal.multiplyEntry(i, i, 1 + DAMPING);
      normal.addToEntry(i, i, 1 / (usual * usual));
      for (int j = 0; j < i; j++) {
        // Rounding must not be taken for an asymmetry.
        normal.setEntry(j, i, normal.getEntry(i, j));
      }
    }
    return new CholeskyDecomposition(normal, 1e-6, 1e-14).getSolver().solve(right).toArray();
  }

  private static RealMatrix inverse(RealMatrix covariance) {
    return new CholeskyDecomposition(covariance, 1e-6, 1e-14).getSolver().getInverse();
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Draws a patient. */
  Patient draw(RandomGenerator random) {
    return draw(scale.copula().draw(random), random, new Drift.Log(drifts.length));
  }

  private Patient draw(PatientCopula.Start start, RandomGenerator random, Drift.Log scores) {
    for (int tries = 0; ; tries++) {
      Patient patient =
          scale
              .journey(start.length(), start.statics(), drifts)
              .walk(start.statics(), new Chance(random, scores));
      boolean inTime = patient.times()[patient.length() - 1] < schema.horizon();
      if (inTime || tries == PATIENCE) {
        return patient;
      }
    }
  }

  /** Lets the models decide. */
  private final class Chance implements Journey.Script {
    private final RandomGenerator random;
    private final Drift.Log scores;

    Chance(RandomGenerator random, Drift.Log scores) {
      this.random = random;
      this.scores = scores;
    }

    /** A normal score of a variable, as it should be. */
    private double score(Journey journey, int d, int variable) {
      double mean = journey.regressors(scale.decisions().get(d)).dot(weights[d][0]);
      double score = mean + spreads[d] * random.nextGaussian();
      double kept = Math.max(-LARGEST_LATENT, Math.min(LARGEST_LATENT, score));
      scores.add(variable, kept);
      return drifts[variable].corrected(kept);
    }

    @Override
    public double gap(Journey journey) {
      int d = Decision.gap(journey.step() == 1);
      return scale.coding().gap().value(score(journey, d, drifts.length - 1));
    }

    @Override
    public void measured(Journey journey, boolean[] measured) {
      for (int tries = 0; tries < PATIENCE; tries++) {
        Arrays.fill(measured, false);
        boolean any = false;
        for (int f = 0; f < measured.length; f++) {
          int d = Decision.measured(f, journey.step() == 0);
          Regressors regressors = journey.regressors(scale.decisions().get(d));
          measured[f] = random.nextDouble() < logistic(regressors.dot(weights[d][0]));
          any |= measured[f];
        }
        if (any || scale.coding().everEmpty()) {
          return;
        }
      }
    }

    @Override
    public float value(Journey journey, int feature) {
      int d = Decision.value(feature, !journey.known(feature));
      if (scale.coding().numeric(feature)) {
        return scale.coding().number(feature).value(score(journey, d, feature));
      }
      Regressors regressors = journey.regressors(scale.decisions().get(d));
      double[] chances =
          Arrays.stream(weights[d]).mapToDouble(own -> logistic(regressors.dot(own))).toArray();
      double place = random.nextDouble();
      if (chances.length == 1) {
        return place < chances[0] ? 1 : 0;
      }
      place *= DoubleStream.of(chances).sum();
      int code = 0;
      while (code < chances.length - 1 && place >= chances[code]) {
        place -= chances[code];
        code++;
      }
      return code;
    }
  }
}
