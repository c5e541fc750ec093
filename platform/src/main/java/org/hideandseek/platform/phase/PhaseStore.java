package org.hideandseek.platform.phase;

import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.board.BoardState;

/** Where challenges stand in their phases. */
public interface PhaseStore {
  /**
   * Where a challenge stands now. Switches that are due are recorded first, each exactly once,
   * however many nodes notice them; what is recorded stays, whatever the clock says later. A closed
   * challenge switches no more.
   */
  Stage stage(Challenge challenge);

  /**
   * The same by what was read of the challenge before, without asking the database; empty if
   * another switch is due, which {@link #stage(Challenge)} records.
   */
  Optional<Stage> stage(Challenge challenge, BoardState state);
}
