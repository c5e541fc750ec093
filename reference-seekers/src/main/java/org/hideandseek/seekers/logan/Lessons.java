package org.hideandseek.seekers.logan;

/** What a classifier is shown, batch by batch. */
interface Lessons {

  /**
   * Patients with their classes.
   *
   * @param patients [B]
   * @param labels [B] 1 = of the release, 0 = of the reference
   */
  record Batch(Example[] patients, float[] labels) {}

  /** The next batch. */
  Batch next();
}
