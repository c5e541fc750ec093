package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.hiders.HidingException;

/**
 * DP-SGD (Abadi et al., arXiv 1607.00133) with Adam: every patient takes part in a step by a coin
 * of its own, its gradient is clipped, and Gaussian noise is added to the sum. As nothing else
 * leaves the patients, there is no validation share and no early stop, and no loss is told.
 */
public final class PrivateTrainer {
  /** Numbers of all patients' own gradients that are held at once. */
  private static final long MOST_NUMBERS = 16_000_000;

  private static final int LARGEST_BATCH = 64;

  /** Of the running mean of the weights, which costs no privacy. */
  private static final double DECAY = 0.99;

  private final Session session;
  private final Plan plan;
  private final SplittableRandom coins;
  private final SplittableRandom noise;

  /**
   * How long, and how private.
   *
   * @param mechanism noise multiplier, probability that a patient takes part in a step, and steps
   * @param clip C, largest norm of a patient's gradient
   * @param rate of Adam's first step
   */
  public record Plan(SubsampledGaussian mechanism, double clip, double rate) {
    public Plan {
      if (!(clip > 0) || !(rate > 0)) {
        throw new IllegalArgumentException("a plan has positive numbers only");
      }
    }
  }

  /**
   * A trainer.
   *
   * @param random for this trainer alone: how much of it is used depends on the patients
   */
  public PrivateTrainer(Session session, Plan plan, SplittableRandom random) {
    this.session = session;
    this.plan = plan;
    noise = random.split();
    coins = random;
  }

  /**
   * Trains.
   *
   * @param name of the network, as progress shows it
   * @param patients how many there are
   * @throws HidingException if it diverges before there is a good state
   */
  public void fit(String name, Weights weights, int patients, Trainer.Objective objective) {
    int steps = plan.mechanism().steps();
    Descent descent = new Descent(plan.rate(), 0.9, steps, Double.POSITIVE_INFINITY);
    int looks = Math.max(1, steps / 10);
    for (int step = 1; step <= steps; step++) {
      if (!step(weights, descent, patients, objective)) {
        if (step <= looks) {
          throw new HidingException(
              "the training of " + name + " diverged at step " + step + ", before any good state");
        }
        session.say("%s: diverged at step %d; going on with the last good state", name, step);
        break;
      }
      if (step % looks == 0 || step == steps) {
        weights.keepAverage();
        session.say("%s: step %d of %d", name, step, steps);
      }
    }
    weights.restore();
  }

  /**
   * One step, for whoever trains several networks in turn; the mechanism's steps are the caller's
   * to count.
   *
   * @return false if the gradient was not finite, and nothing was moved
   */
  public boolean step(Weights weights, Descent descent, int patients, Trainer.Objective objective) {
    NDArray gradient = noisedSum(weights, sample(patients), objective);
    boolean finite = Float.isFinite(gradient.sum().getFloat());
    if (finite) {
      descent.move(weights, gradient);
      weights.average(DECAY);
    }
    gradient.close();
    // Losses may have drawn in the engine, as often as patients took part.
    session.reseed(noise.nextLong());
    return finite;
  }

  /** The patients of a step, each by a coin of its own. */
  private int[] sample(int patients) {
    int[] drawn = new int[patients];
    int count = 0;
    for (int patient = 0; patient < patients; patient++) {
      if (coins.nextDouble() < plan.mechanism().rate()) {
        drawn[count++] = patient;
      }
    }
    return Arrays.copyOf(drawn, count);
  }

  /**
   * The sum of the patients' clipped gradients, with noise; the caller closes it.
   *
   * @return [P]
   */
  NDArray noisedSum(Weights weights, int[] patients, Trainer.Objective objective) {
    double deviation = plan.mechanism().sigma() * plan.clip();
    float[] drawn = new float[Math.toIntExact(weights.size())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (deviation * noise.nextGaussian());
    }
    NDArray sum = session.manager().create(drawn);
    int most = (int) Math.max(1, Math.min(LARGEST_BATCH, MOST_NUMBERS / weights.size()));
    for (int from = 0; from < patients.length; from += most) {
      int[] batch = Arrays.copyOfRange(patients, from, Math.min(patients.length, from + most));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Leaves leaves = weights.perPatient(batch.length);
        session.descend(leaves, own -> objective.losses(own, batch).sum());
        NDArray gradients = leaves.gradient();
        NDArray norms = gradients.norm(new int[] {1}, true);
        sum.addi(gradients.div(norms.div(plan.clip()).maximum(1)).sum(new int[] {0}));
      }
    }
    return sum;
  }
}
