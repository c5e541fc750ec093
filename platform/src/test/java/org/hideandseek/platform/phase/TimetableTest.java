package org.hideandseek.platform.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Freeze;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final Timetable TIMETABLE =
      new Timetable(
          List.of(
              phase("practice", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z", Optional.empty()),
              phase(
                  "development",
                  "2027-02-01T00:00:00Z",
                  "2027-03-01T00:00:00Z",
                  Optional.of(Instant.parse("2027-02-20T00:00:00Z"))),
              phase("final", "2027-03-05T12:30:00Z", "2027-03-06T00:00:00Z", Optional.empty())));

  private static Phase phase(String name, String starts, String ends, Optional<Instant> freeze) {
    return new Phase(
        name,
        Instant.parse(starts),
        Instant.parse(ends),
        Optional.empty(),
        Optional.empty(),
        new Visibility(
            Visibility.Boards.PUBLIC, Visibility.OwnScores.LIVE, freeze.map(Freeze.At::new)),
        Optional.empty());
  }

  /** A phase holds its first moment and not its end, to the last nanosecond. */
  @ParameterizedTest
  @CsvSource({
    "2026-12-31T23:59:59.999999999Z, 0, none,        false, practice",
    "2027-01-01T00:00:00Z,           1, practice,    false, development",
    "2027-01-31T23:59:59.999999999Z, 1, practice,    false, development",
    "2027-02-01T00:00:00Z,           3, development, false, final",
    "2027-02-19T23:59:59.999999999Z, 3, development, false, final",
    "2027-02-20T00:00:00Z,           4, development, true,  final",
    "2027-02-28T23:59:59.999999999Z, 4, development, true,  final",
    "2027-03-01T00:00:00Z,           5, none,        false, final",
    "2027-03-05T12:29:59.999999999Z, 5, none,        false, final",
    "2027-03-05T12:30:00Z,           6, final,       false, none",
    "2027-03-06T00:00:00Z,           7, none,        false, none",
    "2999-01-01T00:00:00Z,           7, none,        false, none"
  })
  void aMomentHasItsPhase(String moment, int due, String current, boolean frozen, String next) {
    Instant now = Instant.parse(moment);
    Stage stage = TIMETABLE.at(now);
    assertThat(TIMETABLE.due(now)).isEqualTo(due);
    assertThat(stage.current().map(Phase::name).orElse("none")).isEqualTo(current);
    assertThat(stage.frozen()).isEqualTo(frozen);
    assertThat(stage.next().map(Phase::name).orElse("none")).isEqualTo(next);
    assertThat(stage.takesSubmissions()).isEqualTo(!current.equals("none"));
  }

  @Test
  void switchesStandInTheOrderOfTime() {
    assertThat(TIMETABLE.switches())
        .isSortedAccordingTo((a, b) -> a.due().compareTo(b.due()))
        .hasSize(7);
  }

  @Test
  void theNextSwitchIsTheFirstThatIsNotDue() {
    assertThat(TIMETABLE.next(Instant.parse("2026-01-01T00:00:00Z")))
        .contains(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(TIMETABLE.next(Instant.parse("2027-02-19T23:59:59Z")))
        .contains(Instant.parse("2027-02-20T00:00:00Z"));
    assertThat(TIMETABLE.next(Instant.parse("2027-02-20T00:00:00Z")))
        .contains(Instant.parse("2027-03-01T00:00:00Z"));
    assertThat(TIMETABLE.next(Instant.parse("2027-03-06T00:00:00Z"))).isEmpty();
  }

  @Test
  void whoeverComesBetweenPhasesIsToldWhenTheNextOneOpens() {
    assertThat(TIMETABLE.at(0).sentence())
        .isEqualTo(
            "No submissions are taken now. Phase 'practice' begins on 2027-01-01 00:00 (UTC).");
    assertThat(TIMETABLE.at(5).sentence())
        .isEqualTo("No submissions are taken now. Phase 'final' begins on 2027-03-05 12:30 (UTC).");
    assertThat(TIMETABLE.at(7).sentence())
        .isEqualTo(
            "No submissions are taken now. The last phase, 'final', ended on 2027-03-06 00:00"
                + " (UTC).");
    assertThat(TIMETABLE.at(4).sentence())
        .isEqualTo(
            "Phase 'development' takes submissions until 2027-03-01 00:00 (UTC); its boards stand"
                + " still since 2027-02-20 00:00 (UTC). Phase 'final' begins on 2027-03-05 12:30"
                + " (UTC).");
  }

  @Test
  void aPhaseIsOverFromItsEndOn() {
    assertThat(TIMETABLE.at(2).over(1)).isTrue();
    assertThat(TIMETABLE.at(3).over(1)).isTrue();
    assertThat(TIMETABLE.at(4).over(2)).isFalse();
    assertThat(TIMETABLE.at(5).over(2)).isTrue();
    assertThat(TIMETABLE.at(5).over(3)).isFalse();
    assertThat(TIMETABLE.at(7).over(0)).isFalse();
  }

  @Test
  void aChallengeWithoutPhasesIsAlwaysOpen() {
    Stage stage = new Timetable(List.of()).at(Instant.EPOCH);
    assertThat(stage).isEqualTo(Stage.unphased());
    assertThat(stage.takesSubmissions()).isTrue();
  }
}
