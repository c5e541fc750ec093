package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * Bits that are drawn one after the other: the logit of each is moved by the bits before it, and by
 * whether none of them is set (a fully visible sigmoid belief network, Frey 1998).
 */
public final class Chain {
  /** What excludes another has a large weight, which small steps would take long to reach. */
  private static final float UNIT = 8;

  private final int bits;
  private final Layout.Slot moved;
  private final Layout.Slot ifNone;

  /** Of some bits; what moves them begins at zero. */
  public Chain(Layout layout, int bits) {
    this.bits = bits;
    moved = layout.slot(0, bits, bits);
    ifNone = layout.slot(0, 1, bits);
  }

  /**
   * The logits of all bits, each given those before it.
   *
   * @param logits [B, T, bits] before any is known
   * @param drawn [B, T, bits] 1 or 0
   * @return [B, T, bits]
   */
  public NDArray apply(Leaves leaves, NDArray logits, NDArray drawn) {
    NDArray before = earlier(drawn);
    NDArray none = drawn.matMul(before).lt(0.5).toType(logits.getDataType(), false);
    return logits
        .add(drawn.matMul(leaves.get(moved).mul(before).mul(Scalar.of(UNIT))))
        .add(none.mul(leaves.get(ifNone)).mul(Scalar.of(UNIT)));
  }

  /** [bits, bits] 1 where the row is before the column. */
  private NDArray earlier(NDArray like) {
    float[] before = new float[bits * bits];
    for (int row = 0; row < bits; row++) {
      for (int column = row + 1; column < bits; column++) {
        before[row * bits + column] = 1;
      }
    }
    return like.getManager().create(before, new Shape(bits, bits));
  }

  /** Draws bits outside of the engine, one after the other. */
  public Drawing drawing(Leaves leaves) {
    return new Drawing(
        bits,
        leaves.get(moved).mul(Scalar.of(UNIT)).toFloatArray(),
        leaves.get(ifNone).mul(Scalar.of(UNIT)).toFloatArray());
  }

  /** The chain as it is at one moment. */
  public static final class Drawing {
    private final int bits;
    private final float[] moved;
    private final float[] ifNone;

    private Drawing(int bits, float[] moved, float[] ifNone) {
      this.bits = bits;
      this.moved = moved;
      this.ifNone = ifNone;
    }

    /**
     * Draws the bits of one row.
     *
     * @param logits from {@code from} on, before any bit is known
     * @param drawn gets 1 or 0, from {@code to} on
     */
    public void draw(float[] logits, int from, float[] drawn, int to, SplittableRandom random) {
      boolean none = true;
      for (int bit = 0; bit < bits; bit++) {
        double logit = logits[from + bit] + (none ? ifNone[bit] : 0);
        for (int earlier = 0; earlier < bit; earlier++) {
          logit += drawn[to + earlier] * moved[earlier * bits + bit];
        }
        boolean set = random.nextDouble() < 1 / (1 + Math.exp(-logit));
        drawn[to + bit] = set ? 1 : 0;
        none &= !set;
      }
    }
  }
}
