package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;

/** The weights of a network as one step sees them. They end with the scope of the step. */
public final class Leaves {
  private final Layout layout;
  private final NDArray vector;
  private final NDList parts = new NDList();
  private final boolean perPatient;

  /**
   * Leaves of a vector.
   *
   * @param vector [P], or [B, P] with weights of its own for each of B patients
   */
  Leaves(Layout layout, NDArray vector) {
    this.layout = layout;
    this.vector = vector;
    this.perPatient = vector.getShape().dimension() == 2;
  }

  /** Weights of the slot's shape, behind an axis of patients where each has its own. */
  NDArray get(Layout.Slot slot) {
    if (parts.isEmpty()) {
      // Not before: the engine only follows what happens while it collects gradients.
      cut();
    }
    return parts.get(slot.index());
  }

  private void cut() {
    NDList cut = vector.split(layout.cuts(), perPatient ? 1 : 0);
    for (Layout.Slot slot : layout.slots()) {
      LongStream shape = LongStream.of(slot.shape());
      long[] own =
          perPatient
              ? LongStream.concat(LongStream.of(vector.getShape().get(0)), shape).toArray()
              : shape.toArray();
      parts.add(cut.get(slot.index()).reshape(new Shape(own)));
    }
  }

  /** Whether every patient of the batch has weights of its own. */
  public boolean perPatient() {
    return perPatient;
  }

  /**
   * What the last backward pass found: [P], or [B, P]; the caller closes it or leaves its scope.
   */
  public NDArray gradient() {
    return vector.getGradient();
  }
}
