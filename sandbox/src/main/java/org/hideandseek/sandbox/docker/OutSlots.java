package org.hideandseek.sandbox.docker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.hideandseek.sandbox.SandboxException;

/** Slots that wait for their next run. A slot is in use by one run at a time. */
final class OutSlots implements AutoCloseable {
  private static final int FEWEST_KEPT = 8;

  private final Engine engine;
  private final String holderImage;
  private final Labels labels;

  /** Most recently used first. */
  private final Deque<OutSlot> idle = new ArrayDeque<>();

  private int inUse;
  private int mostInUse;
  private boolean closed;

  OutSlots(Engine engine, String holderImage, Labels labels) {
    this.engine = engine;
    this.holderImage = holderImage;
    this.labels = labels;
  }

  /** An empty slot of this size, opened where none waits. */
  OutSlot take(OutSize size) {
    Optional<OutSlot> waiting;
    synchronized (this) {
      if (closed) {
        throw new SandboxException("The sandbox is closed");
      }
      inUse++;
      mostInUse = Math.max(mostInUse, inUse);
      waiting = firstIdle(size);
    }
    try {
      return waiting.orElseGet(() -> OutSlot.open(engine, size, holderImage, labels));
    } catch (RuntimeException e) {
      synchronized (this) {
        inUse--;
      }
      throw e;
    }
  }

  private Optional<OutSlot> firstIdle(OutSize size) {
    for (Iterator<OutSlot> slots = idle.iterator(); slots.hasNext(); ) {
      OutSlot slot = slots.next();
      if (slot.size().equals(size)) {
        slots.remove();
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** A run is done with its slot and has emptied it. */
  void giveBack(OutSlot slot) {
    Optional<OutSlot> surplus = Optional.empty();
    synchronized (this) {
      inUse--;
      if (closed) {
        surplus = Optional.of(slot);
      } else {
        idle.addFirst(slot);
        // Runs of two sizes may alternate, each at full parallelism.
        if (idle.size() > Math.max(FEWEST_KEPT, 2 * mostInUse)) {
          surplus = Optional.of(idle.removeLast());
        }
      }
    }
    surplus.ifPresent(OutSlot::close);
  }

  /** A run is done with a slot whose holder does not do as it is told. */
  void throwAway(OutSlot slot) {
    synchronized (this) {
      inUse--;
    }
    slot.close();
  }

  @Override
  public void close() {
    Deque<OutSlot> last;
    synchronized (this) {
      closed = true;
      last = new ArrayDeque<>(idle);
      idle.clear();
    }
    last.forEach(OutSlot::close);
  }
}
