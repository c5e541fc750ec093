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

/** Gated recurrent units over the first steps; their last state and the statics give the logit. */
final class RecurrentNetwork implements Network {
  private static final int STATE = 64;
  private static final int HIDDEN = 64;

  /** Few patients need more steps to be told apart, and time grows with the longest of a batch. */
  private static final int MOST_STEPS = 20;

  private final Reader reader = new Reader();
  private final int statics;
  private final int width;
  private final int longest;

  RecurrentNetwork(Representation representation) {
    statics = representation.staticWidth();
    width = representation.stepWidth();
    longest = Math.min(MOST_STEPS, representation.longest());
  }

  @Override
  public Block block() {
    return reader;
  }

  @Override
  public Shape[] shapes() {
    return shapes(1, longest);
  }

  private Shape[] shapes(int patients, int steps) {
    return new Shape[] {
      new Shape(patients, steps, width), new Shape(patients, steps, 1), new Shape(patients, statics)
    };
  }

  /**
   * The steps; a 1 at the last step of each patient, as the engine reads on to the end; statics.
   */
  @Override
  public NDList inputs(NDManager manager, Example[] patients) {
    int size = patients.length;
    int steps =
        Math.min(longest, Arrays.stream(patients).mapToInt(Example::length).max().orElse(1));
    float[] read = new float[size * steps * width];
    float[] last = new float[size * steps];
    float[] beside = new float[size * statics];
    for (int i = 0; i < size; i++) {
      int length = Math.min(steps, patients[i].length());
      System.arraycopy(patients[i].steps(), 0, read, i * steps * width, length * width);
      last[i * steps + length - 1] = 1;
      System.arraycopy(patients[i].statics(), 0, beside, i * statics, statics);
    }
    Shape[] shapes = shapes(size, steps);
    return new NDList(
        manager.create(read, shapes[0]),
        manager.create(last, shapes[1]),
        manager.create(beside, shapes[2]));
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
