package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.NumericMarginal;

/**
 * Statics that a network makes: whether each is unknown, and its normal score or a channel for
 * every code. Seen by others they are as {@link Background} has them.
 */
final class Attributes {
  private static final double SURE = 4;

  private final Schema schema;
  private final List<NumericMarginal> marginals = new ArrayList<>();
  private final double[] likely;

  Attributes(Cohort members) {
    schema = members.schema();
    List<Double> logits = new ArrayList<>();
    for (int s = 0; s < schema.staticCount(); s++) {
      Variable variable = schema.statics().get(s);
      float[] known = known(members, s);
      marginals.add(
          variable.kind() == Kind.NUMERIC
              ? new NumericMarginal(known, variable.min(), variable.max())
              : new NumericMarginal(new float[0], variable.min(), variable.max()));
      double unknown = 1 - (double) known.length / members.size();
      logits.add(logit(unknown));
      if (variable.kind() == Kind.NUMERIC) {
        logits.add(0.0);
      } else {
        for (int code = 0; code < variable.codes(); code++) {
          double own = code;
          long count = 0;
          for (float value : known) {
            count += value == own ? 1 : 0;
          }
          logits.add(Math.max(-SURE, Math.log(Math.max(1, count) / Math.max(1.0, known.length))));
        }
      }
    }
    likely = logits.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static float[] known(Cohort members, int s) {
    float[] values = new float[members.size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      float value = members.patient(i).statics()[s];
      if (!Float.isNaN(value)) {
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** The logit of a share, within limits. */
  static double logit(double share) {
    return Math.max(-SURE, Math.min(SURE, Math.log(share / (1 - share))));
  }

  /** How many numbers a network has to make. */
  int width() {
    return likely.length;
  }

  private int channels(int s) {
    Variable variable = schema.statics().get(s);
    return variable.kind() == Kind.NUMERIC ? 1 : variable.codes();
  }

  /**
   * Draws what is unknown, and codes; gradients go straight through.
   *
   * @param made [B, width]
   * @return [B, S] as {@link Background} has them
   */
  NDArray drawn(NDArray made) {
    if (likely.length == 0) {
      return made.getManager().zeros(new Shape(made.getShape().get(0), 1));
    }
    float[] offsets = new float[likely.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) likely[i];
    }
    NDArray logits = made.add(made.getManager().create(offsets));
    NDList parts = new NDList();
    int at = 0;
    for (int s = 0; s < schema.staticCount(); s++) {
      NDArray unknown = Draws.bits(logits.get(":, " + at + ":" + (at + 1)));
      NDArray own = logits.get(":, " + (at + 1) + ":" + (at + 1 + channels(s)));
      if (schema.statics().get(s).kind() != Kind.NUMERIC) {
        own = Draws.codes(own, 1).get(":, 1:");
      }
      parts.add(unknown);
      parts.add(own.mul(unknown.neg().add(1)));
      at += 1 + channels(s);
    }
    return NDArrays.concat(parts, 1);
  }

  /** What puts the scores of drawn statics right, [S]. */
  Drift[] drifts(List<float[]> drawn) {
    Drift.Log log = new Drift.Log(schema.staticCount());
    for (float[] channels : drawn) {
      int at = 0;
      for (int s = 0; s < schema.staticCount(); s++) {
        boolean numeric = schema.statics().get(s).kind() == Kind.NUMERIC;
        if (numeric && channels[at] < 0.5) {
          log.add(s, channels[at + 1]);
        }
        at += numeric ? 2 : channels(s);
      }
    }
    return log.drifts();
  }

  /** The statics of their channels. */
  float[] values(float[] channels, Drift[] drifts) {
    float[] values = new float[schema.staticCount()];
    int at = 0;
    for (int s = 0; s < values.length; s++) {
      boolean unknown = channels[at] > 0.5;
      boolean numeric = schema.statics().get(s).kind() == Kind.NUMERIC;
      if (numeric) {
        values[s] = marginals.get(s).value(drifts[s].corrected(channels[at + 1]));
      } else {
        for (int code = 1; code < channels(s); code++) {
          values[s] = channels[at + code] > 0.5 ? code : values[s];
        }
      }
      values[s] = unknown ? Float.NaN : values[s];
      at += numeric ? 2 : channels(s);
    }
    return values;
  }
}
