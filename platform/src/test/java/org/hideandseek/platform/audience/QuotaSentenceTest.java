package org.hideandseek.platform.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.Visibility;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.phase.Timetable;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.QuotaUse.Count;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;
import org.junit.jupiter.api.Test;

class QuotaSentenceTest {
  private static final Timetable TIMETABLE =
      new Timetable(List.of(phase("trial", "01-01", "02-01"), phase("final", "03-01", "04-01")));
  private static final Stage TRIAL = TIMETABLE.at(Instant.parse("2027-01-10T12:00:00Z"));

  private static Phase phase(String name, String starts, String ends) {
    return new Phase(
        name,
        Instant.parse("2027-" + starts + "T00:00:00Z"),
        Instant.parse("2027-" + ends + "T00:00:00Z"),
        Optional.empty(),
        Optional.empty(),
        Visibility.OPEN,
        Optional.empty());
  }

  private static QuotaUse use(String tomorrow, Count count) {
    return new QuotaUse(count, count, Instant.parse(tomorrow));
  }

  @Test
  void aDaysLimitEndsAtMidnight() {
    assertThat(
            QuotaSentence.of(
                new Exhausted(true, false, 3, 1),
                use("2027-01-11T00:00:00Z", new Count(2, 0, 1)),
                PlayerRole.HIDER,
                TRIAL))
        .isEqualTo(
            "Your team has 2 valid hiders and 1 being checked of today, and phase 'trial' allows 3"
                + " on a day (UTC); the next slot opens on 2027-01-11 00:00 (UTC), or when one that"
                + " is being checked is refused.");
  }

  @Test
  void onTheLastDayOfAPhaseTheNextSlotIsThatOfTheNextPhase() {
    assertThat(
            QuotaSentence.of(
                new Exhausted(true, true, 3, 0),
                use("2027-02-01T00:00:00Z", new Count(0, 3, 0)),
                PlayerRole.SEEKER,
                TRIAL))
        .isEqualTo(
            "Your team has 3 refused seekers of today, and phase 'trial' allows 3 on a day (UTC);"
                + " the next slot opens on 2027-03-01 00:00 (UTC).");
  }

  @Test
  void whatIsUsedUpInTotalStaysSo() {
    assertThat(
            QuotaSentence.of(
                new Exhausted(false, false, 1, 0),
                use("2027-01-11T00:00:00Z", new Count(1, 0, 0)),
                PlayerRole.SEEKER,
                Stage.unphased()))
        .isEqualTo(
            "Your team has 1 valid seeker, and this challenge allows 1 in total; no further slot"
                + " opens.");
  }
}
