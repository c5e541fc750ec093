package org.hideandseek.hiders.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hideandseek.challenges.contract.Task;

/** The engine, seeded, on one device. */
public final class Session implements AutoCloseable {
  static {
    // With one thread the order of sums, and so the release, does not depend on the machine's
    // cores;
    // the networks are too small to gain from more.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  private final NDManager manager;
  private final PrintStream log;

  private Session(Device device, long seed, PrintStream log) {
    this.log = log;
    manager = NDManager.newBaseManager(device);
    reseed(seed);
  }

  /** Begins the engine's random numbers anew. */
  void reseed(long seed) {
    Engine.getInstance().setRandomSeed(Long.hashCode(seed));
  }

  /** What is done in a session. */
  public interface Work<T> {
    T in(Session session);
  }

  /**
   * Works on the GPU that the task promises if one is visible, else on the CPU. If a GPU runs out
   * of memory, the work is done again on the CPU, and the log says so.
   *
   * @param log gets progress and losses
   */
  public static <T> T run(Task task, PrintStream log, Work<T> work) {
    boolean promised = task.gpus() > 0;
    boolean visible = promised && Engine.getInstance().getGpuCount() > 0;
    if (promised && !visible) {
      log.println("no GPU is visible: working on the CPU");
    }
    return run(task.seed(), visible ? Device.gpu() : Device.cpu(), log, work);
  }

  static <T> T run(long seed, Device device, PrintStream log, Work<T> work) {
    try (Session session = new Session(device, seed, log)) {
      return work.in(session);
    } catch (EngineException e) {
      if (!fallsBack(device, e)) {
        throw e;
      }
      log.println("the GPU is out of memory: working on the CPU");
    }
    return run(seed, Device.cpu(), log, work);
  }

  /** Whether another device may do better: a GPU's memory is not the machine's. */
  static boolean fallsBack(Device device, EngineException e) {
    return device.isGpu()
        && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("out of memory");
  }

  /** Where arrays that outlive a step are made. */
  public NDManager manager() {
    return manager;
  }

  /** Whether networks are to be as large as only a GPU can train in time. */
  public boolean large() {
    return manager.getDevice().isGpu();
  }

  /** Tells how it goes. */
  public void say(String format, Object... arguments) {
    log.println(String.format(Locale.ROOT, format, arguments));
  }

  /**
   * One step of training. Arrays that it makes end with it; so does every array that the loss
   * makes.
   *
   * @param loss of the trained weights, a single number
   * @return the loss before the step, NaN if its gradient is not finite; where this is not finite,
   *     nothing was moved
   */
  public double step(Weights weights, Descent descent, Function<Leaves, NDArray> loss) {
    double value;
    NDArray gradient;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Leaves leaves = weights.trained();
      value = descend(leaves, loss);
      if (!Double.isFinite(value)) {
        return value;
      }
      if (!Float.isFinite(leaves.gradient().norm().getFloat())) {
        return Double.NaN;
      }
      gradient = descent.clipped(leaves.gradient());
      NDScope.unregister(gradient);
    }
    descent.move(weights, gradient);
    gradient.close();
    return value;
  }

  /**
   * The backward pass alone, in the scope of the caller.
   *
   * @param loss of the leaves, a single number
   * @return the loss; the leaves hold the gradient
   */
  double descend(Leaves leaves, Function<Leaves, NDArray> loss) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = loss.apply(leaves);
      collector.backward(value);
      return value.getFloat();
    }
  }

  /**
   * Computes without gradients; arrays that are made on the way end with it.
   *
   * @return the numbers of the array that was computed, in C order
   */
  public float[] compute(Supplier<NDArray> what) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return what.get().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
