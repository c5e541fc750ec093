package org.hideandseek.seekers.logan;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.SeekingException;

/**
 * Trains classifiers to tell the release from reference patients; a candidate's score is how much
 * it looks like the release. Who was learnt by heart as a released patient looks more like it than
 * any new patient.
 *
 * <p>It is the discriminator that LOGAN (Hayes et al., PoPETs 2019) trains when it knows people who
 * are not members, in the form that van Breugel et al. (AISTATS 2023) compare with, and with the
 * recurrent network of the binary predictor of the Hide-and-Seek competition (Jordon et al., arXiv
 * 2007.12087). The published code of the second draws batches from one class only; here {@link
 * EvenLessons} shows both.
 */
public final class LoganSeeker implements Seeker {
  /** Numbers that the steps of a patient take at most, so that no cohort takes too much memory. */
  private static final int NUMBERS = 4000;

  /**
   * Networks of each kind whose logits are averaged. What each of them thinks of people whom it
   * never saw is mostly chance.
   */
  private static final int TWINS = 3;

  private static final Kind FLAT = new Kind(FlatNetwork::new, 128, 2e-3, 300, 1500);
  private static final Kind RECURRENT = new Kind(RecurrentNetwork::new, 64, 1e-2, 300, 2500);
  private static final int EPOCHS = 20;

  /** The engine adds up the rows of a batch in more than one way. */
  private static final double ROUNDING = 1e-5;

  private final double effort;

  /**
   * A seeker.
   *
   * @param effort share of the training steps that it takes: 1, but for tests
   */
  public LoganSeeker(double effort) {
    this.effort = effort;
  }

  /**
   * A network and how it is trained.
   *
   * @param half patients of each class in a batch
   * @param rate of the first step
   * @param fewest steps, where the classes are small
   * @param most steps, where they are large
   */
  private record Kind(
      Function<Representation, Network> network, int half, double rate, int fewest, int most) {

    /** Every patient of the larger class is seen as often as there are epochs, within bounds. */
    int steps(int larger, double effort) {
      long wanted = (long) EPOCHS * larger / half;
      return (int) Math.max(1, Math.round(effort * Math.max(fewest, Math.min(most, wanted))));
    }
  }

  @Override
  public float[] score(Task task, Evidence evidence) {
    return mean(flat(task, evidence), recurrent(task, evidence));
  }

  static float[] mean(float[] flat, float[] recurrent) {
    float[] mean = new float[flat.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (flat[i] + recurrent[i]) / 2;
    }
    return mean;
  }

  /** What the networks with one row per patient think, standardised over the candidates. */
  float[] flat(Task task, Evidence evidence) {
    return standardised(logits(FLAT, task, evidence));
  }

  /** What the networks that read step by step think, standardised over the candidates. */
  float[] recurrent(Task task, Evidence evidence) {
    return standardised(logits(RECURRENT, task, evidence));
  }

  private double[] logits(Kind kind, Task task, Evidence evidence) {
    Cohort release = evidence.release();
    Cohort reference = evidence.neededReference();
    if (release.size() == 0) {
      throw new SeekingException("there is nothing to learn from: the release has no patient");
    }
    Representation common = Representation.of(List.of(release, reference), NUMBERS);
    Example[] released = common.examples(release);
    Example[] others = common.examples(reference);
    Example[] candidates = common.examples(evidence.candidates());
    int steps = kind.steps(Math.max(released.length, others.length), effort);
    SplittableRandom random = new SplittableRandom(task.seed());
    double[] sum = new double[candidates.length];
    for (int twin = 0; twin < TWINS; twin++) {
      long seed = random.nextLong();
      Lessons lessons = new EvenLessons(released, others, kind.half, random.split());
      float[] logits =
          Classifier.logits(
              seed, kind.network.apply(common), lessons, steps, kind.rate, candidates);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += logits[i];
      }
    }
    return sum;
  }

  /** All 0 where all are the same, but for rounding. */
  private static float[] standardised(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    double deviation = Math.sqrt(variance);
    float[] standardised = new float[values.length];
    if (deviation > ROUNDING * (1 + Math.abs(mean))) {
      for (int i = 0; i < values.length; i++) {
        standardised[i] = (float) ((values[i] - mean) / deviation);
      }
    }
    return standardised;
  }
}
