package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.time.Instant;

/**
 * From when on the boards of a phase stand still until it ends: a moment, or so long before the
 * end. The latter moves with the end.
 */
@JsonDeserialize(using = FreezeReader.class)
public sealed interface Freeze {
  /** The moment, in a phase that ends then. */
  Instant in(Instant ends);

  /** Whether it moves with the end of its phase. */
  boolean movesWithEnd();

  /** A moment, whenever the phase ends. */
  record At(Instant moment) implements Freeze {
    @Override
    public Instant in(Instant ends) {
      return moment;
    }

    @Override
    public boolean movesWithEnd() {
      return false;
    }
  }

  /** So long before the end, whenever that is. */
  record BeforeEnd(Duration time) implements Freeze {
    @Override
    public Instant in(Instant ends) {
      return ends.minus(time);
    }

    @Override
    public boolean movesWithEnd() {
      return true;
    }
  }
}
