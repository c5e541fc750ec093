package org.hideandseek.scoring.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hideandseek.scoring.ranking.HideAndSeek2020.Row;
import org.hideandseek.scoring.ranking.MatchOutcome.Score;
import org.junit.jupiter.api.Test;

class HideAndSeek2020Test {
  private static final List<Entrant> HIDERS =
      List.of(
          new Entrant("a", "us"),
          new Entrant("b", "b"),
          new Entrant("c", "c"),
          new Entrant("d", "d"));
  private static final List<Entrant> SEEKERS =
      List.of(new Entrant("s", "us"), new Entrant("t", "t"), new Entrant("u", "u"));
  private static final Map<String, Boolean> GATE =
      Map.of("a", true, "b", true, "c", false, "d", true);

  private static Games games(double[][] accuracies) {
    List<MatchOutcome> matches = new ArrayList<>();
    for (int h = 0; h < accuracies.length; h++) {
      for (int s = 0; s < accuracies[h].length; s++) {
        double accuracy = accuracies[h][s];
        String hider = HIDERS.get(h).name();
        String seeker = SEEKERS.get(s).name();
        matches.add(
            Double.isNaN(accuracy)
                ? MatchOutcome.failed(hider, seeker, 0)
                : MatchOutcome.scored(hider, seeker, 0, new Score(0.5, 1e-4, accuracy)));
      }
    }
    return new Games(HIDERS, SEEKERS, 1, 0.5, List.of(), matches);
  }

  @Test
  void theMeanAccuracyOverOpponentsRanksThoseThatPassedTheGate() {
    double[][] accuracies = {{1, 0.5, 0.7}, {0.5, 0.5, 0.5}, {0, 0, 0}, {0.7, Double.NaN, 0.5}};
    HideAndSeek2020 profile = HideAndSeek2020.of(games(accuracies), GATE);

    assertThat(profile.hiders()).extracting(Row::name).containsExactly("b", "a", "d", "c");
    assertThat(profile.hiders())
        .extracting(row -> row.rank().orElse(0))
        .containsExactly(1, 2, 2, 0);
    // s does not count against a, its own team's; c passed no gate.
    assertThat(profile.seekers()).extracting(Row::name).containsExactly("s", "u", "t");
    assertThat(profile.seekers().get(0).meanAccuracy().getAsDouble()).isEqualTo(0.6);
  }

  @Test
  void whoeverHasNoScoreStandsLastOnBothBoards() {
    HideAndSeek2020 profile = HideAndSeek2020.of(games(new double[][] {{}, {0.9}}), GATE);

    assertThat(profile.hiders()).extracting(Row::name).containsExactly("b", "a", "c", "d");
    assertThat(profile.hiders().get(1).rank()).isEmpty();
    assertThat(profile.seekers()).extracting(Row::name).containsExactly("s", "t", "u");
    assertThat(profile.seekers().get(1).rank()).isEmpty();
  }

  @Test
  void aHiderOfWhichTheGateIsNotKnownIsRefused() {
    assertThatThrownBy(() -> HideAndSeek2020.of(games(new double[][] {}), Map.of("a", true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whether b passed");
  }
}
