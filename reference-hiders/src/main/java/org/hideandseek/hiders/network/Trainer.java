package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.hiders.HidingException;

/**
 * Trains a network on batches of patients, and stops when a validation share of them gains no more.
 * The running mean of the weights that was best on it is what stays.
 */
public final class Trainer {
  private static final double VALIDATION_SHARE = 0.1;
  private static final int MOST_VALIDATED = 400;
  private static final int VALIDATION_BATCH = 100;

  private final Session session;
  private final Plan plan;
  private final SplittableRandom random;
  private double decay = 0.98;
  private int judgements = 1;
  private double tolerance;

  /**
   * How long and how fast.
   *
   * @param batch patients in a step
   * @param steps at most
   * @param rate of Adam's first step
   * @param clip largest norm of a gradient
   * @param looks how many steps lie between two looks at the validation share
   * @param patience how many looks without a gain end the training
   */
  public record Plan(int batch, int steps, double rate, double clip, int looks, int patience) {
    public Plan {
      if (batch < 1 || steps < 1 || looks < 1 || patience < 1 || !(rate > 0) || !(clip > 0)) {
        throw new IllegalArgumentException("a plan has positive numbers only");
      }
    }
  }

  /** What a network is trained for. */
  public interface Objective {
    /**
     * The losses of some patients.
     *
     * @param patients [B] their positions
     * @return [B]
     */
    NDArray losses(Leaves leaves, int[] patients);
  }

  public Trainer(Session session, Plan plan, SplittableRandom random) {
    this.session = session;
    this.plan = plan;
    this.random = random;
  }

  /**
   * Judges and keeps another running mean of the weights.
   *
   * @param share what is left of the mean in a step, below 1; 0.98 at first
   */
  public Trainer averaging(double share) {
    decay = share;
    return this;
  }

  /**
   * Judges losses that are drawn: by a mean, and with tolerance, as a lucky draw must not end the
   * training. The latest weights that are not clearly worse than the best are the ones that stay.
   *
   * @param times how often the validation share is judged at a look; 1 at first
   * @param share of the best loss by which a later one may be larger, for losses that are positive;
   *     0 at first
   */
  public Trainer judging(int times, double share) {
    judgements = times;
    tolerance = share;
    return this;
  }

  /**
   * Trains.
   *
   * @param name of the network, as progress shows it
   * @param patients how many there are
   * @throws HidingException if it diverges before there is a good state
   */
  public void fit(String name, Weights weights, int patients, Objective objective) {
    int[] order = shuffled(patients, random);
    int validated = (int) Math.min(MOST_VALIDATED, VALIDATION_SHARE * patients);
    int[] validation = Arrays.copyOf(order, validated);
    int[] training = Arrays.copyOfRange(order, validated, patients);
    Descent descent = new Descent(plan.rate(), 0.9, plan.steps(), plan.clip());
    double best = Double.POSITIVE_INFINITY;
    int lookedInVain = 0;
    double sum = 0;
    int next = training.length;
    for (int step = 1; step <= plan.steps(); step++) {
      if (next + plan.batch() > training.length) {
        shuffle(training, random);
        next = 0;
      }
      int[] batch =
          Arrays.copyOfRange(training, next, Math.min(training.length, next + plan.batch()));
      next += batch.length;
      double loss =
          session.step(weights, descent, leaves -> objective.losses(leaves, batch).mean());
      if (!Double.isFinite(loss)) {
        stop(name, step, best);
        break;
      }
      sum += loss;
      weights.average(decay);
      if (step % plan.looks() == 0 || step == plan.steps()) {
        int since = (step - 1) % plan.looks() + 1;
        double trained = sum / since;
        double judged = validated == 0 ? trained : mean(weights, validation, objective);
        sum = 0;
        session.say(
            "%s: step %d of %d, loss %.4f, validation %.4f",
            name, step, plan.steps(), trained, judged);
        boolean first = best == Double.POSITIVE_INFINITY && Double.isFinite(judged);
        if (first || judged < best + tolerance * Math.abs(best)) {
          best = Math.min(best, judged);
          lookedInVain = 0;
          weights.keepAverage();
        } else if (!Double.isFinite(judged)) {
          stop(name, step, best);
          break;
        } else if (++lookedInVain == plan.patience()) {
          session.say("%s: no more gain after step %d", name, step);
          break;
        }
      }
    }
    weights.restore();
  }

  private void stop(String name, int step, double best) {
    if (best == Double.POSITIVE_INFINITY) {
      throw new HidingException(
          "the training of " + name + " diverged at step " + step + ", before any good state");
    }
    session.say("%s: diverged at step %d; going on with the last good state", name, step);
  }

  private double mean(Weights weights, int[] patients, Objective objective) {
    double sum = 0;
    for (int judgement = 0; judgement < judgements; judgement++) {
      for (int start = 0; start < patients.length; start += VALIDATION_BATCH) {
        int end = Math.min(patients.length, start + VALIDATION_BATCH);
        int[] batch = Arrays.copyOfRange(patients, start, end);
        for (float loss : session.compute(() -> objective.losses(weights.averaged(), batch))) {
          sum += loss;
        }
      }
    }
    return sum / judgements / patients.length;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    return order;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
  }
}
