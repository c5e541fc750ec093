package org.hideandseek.platform.phase;

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
   * The same where it is known when the challenge was closed and how many switches are recorded:
   * the database is asked only if another one is due.
   */
  Stage stage(Challenge challenge, BoardState state);
}
