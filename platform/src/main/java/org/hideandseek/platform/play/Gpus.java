package org.hideandseek.platform.play;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The GPUs of this machine, handed out by index, each to one run at a time. */
public final class Gpus {
  private final Deque<Integer> free;
  private final int all;

  /**
   * The GPUs that runs may use.
   *
   * @param indices as the driver numbers them; empty for none
   */
  public Gpus(List<Integer> indices) {
    this.free = new ArrayDeque<>(indices);
    this.all = indices.size();
  }

  /**
   * Takes GPUs, waiting until there are as many.
   *
   * @throws IllegalArgumentException if this machine will never have as many
   */
  synchronized List<Integer> take(int count) throws InterruptedException {
    if (count > all) {
      throw new IllegalArgumentException(
          "the run wants " + count + " GPUs, but this machine has " + all);
    }
    while (free.size() < count) {
      wait();
    }
    List<Integer> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(free.removeFirst());
    }
    return taken;
  }

  /** Gives GPUs back. */
  synchronized void giveBack(List<Integer> taken) {
    free.addAll(taken);
    notifyAll();
  }
}
