package org.hideandseek.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hideandseek.platform.run.QueueForecast.TeamQueue;
import org.hideandseek.platform.run.QueueForecast.Waiting;
import org.junit.jupiter.api.Test;

final class QueueForecastTest {
  private static final Map<RunKind, Duration> USUAL =
      Map.of(RunKind.CHECK, Duration.ofSeconds(4), RunKind.MATCH, Duration.ofSeconds(60));
  private static final RunId RUN = new RunId(7);

  @Test
  void anEmptyQueueStartsARunAtOnce() {
    QueueForecast forecast =
        new QueueForecast(
            List.of(team(1, 0, 0, Map.of(RunKind.CHECK, 1))), Map.of(), Map.of(), Map.of());
    QueuePlace place = forecast.of(new Waiting(RUN, 1, false, Map.of()));
    assertThat(place.before()).isZero();
    assertThat(place.expectedWait()).contains(Duration.ZERO);
    assertThat(place.run()).isEqualTo(RUN);
  }

  @Test
  void aTeamWithoutWorkIsBeforeOneWithFiveHundredEntries() {
    List<TeamQueue> teams =
        List.of(team(1, 1, 9, Map.of(RunKind.CHECK, 499)), team(2, 0, 0, Map.of(RunKind.CHECK, 2)));
    QueueForecast forecast = new QueueForecast(teams, Map.of(), Map.of(RunKind.CHECK, 1), USUAL);
    assertThat(forecast.of(new Waiting(RUN, 2, false, Map.of())).before()).isZero();
    // Its second waits for its first, and is in turn with the other's next, which was served later.
    assertThat(forecast.of(new Waiting(RUN, 2, false, Map.of(RunKind.CHECK, 1))).before())
        .isEqualTo(1);
    QueuePlace last = forecast.of(new Waiting(RUN, 1, false, Map.of(RunKind.CHECK, 498)));
    assertThat(last.before()).isEqualTo(500);
    assertThat(last.expectedWait()).contains(Duration.ofSeconds(500 * 4 + 2));
  }

  @Test
  void baselinesAreBehindAndRaisedRunsBefore() {
    List<TeamQueue> teams =
        List.of(
            new TeamQueue(1, true, 0, 0, Map.of(RunKind.CHECK, 5)),
            team(2, 3, 8, Map.of(RunKind.CHECK, 2, RunKind.MATCH, 3)));
    QueueForecast forecast =
        new QueueForecast(teams, Map.of(RunKind.MATCH, 2), Map.of(RunKind.MATCH, 4), USUAL);
    assertThat(forecast.of(new Waiting(RUN, 2, false, Map.of())).before()).isEqualTo(2);
    QueuePlace baseline = forecast.of(new Waiting(RUN, 1, false, Map.of()));
    assertThat(baseline.before()).isEqualTo(7);
    // Two checks and five matches before it, a half of four matches left, four at a time.
    assertThat(baseline.expectedWait()).contains(Duration.ofSeconds((2 * 4 + 7 * 60) / 4));
    assertThat(forecast.of(new Waiting(RUN, 1, true, Map.of(RunKind.MATCH, 1))).before())
        .isEqualTo(1);
  }

  @Test
  void nobodyGuessesHowLongAKindTakesThatHasNeverBeenPlayed() {
    QueueForecast forecast =
        new QueueForecast(
            List.of(team(1, 0, 0, Map.of(RunKind.RELEASE, 2))), Map.of(), Map.of(), USUAL);
    QueuePlace place = forecast.of(new Waiting(RUN, 1, false, Map.of(RunKind.RELEASE, 1)));
    assertThat(place.before()).isEqualTo(1);
    assertThat(place.expectedWait()).isEmpty();
  }

  private static TeamQueue team(
      long team, int running, long served, Map<RunKind, Integer> waiting) {
    return new TeamQueue(team, false, running, served, waiting);
  }
}
