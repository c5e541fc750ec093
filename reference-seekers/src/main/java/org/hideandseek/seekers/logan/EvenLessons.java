package org.hideandseek.seekers.logan;

import java.util.SplittableRandom;

/**
 * Batches of which one half comes from the release and one from the reference. Both are gone
 * through in an order that is drawn anew every time; the smaller one comes round more often.
 */
final class EvenLessons implements Lessons {
  private final Round release;
  private final Round reference;
  private final int half;

  /**
   * Lessons from two classes.
   *
   * @param release at least one patient
   * @param reference at least one patient
   * @param half patients of each class in a batch
   */
  EvenLessons(Example[] release, Example[] reference, int half, SplittableRandom random) {
    this.release = new Round(release, random);
    this.reference = new Round(reference, random);
    this.half = half;
  }

  @Override
  public Batch next() {
    Example[] patients = new Example[2 * half];
    float[] labels = new float[2 * half];
    for (int i = 0; i < half; i++) {
      patients[i] = release.next();
      labels[i] = 1;
      patients[half + i] = reference.next();
    }
    return new Batch(patients, labels);
  }

  /** One class, over and over. */
  private static final class Round {
    private final Example[] patients;
    private final SplittableRandom random;
    private int next;

    Round(Example[] patients, SplittableRandom random) {
      this.patients = patients.clone();
      this.random = random;
    }

    /** As a shuffle that is done only as far as it is needed. */
    Example next() {
      int other = next + random.nextInt(patients.length - next);
      Example drawn = patients[other];
      patients[other] = patients[next];
      patients[next] = drawn;
      next = (next + 1) % patients.length;
      return drawn;
    }
  }
}
