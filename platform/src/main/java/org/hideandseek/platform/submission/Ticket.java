package org.hideandseek.platform.submission;

import java.util.Optional;
import org.hideandseek.challenges.bundle.Quotas.Quota;

/**
 * With what right something is submitted: decided when its upload begins.
 *
 * @param phase that it counts for, from 1; 0 in a challenge without phases
 * @param quota how much the team may submit in phase and role
 */
public record Ticket(int phase, Quota quota) {
  /** For all phases and without a quota: of baselines. */
  public static final Ticket FREE = new Ticket(0, new Quota(Optional.empty(), Optional.empty()));
}
