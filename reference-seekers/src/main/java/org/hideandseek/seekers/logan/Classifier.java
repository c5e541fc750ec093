package org.hideandseek.seekers.logan;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import org.hideandseek.seekers.SeekingException;

/** Trains a network with Adam on the cross entropy. */
final class Classifier {
  private static final int SCORED_AT_ONCE = 256;

  static {
    // With one thread the order of sums, and so the scores, does not depend on the machine's cores.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  private Classifier() {}

  interface Look { void at(int step, double loss, float[] logits); }

  /**
   * Trains from the start, and scores.
   */
  static float[] logits(
      long seed, Network network, Lessons lessons, int steps, float rate, Example[] candidates, Look look, int every) {
    try (NDScope all = new NDScope();
        NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      all.suppressNotUsedWarning();
      Engine.getInstance().setRandomSeed(Long.hashCode(seed));
      network.block().initialize(manager, DataType.FLOAT32, network.shapes());
      ParameterStore store = new ParameterStore(manager, false);
      Adam adam = Adam.builder().optLearningRateTracker(
            Tracker.cosine().setBaseValue(rate).optFinalValue(0.02f*rate).setMaxUpdates(Math.max(1,steps)).build()).build();
      Loss loss = Loss.sigmoidBinaryCrossEntropyLoss("cross entropy", 1, false);
      double sum = 0;
      for (int step = 1; step <= steps; step++) {
        Lessons.Batch batch = lessons.next();
        float value;
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDList inputs = network.inputs(manager, batch.patients());
          NDList labels =
              new NDList(manager.create(batch.labels(), new Shape(batch.labels().length, 1)));
          try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray mean = loss.evaluate(labels, network.block().forward(store, inputs, true));
            collector.backward(mean);
            value = mean.getFloat();
          }
        }
        if (!Float.isFinite(value)) {
          throw new SeekingException("the training of the classifier diverged");
        }
        for (Parameter parameter : network.block().getParameters().values()) {
          NDArray weights = parameter.getArray();
          try (NDArray gradient = weights.getGradient()) {
            adam.update(parameter.getId(), weights, gradient);
          }
        }
        sum += value;
        if (step % every == 0) {
          look.at(step, sum / every, score(network, store, manager, candidates));
          sum = 0;
        }
      }
      return score(network, store, manager, candidates);
    }
  }

  private static float[] score(
      Network network, ParameterStore store, NDManager manager, Example[] patients) {
    float[] logits = new float[patients.length];
    for (int start = 0; start < patients.length; start += SCORED_AT_ONCE) {
      int end = Math.min(patients.length, start + SCORED_AT_ONCE);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDList inputs = network.inputs(manager, Arrays.copyOfRange(patients, start, end));
        float[] part =
            network.block().forward(store, inputs, false).singletonOrThrow().toFloatArray();
        System.arraycopy(part, 0, logits, start, part.length);
      }
    }
    return logits;
  }
}
