package org.hideandseek.hiders.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Where each layer's weights lie in the vector of a network, and how they begin. */
public final class Layout {
  private final List<Slot> slots = new ArrayList<>();
  private final List<Double> bounds = new ArrayList<>();
  private long size;

  /**
   * A place for weights.
   *
   * @param bound they begin uniform in [-bound, bound]; 0 for zeros
   * @param shape of the weights
   */
  Slot slot(double bound, long... shape) {
    Slot slot = new Slot(slots.size(), shape);
    slots.add(slot);
    bounds.add(bound);
    size += slot.size();
    return slot;
  }

  /** The number of weights, P. */
  public long size() {
    return size;
  }

  List<Slot> slots() {
    return slots;
  }

  /** The places where the vector is cut. */
  long[] cuts() {
    long[] cuts = new long[slots.size() - 1];
    long end = 0;
    for (int i = 0; i < cuts.length; i++) {
      end += slots.get(i).size();
      cuts[i] = end;
    }
    return cuts;
  }

  /** The weights before any training, [P]. */
  float[] initial(SplittableRandom random) {
    float[] initial = new float[Math.toIntExact(size)];
    int at = 0;
    for (Slot slot : slots) {
      double bound = bounds.get(slot.index());
      for (long i = 0; i < slot.size(); i++) {
        initial[at++] = (float) (bound * (2 * random.nextDouble() - 1));
      }
    }
    return initial;
  }

  /** Weights of one layer: their place among the slots, and their shape. */
  record Slot(int index, long[] shape) {
    Slot {
      shape = shape.clone();
    }

    @Override
    public long[] shape() {
      return shape.clone();
    }

    long size() {
      return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
  }
}
