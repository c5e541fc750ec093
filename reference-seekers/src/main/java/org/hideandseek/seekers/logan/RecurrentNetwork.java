package org.hideandseek.seekers.logan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import java.util.Arrays;

/** A gated recurrent unit over the steps; its last state and the statics give the logit. */
final class RecurrentNetwork implements Network {
  static int STATE = Integer.getInteger("state", 64);
  private static final int HIDDEN = 64;

  private final Reader reader = new Reader();
  private final int statics;
  private final int width;
  private final int longest;

  RecurrentNetwork(int statics, int width, int longest) {
    this.statics = statics;
    this.width = width;
    this.longest = longest;
  }

  @Override
  public Block block() {
    return reader;
  }

  @Override
  public Shape[] shapes() {
    return new Shape[] {
      new Shape(1, longest, width), new Shape(1, longest, 1), new Shape(1, statics)
    };
  }

  @Override
  public NDList inputs(NDManager manager, Example[] patients) {
    int steps =
        Math.min(longest, Arrays.stream(patients).mapToInt(Example::length).max().orElse(1));
    int size = patients.length;
    float[] read = new float[size * steps * width];
    float[] last = new float[size * steps];
    float[] beside = new float[size * statics];
    for (int i = 0; i < size; i++) {
      int length = Math.min(steps, patients[i].length());
      System.arraycopy(patients[i].steps(), 0, read, i * steps * width, length * width);
      last[i * steps + length - 1] = 1;
      System.arraycopy(patients[i].statics(), 0, beside, i * statics, statics);
    }
    return new NDList(
        manager.create(read, new Shape(size, steps, width)),
        manager.create(last, new Shape(size, steps, 1)),
        manager.create(beside, new Shape(size, statics)));
  }

  private static final class Reader extends AbstractBlock {
    private final GRU gru =
        GRU.builder()
            .setStateSize(STATE)
            .setNumLayers(1)
            .optBatchFirst(true)
            .optReturnState(false)
            .build();
    private final SequentialBlock head =
        new SequentialBlock()
            .add(Linear.builder().setUnits(HIDDEN).build())
            .add(Activation.reluBlock())
            .add(Linear.builder().setUnits(1).build());

    Reader() {
      gru.setInitializer(
          new UniformInitializer((float) (1 / Math.sqrt(STATE))), Parameter.Type.WEIGHT);
      addChildBlock("gru", gru);
      addChildBlock("head", head);
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store,
        NDList inputs,
        boolean training,
        PairList<String, Object> parameters) {
      NDArray states = gru.forward(store, new NDList(inputs.get(0)), training).head();
      NDArray last = states.mul(inputs.get(1)).sum(new int[] {1});
      return head.forward(store, new NDList(last.concat(inputs.get(2), 1)), training);
    }

    @Override
    protected void initializeChildBlocks(
        NDManager manager, DataType dataType, Shape... inputShapes) {
      gru.initialize(manager, dataType, inputShapes[0]);
      head.initialize(manager, dataType, new Shape(1, STATE + inputShapes[2].get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return new Shape[] {new Shape(inputShapes[0].get(0), 1)};
    }
  }
}
