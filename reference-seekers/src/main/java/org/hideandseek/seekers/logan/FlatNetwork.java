package org.hideandseek.seekers.logan;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/** Two hidden layers on the statics and the first steps of a patient, one beside the other. */
final class FlatNetwork implements Network {
  private static final int HIDDEN = 256;

  private final Block block =
      new SequentialBlock()
          .add(Linear.builder().setUnits(HIDDEN).build())
          .add(Activation.reluBlock())
          .add(Linear.builder().setUnits(HIDDEN).build())
          .add(Activation.reluBlock())
          .add(Linear.builder().setUnits(1).build());
  private final int statics;
  private final int width;

  FlatNetwork(int statics, int stepNumbers) {
    this.statics = statics;
    this.width = statics + stepNumbers;
  }

  @Override
  public Block block() {
    return block;
  }

  @Override
  public Shape[] shapes() {
    return new Shape[] {new Shape(1, width)};
  }

  @Override
  public NDList inputs(NDManager manager, Example[] patients) {
    float[] rows = new float[patients.length * width];
    for (int i = 0; i < patients.length; i++) {
      Example patient = patients[i];
      System.arraycopy(patient.statics(), 0, rows, i * width, statics);
      int numbers = Math.min(width - statics, patient.steps().length);
      System.arraycopy(patient.steps(), 0, rows, i * width + statics, numbers);
    }
    return new NDList(manager.create(rows, new Shape(patients.length, width)));
  }
}
