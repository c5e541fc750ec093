package org.hideandseek.scoring.audit;

import java.util.OptionalLong;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;

/**
 * Patients as numbers of 64 bits that are equal for equal patients, and likely so for nearly equal
 * ones. Patients with few measurements are equal by chance and have none.
 */
public final class Fingerprint {
  /** How many grids a near fingerprint is asked for on; nearly equal patients agree on some. */
  public static final int GRIDS = 4;

  /** With fewer different numbers, two patients are equal by chance. */
  private static final int FEWEST_NUMBERS = 8;

  private static final int NUMBERS_COMPARED = 12;

  /** How far apart, as a share, two numbers may be to be nearly equal. */
  private static final double NEAR = 0.02;

  private static final int TIME_CELLS = 200;

  private final Schema schema;

  public Fingerprint(Schema schema) {
    this.schema = schema;
  }

  /** Of length, times, values and statics; all codes of NaN are the same. */
  public OptionalLong exact(RawPatient patient) {
    if (!enough(patient)) {
      return OptionalLong.empty();
    }
    Mixed mixed = new Mixed(patient.length());
    for (int t = 0; t < patient.length(); t++) {
      mixed.add(patient.times()[t]);
    }
    for (int cell = 0; cell < patient.length() * schema.featureCount(); cell++) {
      mixed.add(canonical(patient.values()[cell]));
    }
    for (int bits : patient.statics()) {
      mixed.add(canonical(bits));
    }
    return OptionalLong.of(mixed.value());
  }

  /**
   * Of length, what was measured when, and the first numbers on a grid of 2 %.
   *
   * @param grid 0 to GRIDS - 1, each shifted against the others
   */
  public OptionalLong near(RawPatient patient, int grid) {
    if (!enough(patient)) {
      return OptionalLong.empty();
    }
    double shift = (double) grid / GRIDS;
    Mixed mixed = new Mixed(patient.length());
    mixed.add(grid);
    int numbers = 0;
    for (int t = 0; t < patient.length(); t++) {
      if (t < NUMBERS_COMPARED) {
        mixed.add((int) Math.floor(patient.time(t) / schema.horizon() * TIME_CELLS + shift));
      }
      for (int f = 0; f < schema.featureCount(); f++) {
        float value = patient.value(t, f);
        boolean numeric = schema.features().get(f).kind() == Kind.NUMERIC;
        if (Float.isNaN(value) || !numeric) {
          mixed.add(canonical(Float.floatToRawIntBits(value)));
        } else if (numbers++ < NUMBERS_COMPARED) {
          mixed.add(cell(value, shift));
        }
      }
    }
    return OptionalLong.of(mixed.value());
  }

  private static int cell(float value, double shift) {
    int magnitude = (int) Math.floor(Math.log(Math.abs(value) + 1e-6) / NEAR + shift);
    return value < 0 ? -magnitude - 1_000_000 : magnitude;
  }

  private boolean enough(RawPatient patient) {
    int numbers = 0;
    int[] last = new int[schema.featureCount()];
    for (int t = 0; t < patient.length(); t++) {
      for (int f = 0; f < schema.featureCount(); f++) {
        int bits = patient.values()[t * schema.featureCount() + f];
        if (schema.features().get(f).kind() == Kind.NUMERIC
            && !RawPatient.isNan(bits)
            && bits != last[f]) {
          last[f] = bits;
          numbers++;
        }
      }
    }
    return numbers >= FEWEST_NUMBERS;
  }

  private static int canonical(int bits) {
    return RawPatient.isNan(bits) ? RawPatient.USUAL_NAN : bits;
  }

  /** A hash in which every bit depends on all that was added: SplitMix64's finaliser. */
  private static final class Mixed {
    private long state;

    Mixed(long start) {
      state = start;
    }

    void add(int part) {
      long z = (state ^ part) + 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      state = z ^ (z >>> 31);
    }

    long value() {
      return state;
    }
  }
}
