package org.hideandseek.platform.submission;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Quotas.Quota;

/**
 * How much of its quota a team has used in one phase and role. Entries that passed their check and
 * entries that were refused are counted by themselves, against the same limits; one that is still
 * being checked may become either, and counts for both. An entry that the platform failed to check
 * or release counts for nothing, and one that was withdrawn goes on counting.
 *
 * @param today of the day in UTC
 * @param total of the phase
 * @param tomorrow when the next day begins
 */
public record QuotaUse(Count today, Count total, Instant tomorrow) {

  /**
   * Entries by what became of them.
   *
   * @param valid passed their check
   * @param refused failed it
   * @param checking neither yet
   */
  public record Count(int valid, int refused, int checking) {}

  /**
   * A limit that was reached.
   *
   * @param perDay whether it is the day's, or the one in total
   * @param byRefused whether refused entries have reached it, and valid ones have not
   * @param limit the number
   * @param checking how many entries count for it that may still turn out to be the other kind
   */
  public record Exhausted(boolean perDay, boolean byRefused, int limit, int checking) {}

  /** The limit that keeps the team from another entry; the one in total before the day's. */
  public Optional<Exhausted> exhausted(Quota quota) {
    return quota
        .total()
        .flatMap(limit -> exhausted(false, total, limit))
        .or(() -> quota.perDay().flatMap(limit -> exhausted(true, today, limit)));
  }

  private static Optional<Exhausted> exhausted(boolean perDay, Count count, int limit) {
    if (count.valid() + count.checking() >= limit) {
      return Optional.of(new Exhausted(perDay, false, limit, count.checking()));
    }
    return count.refused() + count.checking() >= limit
        ? Optional.of(new Exhausted(perDay, true, limit, count.checking()))
        : Optional.empty();
  }
}
