package org.hideandseek.scoring.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * A patient as one row of numbers in which a leak would show: of each feature how often it was
 * measured, its level and spread, how its numbers are rounded (decimals, last digit, zero bits at
 * the end of the mantissa, how many differ); length and times; statics; and which of the many codes
 * of NaN stand where nothing was measured, in the padding and in the statics. NaN = there is none.
 */
public final class Traces {
  private static final int MOST_DECIMALS = 7;
  private static final float[] POWERS = {1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f};

  private final Schema schema;
  private final List<String> names = new ArrayList<>();

  public Traces(Schema schema) {
    this.schema = schema;
    names.addAll(
        List.of(
            "number of steps",
            "time of the last step",
            "mean gap of times",
            "equal times",
            "decimals of times",
            "zero bits at the end of times",
            "negative zeros"));
    for (String place : List.of("not measured", "the padding", "unknown statics")) {
      names.add("codes of NaN for " + place + " that are unusual");
      names.add("payload of NaN for " + place);
      names.add("upper bits of NaN for " + place);
    }
    for (Variable feature : schema.features()) {
      String of = " of " + feature.name();
      names.addAll(List.of("share measured" + of, "mean" + of, "first" + of, "last" + of));
      if (feature.kind() == Kind.NUMERIC) {
        names.addAll(
            List.of(
                "smallest" + of,
                "largest" + of,
                "standard deviation" + of,
                "decimals" + of,
                "last digit" + of,
                "zero bits at the end" + of,
                "share of different values" + of));
      }
    }
    for (Variable variable : schema.statics()) {
      names.add(variable.name());
      if (variable.kind() == Kind.NUMERIC) {
        names.add("decimals of " + variable.name());
        names.add("zero bits at the end of " + variable.name());
      }
    }
  }

  /** P, how many numbers a patient has. */
  public int columns() {
    return names.size();
  }

  /** What a number is. */
  public String name(int column) {
    return names.get(column);
  }

  /** Writes the P numbers of a patient. */
  public void write(RawPatient patient, float[] to, int from) {
    int length = patient.length();
    int at = from;
    Rounding times = new Rounding();
    int equal = 0;
    for (int t = 1; t < length; t++) {
      times.add(patient.time(t));
      equal += patient.times()[t] == patient.times()[t - 1] ? 1 : 0;
    }
    to[at++] = length;
    to[at++] = patient.time(length - 1);
    to[at++] = length > 1 ? patient.time(length - 1) / (length - 1) : Float.NaN;
    to[at++] = equal;
    to[at++] = times.decimals();
    to[at++] = times.zeroBits();
    int[] values = patient.values();
    int measuredEnd = length * schema.featureCount();
    int negativeZeros = 0;
    for (int bits : values) {
      negativeZeros += bits == 0x80000000 ? 1 : 0;
    }
    to[at++] = negativeZeros;
    at = codes(to, at, values, 0, measuredEnd);
    Codes padding = new Codes();
    padding.add(values, measuredEnd, values.length);
    padding.add(patient.times(), length, patient.times().length);
    at = padding.write(to, at);
    at = codes(to, at, patient.statics(), 0, patient.statics().length);
    for (int f = 0; f < schema.featureCount(); f++) {
      at = feature(patient, f, to, at);
    }
    for (int s = 0; s < schema.staticCount(); s++) {
      float value = Float.intBitsToFloat(patient.statics()[s]);
      to[at++] = value;
      if (schema.statics().get(s).kind() == Kind.NUMERIC) {
        Rounding rounding = new Rounding();
        rounding.add(value);
        to[at++] = rounding.decimals();
        to[at++] = rounding.zeroBits();
      }
    }
  }

  private int feature(RawPatient patient, int feature, float[] to, int from) {
    int at = from;
    float[] measured = new float[patient.length()];
    int count = 0;
    double sum = 0;
    double squares = 0;
    Rounding rounding = new Rounding();
    for (int t = 0; t < patient.length(); t++) {
      float value = patient.value(t, feature);
      if (!Float.isNaN(value)) {
        measured[count++] = value;
        sum += value;
        squares += (double) value * value;
        rounding.add(value);
      }
    }
    boolean none = count == 0;
    to[at++] = (float) count / patient.length();
    to[at++] = none ? Float.NaN : (float) (sum / count);
    to[at++] = none ? Float.NaN : measured[0];
    to[at++] = none ? Float.NaN : measured[count - 1];
    if (schema.features().get(feature).kind() == Kind.NUMERIC) {
      Arrays.sort(measured, 0, count);
      int different = none ? 0 : 1;
      for (int i = 1; i < count; i++) {
        different += measured[i] != measured[i - 1] ? 1 : 0;
      }
      double variance = none ? 0 : Math.max(0, squares / count - sum / count * sum / count);
      to[at++] = none ? Float.NaN : measured[0];
      to[at++] = none ? Float.NaN : measured[count - 1];
      to[at++] = count < 2 ? Float.NaN : (float) Math.sqrt(variance);
      to[at++] = rounding.decimals();
      to[at++] = rounding.lastDigit();
      to[at++] = rounding.zeroBits();
      to[at++] = none ? Float.NaN : (float) different / count;
    }
    return at;
  }

  private static int codes(float[] to, int at, int[] bits, int begin, int end) {
    Codes codes = new Codes();
    codes.add(bits, begin, end);
    return codes.write(to, at);
  }

  /** Which codes of NaN stand in a place. */
  private static final class Codes {
    private static final int PAYLOAD = 0x003fffff;

    private int nans;
    private int unusual;
    private int payload;
    private int upper = RawPatient.USUAL_NAN >>> 22;

    void add(int[] bits, int begin, int end) {
      for (int i = begin; i < end; i++) {
        if (RawPatient.isNan(bits[i])) {
          nans++;
          unusual += bits[i] == RawPatient.USUAL_NAN ? 0 : 1;
          payload = Math.max(payload, bits[i] & PAYLOAD);
          upper = Math.max(upper, bits[i] >>> 22);
        }
      }
    }

    int write(float[] to, int at) {
      to[at] = nans == 0 ? 0 : (float) unusual / nans;
      to[at + 1] = payload;
      to[at + 2] = upper;
      return at + 3;
    }
  }

  /** How numbers are rounded; means over them. */
  private static final class Rounding {
    private int count;
    private int decimals;
    private int lastDigits;
    private int zeroBits;

    void add(float value) {
      if (!Float.isFinite(value)) {
        return;
      }
      int places = places(value);
      count++;
      decimals += places;
      zeroBits += Integer.numberOfTrailingZeros(Float.floatToRawIntBits(value) | 0x00800000);
      lastDigits +=
          places < MOST_DECIMALS
              ? (int) (Math.abs(Math.rint((double) value * POWERS[places])) % 10)
              : 0;
    }

    /** How many decimals it takes to write a float32 so that it is read back as the same. */
    private static int places(float value) {
      for (int places = 0; places < MOST_DECIMALS; places++) {
        if ((float) (Math.rint((double) value * POWERS[places]) / POWERS[places]) == value) {
          return places;
        }
      }
      return MOST_DECIMALS;
    }

    float decimals() {
      return mean(decimals);
    }

    float lastDigit() {
      return mean(lastDigits);
    }

    float zeroBits() {
      return mean(zeroBits);
    }

    private float mean(int sum) {
      return count == 0 ? Float.NaN : (float) sum / count;
    }
  }
}
