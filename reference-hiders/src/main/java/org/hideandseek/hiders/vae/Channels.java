package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * Where numbers and codes lie among the channels of values, V of them: n numbers, and m features of
 * codes, all padded to as many codes as the one with most has.
 */
final class Channels {
  private static final float IMPOSSIBLE = -1e4f;

  private final Sheet sheet;
  private final int features;
  private final int[] numbers;
  private final int[] codes;
  private final int mostCodes;

  Channels(Coding coding, Sheet sheet) {
    this.sheet = sheet;
    features = coding.schema().featureCount();
    numbers = IntStream.range(0, features).filter(coding::numeric).toArray();
    codes = IntStream.range(0, features).filter(f -> !coding.numeric(f)).toArray();
    mostCodes = Arrays.stream(codes).map(sheet::channels).max().orElse(0);
  }

  /** The features that are numbers, [n]. */
  int[] numbers() {
    return numbers.clone();
  }

  /** The features that are codes, [m]. */
  int[] codes() {
    return codes.clone();
  }

  int mostCodes() {
    return mostCodes;
  }

  /** F. */
  int features() {
    return features;
  }

  /** V. */
  int values() {
    return sheet.width() - sheet.value(0);
  }

  /** The feature of every channel, [V]. */
  int[] owners() {
    int[] owners = new int[values()];
    for (int f = 0; f < features; f++) {
      int first = sheet.value(f) - sheet.value(0);
      Arrays.fill(owners, first, first + sheet.channels(f), f);
    }
    return owners;
  }

  /** [V, n] picks the numbers. */
  NDArray pickNumbers(NDManager manager) {
    float[] pick = new float[values() * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      pick[(sheet.value(numbers[i]) - sheet.value(0)) * numbers.length + i] = 1;
    }
    return manager.create(pick, new Shape(values(), numbers.length));
  }

  /** [F, n] picks whether numbers are measured. */
  NDArray pickMeasured(NDManager manager) {
    float[] pick = new float[features * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      pick[numbers[i] * numbers.length + i] = 1;
    }
    return manager.create(pick, new Shape(features, numbers.length));
  }

  /** [V, m * codes] picks the codes. */
  NDArray pickCodes(NDManager manager) {
    int width = codes.length * mostCodes;
    float[] pick = new float[values() * width];
    for (int i = 0; i < codes.length; i++) {
      for (int code = 0; code < sheet.channels(codes[i]); code++) {
        int channel = sheet.value(codes[i]) - sheet.value(0) + code;
        pick[channel * width + i * mostCodes + code] = 1;
      }
    }
    return manager.create(pick, new Shape(values(), width));
  }

  /** [m * codes] what keeps the codes out that are padding. */
  NDArray impossible(NDManager manager) {
    float[] impossible = new float[codes.length * mostCodes];
    for (int i = 0; i < codes.length; i++) {
      int first = i * mostCodes;
      Arrays.fill(impossible, first + sheet.channels(codes[i]), first + mostCodes, IMPOSSIBLE);
    }
    return manager.create(impossible);
  }
}
