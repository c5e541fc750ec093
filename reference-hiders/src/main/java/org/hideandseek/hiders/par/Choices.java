package org.hideandseek.hiders.par;

import java.util.Arrays;
import org.hideandseek.hiders.scaling.Coding;

/**
 * What is decided at a step, in this order: the time since the last step, what is measured, and the
 * values. Every decision is one channel or a few, and sees those before it.
 */
final class Choices {
  /** Normal distributions that a number or a gap is mixed from. */
  static final int MIXED = 5;

  /** Numbers of a mixture: weights, means and spreads. */
  static final int MIXTURE = 3 * MIXED;

  private final Coding coding;
  private final int features;
  private final int[] value;
  private final int[] code;
  private final int width;
  private final int codes;

  Choices(Coding coding) {
    this.coding = coding;
    features = coding.schema().featureCount();
    value = new int[features];
    code = new int[features];
    int end = 1 + features;
    int allCodes = 0;
    for (int f = 0; f < features; f++) {
      value[f] = end;
      end += coding.channels(f);
      code[f] = allCodes;
      allCodes += coding.numeric(f) ? 0 : coding.schema().features().get(f).codes();
    }
    width = end;
    codes = allCodes;
  }

  Coding coding() {
    return coding;
  }

  int features() {
    return features;
  }

  /** The channels of a step: gap, masks, values. */
  int width() {
    return width;
  }

  /** The channel that says whether a feature is measured. */
  int measured(int feature) {
    return 1 + feature;
  }

  /** The first channel of a feature's value. */
  int value(int feature) {
    return value[feature];
  }

  /** How many codes all features have together. */
  int codes() {
    return codes;
  }

  /** Where a feature's codes begin among the codes of all. */
  int code(int feature) {
    return code[feature];
  }

  /** The numbers that the decision on a feature's value comes from. */
  int outputs(int feature) {
    return coding.numeric(feature) ? MIXTURE : coding.schema().features().get(feature).codes();
  }

  /** The numbers that the longest decision comes from. */
  int mostOutputs() {
    int most = 1;
    for (int f = 0; f < features; f++) {
      most = Math.max(most, outputs(f));
    }
    return most;
  }

  /**
   * Which channels each decision sees: 1 or 0.
   *
   * @param hidden units that work on one decision
   * @return [width, 2 F, hidden], decisions being first the masks and then the values
   */
  float[] sight(int hidden) {
    float[] sight = new float[width * 2 * features * hidden];
    for (int channel = 0; channel < width; channel++) {
      for (int decision = 0; decision < 2 * features; decision++) {
        int before = decision < features ? measured(decision) : value[decision - features];
        if (channel < before) {
          int at = (channel * 2 * features + decision) * hidden;
          Arrays.fill(sight, at, at + hidden, 1);
        }
      }
    }
    return sight;
  }
}
