package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Gated recurrent units (Cho et al., arXiv 1406.1078) as cuDNN has them: the reset gate acts after
 * the product with the state. The engine's own kernel runs them, except where every patient has
 * weights of its own, which it can't.
 */
public final class Gru {
  private final int hidden;
  private final boolean bidirectional;
  private final List<Cell> cells = new ArrayList<>();
  private final int layers;

  /** Layers one upon the other that read forward. */
  public Gru(Layout layout, int in, int hidden, int layers) {
    this(layout, in, hidden, layers, false);
  }

  /**
   * Layers one upon the other.
   *
   * @param bidirectional also reads backward; states of both directions lie side by side. Has no
   *     gradients for each patient
   */
  public Gru(Layout layout, int in, int hidden, int layers, boolean bidirectional) {
    this.hidden = hidden;
    this.layers = layers;
    this.bidirectional = bidirectional;
    int directions = bidirectional ? 2 : 1;
    for (int layer = 0; layer < layers; layer++) {
      for (int direction = 0; direction < directions; direction++) {
        cells.add(new Cell(layout, layer == 0 ? in : directions * hidden, hidden));
      }
    }
  }

  /** The weights of one layer and direction, as the engine orders them. */
  private static final class Cell {
    final Layout.Slot input;
    final Layout.Slot state;
    final Layout.Slot inputBias;
    final Layout.Slot stateBias;

    Cell(Layout layout, int in, int hidden) {
      double bound = 1 / Math.sqrt(hidden);
      input = layout.slot(bound, 3L * hidden, in);
      state = layout.slot(bound, 3L * hidden, hidden);
      inputBias = layout.slot(bound, 3L * hidden);
      stateBias = layout.slot(bound, 3L * hidden);
    }

    NDList weights(Leaves leaves) {
      return new NDList(
          leaves.get(input), leaves.get(state), leaves.get(inputBias), leaves.get(stateBias));
    }
  }

  /** States and where they end. */
  public record States(NDArray all, NDArray last) {}

  /** A state of nothing read yet for B patients, [layers * directions, B, hidden]. */
  public NDArray start(NDArray in) {
    return in.getManager().zeros(new Shape(cells.size(), in.getShape().get(0), hidden));
  }

  /** Reads from the start. */
  public NDArray apply(Leaves leaves, NDArray in) {
    return apply(leaves, in, start(in)).all();
  }

  /**
   * Reads on from a state.
   *
   * @param in [B, T, in]
   * @param state [layers * directions, B, hidden]
   * @return all states of the last layer, [B, T, directions * hidden], and the last of all layers,
   *     [layers * directions, B, hidden]
   */
  public States apply(Leaves leaves, NDArray in, NDArray state) {
    if (leaves.perPatient()) {
      return perPatient(leaves, in, state);
    }
    NDList weights = new NDList();
    cells.forEach(cell -> weights.addAll(cell.weights(leaves)));
    NDList read =
        in.getNDArrayInternal().gru(in, state, weights, true, layers, 0, true, bidirectional, true);
    return new States(read.get(0), read.get(1));
  }

  private States perPatient(Leaves leaves, NDArray in, NDArray state) {
    if (bidirectional) {
      throw new IllegalArgumentException("only what reads forward has gradients for each patient");
    }
    NDArray read = in;
    NDList last = new NDList();
    for (int layer = 0; layer < layers; layer++) {
      read = perPatient(cells.get(layer), leaves, read, state.get(layer));
      last.add(read.get(":, -1, :").expandDims(0));
    }
    return new States(read, NDArrays.concat(last));
  }

  private NDArray perPatient(Cell cell, Leaves leaves, NDArray in, NDArray begin) {
    NDArray fromInput =
        in.matMul(leaves.get(cell.input).swapAxes(1, 2))
            .add(leaves.get(cell.inputBias).expandDims(1));
    NDArray weight = leaves.get(cell.state).swapAxes(1, 2);
    NDArray bias = leaves.get(cell.stateBias).expandDims(1);
    NDList steps = fromInput.split(in.getShape().get(1), 1);
    NDArray state = begin.expandDims(1);
    NDList states = new NDList();
    for (NDArray step : steps) {
      NDList x = step.split(3, 2);
      NDList h = state.matMul(weight).add(bias).split(3, 2);
      NDArray reset = x.get(0).add(h.get(0)).getNDArrayInternal().sigmoid();
      NDArray update = x.get(1).add(h.get(1)).getNDArrayInternal().sigmoid();
      NDArray candidate = x.get(2).add(reset.mul(h.get(2))).tanh();
      state = candidate.add(update.mul(state.sub(candidate)));
      states.add(state);
    }
    return NDArrays.concat(states, 1);
  }
}
