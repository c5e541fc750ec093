package org.hideandseek.hiders.diffusion;

/**
 * Sizes of a diffusion. They follow from the device and the members alone, so that the same members
 * give the same release.
 *
 * @param hidden width of the network
 * @param blocks depth of the network
 * @param batch series in a step of training
 * @param mostTraining steps of training
 * @param mostReverse steps from noise to a series
 * @param trainingCost most multiplications in training, forward
 * @param reverseCost most multiplications in sampling
 */
record Settings(
    int hidden,
    int blocks,
    int batch,
    int mostTraining,
    int mostReverse,
    double trainingCost,
    double reverseCost) {
  /** Longer series are learned in parts of this length. */
  static final int LONGEST_PART = 128;

  /** Steps of all series that are sampled at once. */
  static final int SAMPLED_AT_ONCE = 20_000;

  /** What is left of the averaged weights in a step of training. */
  static final double AVERAGING = 0.995;

  private static final int LEAST_TRAINING = 300;
  private static final int LEAST_REVERSE = 12;

  /** How often a series is seen in training at most, as few are soon known by heart. */
  private static final int MOST_EPOCHS = 200;

  /**
   * Sizes for a device.
   *
   * @param large whether it is a GPU
   */
  static Settings of(boolean large) {
    return large
        ? new Settings(256, 4, 256, 8000, 100, 1e15, 1e15)
        : new Settings(64, 2, 64, 1600, 50, 6e11, 2e12);
  }

  /**
   * How many steps to train.
   *
   * @param effort share of the steps
   * @param longest steps of the longest series
   * @param weights about as many multiplications a step of a series takes
   */
  int training(double effort, int patients, int longest, long weights) {
    double cost = (double) batch * Math.min(LONGEST_PART, longest) * weights;
    double affordable = Math.max(LEAST_TRAINING, trainingCost / cost);
    double useful = Math.ceil((double) MOST_EPOCHS * patients / batch);
    return (int) Math.max(1, effort * Math.min(mostTraining, Math.min(useful, affordable)));
  }

  /**
   * How many steps to take from noise to series.
   *
   * @param steps of all series together
   * @param weights about as many multiplications a step of a series takes
   */
  int reverse(double effort, long steps, long weights) {
    double affordable = Math.max(LEAST_REVERSE, reverseCost / ((double) steps * weights));
    return (int) Math.max(2, Math.min(1, 10 * effort) * Math.min(mostReverse, affordable));
  }
}
