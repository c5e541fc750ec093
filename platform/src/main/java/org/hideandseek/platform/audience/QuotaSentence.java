package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;

/** Says which limit a team has reached, and when its next slot opens. */
final class QuotaSentence {
  private QuotaSentence() {}

  /**
   * The sentence.
   *
   * @param exhausted the limit
   * @param use how it was reached
   * @param role of the entry
   * @param stage where the challenge stood when the upload began
   */
  static String of(Exhausted exhausted, QuotaUse use, PlayerRole role, Stage stage) {
    QuotaUse.Count count = exhausted.perDay() ? use.today() : use.total();
    String entries =
        exhausted.byRefused()
            ? entries(count.refused(), "refused", role)
            : entries(count.valid(), "valid", role);
    return "Your team has "
        + entries
        + (count.checking() > 0 ? " and " + count.checking() + " being checked" : "")
        + (exhausted.perDay() ? " of today" : "")
        + ", and "
        + stage.current().map(phase -> "phase '" + phase.name() + "'").orElse("this challenge")
        + " allows "
        + exhausted.limit()
        + (exhausted.perDay() ? " on a day (UTC); " : " in total; ")
        + slot(exhausted, use, stage)
        + ".";
  }

  private static String entries(int count, String kind, PlayerRole role) {
    return count + " " + kind + " " + role.word() + (count == 1 ? "" : "s");
  }

  private static String slot(Exhausted exhausted, QuotaUse use, Stage stage) {
    Optional<Phase> current = stage.current();
    boolean tomorrow =
        exhausted.perDay()
            && exhausted.limit() > 0
            && current.map(phase -> use.tomorrow().isBefore(phase.ends())).orElse(true);
    Optional<Instant> opens =
        tomorrow ? Optional.of(use.tomorrow()) : stage.next().map(Phase::starts);
    String later =
        opens
            .map(when -> "the next slot opens on " + Stage.moment(when))
            .orElse("no further slot opens");
    if (exhausted.checking() == 0) {
      return later;
    }
    return later
        + (exhausted.byRefused()
            ? ", or when one that is being checked passes"
            : ", or when one that is being checked is refused");
  }
}
