package org.hideandseek.challenges.bundle;

import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.strict.RefusedValue;

/**
 * How much a team may submit.
 *
 * @param hider its hiders
 * @param seeker its seekers
 */
public record Quotas(Quota hider, Quota seeker) {
  /** As much as it likes. */
  public static final Quotas NONE = new Quotas(Quota.NONE, Quota.NONE);

  public Quotas {
    hider = hider == null ? Quota.NONE : hider;
    seeker = seeker == null ? Quota.NONE : seeker;
  }

  /** The quota of a role. */
  public Quota of(PlayerRole role) {
    return switch (role) {
      case HIDER -> hider;
      case SEEKER -> seeker;
    };
  }

  /**
   * How many submissions of one role a team has; empty where they are not counted.
   *
   * @param perDay on a day in UTC
   * @param total altogether
   */
  public record Quota(Optional<Integer> perDay, Optional<Integer> total) {
    static final Quota NONE = new Quota(Optional.empty(), Optional.empty());

    public Quota {
      if (perDay.isPresent() && perDay.get() < 0) {
        throw new RefusedValue("is 0 or more, not " + perDay.get(), "per_day");
      }
      if (total.isPresent() && total.get() < 0) {
        throw new RefusedValue("is 0 or more, not " + total.get(), "total");
      }
      if (perDay.isPresent() && total.isPresent() && perDay.get() > total.get()) {
        throw new RefusedValue(
            "is " + perDay.get() + ", more than the " + total.get() + " in total", "per_day");
      }
    }
  }
}
