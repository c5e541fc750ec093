package org.hideandseek.hiders.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Series side by side, padded to the longest, T.
 *
 * @param channels [B, T, C] what is diffused
 * @param there [B, T, C] where it is
 * @param neighbours [B, 2 T, C] the steps before, then the steps after, at which a channel is
 *     there; T if there is none
 * @param known [B, T, D + 1] what is known of each step, and 1 where there is a step
 * @param context [B, 1, K] what is known of the patient
 */
record Batch(NDArray channels, NDArray there, NDArray neighbours, NDArray known, NDArray context) {

  static Batch of(NDManager manager, List<Example> examples) {
    int size = examples.size();
    int longest = examples.stream().mapToInt(Example::length).max().orElseThrow();
    Example any = examples.get(0);
    int width = any.there().length / any.length();
    int knownWidth = any.known().length / any.length();
    int contextWidth = any.context().length;
    float[] channels = new float[size * longest * width];
    float[] there = new float[channels.length];
    int[] neighbours = new int[2 * channels.length];
    Arrays.fill(neighbours, longest);
    float[] known = new float[size * longest * (knownWidth + 1)];
    float[] context = new float[size * contextWidth];
    for (int i = 0; i < size; i++) {
      Example example = examples.get(i);
      int cells = example.length() * width;
      int at = i * longest * width;
      System.arraycopy(example.channels(), 0, channels, at, cells);
      System.arraycopy(example.there(), 0, there, at, cells);
      for (int cell = 0; cell < cells; cell++) {
        int before = example.before()[cell];
        int after = example.after()[cell];
        neighbours[2 * at + cell] = before < 0 ? longest : before;
        neighbours[2 * at + longest * width + cell] = after < 0 ? longest : after;
      }
      for (int step = 0; step < example.length(); step++) {
        int row = (i * longest + step) * (knownWidth + 1);
        System.arraycopy(example.known(), step * knownWidth, known, row, knownWidth);
        known[row + knownWidth] = 1;
      }
      System.arraycopy(example.context(), 0, context, i * contextWidth, contextWidth);
    }
    Shape shape = new Shape(size, longest, width);
    return new Batch(
        manager.create(channels, shape).duplicate(),
        manager.create(there, shape).duplicate(),
        manager
            .create(neighbours, new Shape(size, 2L * longest, width))
            .toType(DataType.INT64, false),
        manager.create(known, new Shape(size, longest, knownWidth + 1)).duplicate(),
        manager.create(context, new Shape(size, 1, contextWidth)).duplicate());
  }

  int size() {
    return (int) channels.getShape().get(0);
  }
}
