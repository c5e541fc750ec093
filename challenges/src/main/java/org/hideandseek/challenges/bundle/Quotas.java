package org.hideandseek.challenges.bundle;

import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.strict.Rules;

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
      Rules rules = new Rules();
      rules
          .at("per_day")
          .require(
              perDay.filter(count -> count < 0).isEmpty(),
              () -> "is 0 or more, not " + perDay.orElseThrow());
      rules
          .at("total")
          .require(
              total.filter(count -> count < 0).isEmpty(),
              () -> "is 0 or more, not " + total.orElseThrow());
      rules
          .at("per_day")
          .beside("total")
          .require(
              perDay.isEmpty() || total.isEmpty() || perDay.get() <= total.get() || total.get() < 0,
              () ->
                  "is "
                      + perDay.orElseThrow()
                      + ", more than the "
                      + total.orElseThrow()
                      + " in total");
      rules.hold();
    }
  }
}
