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

/**
 * A network that is trained from the start with Adam on the cross entropy, at a rate that falls as
 * half a cosine. Nothing holds it back from learning the patients by heart, as that is what gives
 * members away: no weight decay, no early end.
 *
 * <p>Inside of a gradient collector arrays must not be multiplied by plain numbers: DJL 0.36 lets
 * go of the number's memory before the backward pass. The loss does so only where its weight is not
 * 1.
 */
final class Classifier {
  private static final float FINAL_SHARE = 0.02f;
  private static final int SCORED_AT_ONCE = 256;

  static {
    // With one thread the order of sums, and so the scores, does not depend on the machine's cores.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  private final Network network;
  private final Loss loss = Loss.sigmoidBinaryCrossEntropyLoss("cross entropy", 1, false);
  private final NDManager manager;
  private final ParameterStore store;
  private final Adam adam;

  private Classifier(Network network, NDManager manager, int steps, double rate) {
    this.network = network;
    this.manager = manager;
    store = new ParameterStore(manager, false);
    adam =
        Adam.builder()
            .optLearningRateTracker(
                Tracker.cosine()
                    .setBaseValue((float) rate)
                    .optFinalValue(FINAL_SHARE * (float) rate)
                    .setMaxUpdates(steps)
                    .build())
            .build();
    network.block().initialize(manager, DataType.FLOAT32, network.shapes());
  }

  /**
   * Trains a network and asks it.
   *
   * @param seed of the first weights
   * @param network that was never used
   * @param steps of the training, at least 1
   * @param rate of the first step
   * @return [candidates] logits of being of the release, finite
   * @throws SeekingException if the training diverges
   */
  static float[] logits(
      long seed, Network network, Lessons lessons, int steps, double rate, Example[] candidates) {
    // Ends what Adam remembers, too.
    try (NDScope all = new NDScope();
        NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      all.suppressNotUsedWarning();
      Engine.getInstance().setRandomSeed(Long.hashCode(seed));
      Classifier classifier = new Classifier(network, manager, steps, rate);
      for (int step = 0; step < steps; step++) {
        classifier.learn(lessons.next());
      }
      return classifier.logits(candidates);
    }
  }

  private void learn(Lessons.Batch batch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDList labels =
          new NDList(manager.create(batch.labels(), new Shape(batch.labels().length, 1)));
      NDList inputs = network.inputs(manager, batch.patients());
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(loss.evaluate(labels, network.block().forward(store, inputs, true)));
      }
    }
    for (Parameter parameter : network.block().getParameters().values()) {
      NDArray weights = parameter.getArray();
      try (NDArray gradient = weights.getGradient()) {
        adam.update(parameter.getId(), weights, gradient);
      }
    }
  }

  private float[] logits(Example[] patients) {
    float[] logits = new float[patients.length];
    for (int start = 0; start < patients.length; start += SCORED_AT_ONCE) {
      int end = Math.min(patients.length, start + SCORED_AT_ONCE);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDList inputs = network.inputs(manager, Arrays.copyOfRange(patients, start, end));
        NDArray part = network.block().forward(store, inputs, false).singletonOrThrow();
        System.arraycopy(part.toFloatArray(), 0, logits, start, end - start);
      }
    }
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new SeekingException("the classifier's training diverged; use another seeker");
      }
    }
    return logits;
  }
}
