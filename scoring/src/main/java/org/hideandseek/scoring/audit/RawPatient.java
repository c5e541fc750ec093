package org.hideandseek.scoring.audit;

/**
 * A patient as the bits in the files, so that nothing that a reader would smooth over is lost, such
 * as the many codes that all mean NaN.
 *
 * @param length 1..T
 * @param times [T] bits of float32
 * @param values [T * F] bits of float32, row-major by step
 * @param statics [S] bits of float32
 */
public record RawPatient(int length, int[] times, int[] values, int[] statics) {
  /** The NaN that Java and NumPy write. */
  public static final int USUAL_NAN = 0x7fc00000;

  static boolean isNan(int bits) {
    return (bits & 0x7f800000) == 0x7f800000 && (bits & 0x007fffff) != 0;
  }

  int featureCount() {
    return values.length / times.length;
  }

  float value(int step, int feature) {
    return Float.intBitsToFloat(values[step * featureCount() + feature]);
  }

  float time(int step) {
    return Float.intBitsToFloat(times[step]);
  }
}
