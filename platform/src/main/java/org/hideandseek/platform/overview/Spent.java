package org.hideandseek.platform.overview;

import java.time.Duration;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.run.RunKind;

/**
 * What the runs of one kind have cost so far, those too that were played again since. Attempts that
 * the platform or a machine failed are not in it: nobody measured them.
 *
 * @param kind what they were for
 * @param role whose containers they ran
 * @param runs how many ended
 * @param container wall clock of their containers, added up
 * @param cpu CPU time of their containers, added up
 */
public record Spent(RunKind kind, PlayerRole role, long runs, Duration container, Duration cpu) {
  /** Wall clock times the GPUs that each run had. */
  public Duration gpu(Challenge challenge) {
    return container.multipliedBy(challenge.limits(role).gpus());
  }
}
