package org.hideandseek.platform.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Quotas.Quota;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.submission.QuotaUse;

/**
 * What a team may submit to a challenge now.
 *
 * @param team its name
 * @param asked whether it is asked for the fact sheet and for agreement to the terms
 * @param open whether anything is taken from it
 * @param sentence until when something is taken, or why nothing is; empty where there is no date
 * @param slots by role; none where nothing is taken
 * @param largestBytes how long an upload may be
 */
public record Allowance(
    String team,
    boolean asked,
    boolean open,
    String sentence,
    Map<PlayerRole, Slots> slots,
    long largestBytes) {

  public Allowance {
    slots = Map.copyOf(slots);
  }

  /**
   * How often a team may still submit in a role.
   *
   * @param free whether it may now
   * @param sentence how often it may, or when it may again
   */
  public record Slots(boolean free, String sentence) {
    static Slots of(Quota quota, QuotaUse use, PlayerRole role, Stage stage) {
      return use.exhausted(quota)
          .map(limit -> new Slots(false, QuotaSentence.of(limit, use, role, stage)))
          .orElseGet(() -> new Slots(true, left(quota, use, role)));
    }

    private static String left(Quota quota, QuotaUse use, PlayerRole role) {
      List<String> parts = new ArrayList<>();
      quota.perDay().ifPresent(most -> parts.add(left(most, use.today()) + " today (UTC)"));
      quota.total().ifPresent(most -> parts.add(left(most, use.total()) + " in total"));
      return parts.isEmpty()
          ? "Any number of " + role.word() + "s."
          : "Of " + role.word() + "s " + String.join(", and ", parts) + " are left.";
    }

    private static String left(int most, QuotaUse.Count count) {
      int used = Math.max(count.valid(), count.refused()) + count.checking();
      return (most - used) + " of " + most;
    }
  }

  /** How often the team may still submit, a sentence for each role; none where nothing is taken. */
  public List<String> left() {
    return Arrays.stream(PlayerRole.values())
        .flatMap(role -> of(role).stream())
        .map(Slots::sentence)
        .toList();
  }

  /** How often the team may still submit in a role; empty where nothing is taken. */
  public Optional<Slots> of(PlayerRole role) {
    return Optional.ofNullable(slots.get(role));
  }
}
