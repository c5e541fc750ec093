package org.hideandseek.seekers.logan;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/** Two hidden layers on one row per patient: the statics, then the first steps. */
final class FlatNetwork implements Network {
  private static final int HIDDEN = 256;
  private static final int MOST_NUMBERS = 2000;

  private final Block block =
      new SequentialBlock()
          .add(Linear.builder().setUnits(HIDDEN).build())
          .add(Activation.reluBlock())
          .add(Linear.builder().setUnits(HIDDEN).build())
          .add(Activation.reluBlock())
          .add(Linear.builder().setUnits(1).build());
  private final int statics;
  private final int steps;

  FlatNetwork(Representation representation) {
    statics = representation.staticWidth();
    steps = Math.min(MOST_NUMBERS, representation.longest() * representation.stepWidth());
  }

  @Override
  public Block block() {
    return block;
  }

  @Override
  public Shape[] shapes() {
    return new Shape[] {new Shape(1, statics + steps)};
  }

  @Override
  public NDList inputs(NDManager manager, Example[] patients) {
    int width = statics + steps;
    float[] rows = new float[patients.length * width];
    for (int i = 0; i < patients.length; i++) {
      float[] read = patients[i].steps();
      System.arraycopy(patients[i].statics(), 0, rows, i * width, statics);
      System.arraycopy(read, 0, rows, i * width + statics, Math.min(steps, read.length));
    }
    return new NDList(manager.create(rows, new Shape(patients.length, width)));
  }
}
