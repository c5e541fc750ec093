package org.hideandseek.platform.phase;

import org.hideandseek.challenges.bundle.Challenge;

/** Where challenges stand in their phases. */
public interface PhaseStore {
  /**
   * Where a challenge stands now. Switches that are due are recorded first, each exactly once,
   * however many nodes notice them; what is recorded stays, whatever the clock says later. A closed
   * challenge switches no more.
   */
  Stage stage(Challenge challenge);
}
