package org.hideandseek.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.ranking.HiderRow;
import org.hideandseek.scoring.utility.UtilityReport;
import org.junit.jupiter.api.Test;

class MeasuredHiderTest {
  private static final boolean[] MEMBER = {true, true, true, false, false, false};
  private static final float[] ALL_RIGHT = {6, 5, 4, 3, 2, 1};
  private static final float[] ONE_PAIR_WRONG = {6, 5, 3, 4, 2, 1};

  private final MeasuredHider.Played first =
      released(2, 100, 0.6, Map.of("weak", ONE_PAIR_WRONG, "strong", ALL_RIGHT));
  private final MeasuredHider.Played second =
      released(3, 50, 0.8, Map.of("weak", ONE_PAIR_WRONG, "strong", ALL_RIGHT));

  @Test
  void costIsTheLargestOfTheSplitsAndTheRestTheirMean() {
    MeasuredHider hider = new MeasuredHider("var", List.of(first, second));

    assertThat(hider.longest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(hider.peakMemoryBytes()).isEqualTo(100);
    HiderRow row = hider.row(0.5);
    assertThat(row.utility().orElseThrow()).isEqualTo(0.7, within(1e-12));
    assertThat(row.facets()).containsOnlyKeys(Facet.MARGINALS);
    assertThat(row.privacy().orElseThrow().worstSeeker()).isEqualTo("strong");
    assertThat(row.privacy().orElseThrow().worstAuc()).isEqualTo(1);
    Interval interval = hider.utilityInterval(0.7).orElseThrow();
    assertThat(interval.low()).isEqualTo(0.6, within(1e-12));
    assertThat(interval.high()).isEqualTo(0.8, within(1e-12));
    assertThat(hider.failure()).isEmpty();
  }

  @Test
  void anIntervalHoldsTheTotalThatItIsAskedFor() {
    MeasuredHider hider = new MeasuredHider("var", List.of(first));

    assertThat(hider.utilityInterval(0.75).orElseThrow().high()).isEqualTo(0.75);
  }

  @Test
  void aHiderThatFailsOnOneSplitHasNoIntervalButSaysWhy() {
    RunResult failed = result(RunEnd.TIMED_OUT, 5, 10);
    MeasuredHider hider =
        new MeasuredHider(
            "var", List.of(first, new MeasuredHider.Played(failed, Optional.empty(), Map.of())));

    assertThat(hider.failure()).contains(failed);
    assertThat(hider.utilityInterval(0.6)).isEmpty();
    assertThat(hider.row(0.5).standing()).isEqualTo(HiderRow.Standing.RELEASE_FAILED);
  }

  @Test
  void aSeekerThatFailedIsNotTheStrongest() {
    Practice.Seeking failed =
        new Practice.Seeking(result(RunEnd.FAILED, 1, 1), Optional.empty(), OptionalDouble.empty());
    MeasuredHider.Played played =
        new MeasuredHider.Played(
            first.run(),
            first.utility(),
            Map.of("weak", first.seekers().get("weak"), "strong", failed));

    HiderRow.Privacy privacy =
        new MeasuredHider("var", List.of(played)).row(0.5).privacy().orElseThrow();

    assertThat(privacy.worstSeeker()).isEqualTo("weak");
    assertThat(privacy.worstAuc()).isEqualTo(8.0 / 9, within(1e-12));
  }

  private static MeasuredHider.Played released(
      int seconds, long bytes, double utility, Map<String, float[]> scores) {
    Map<String, Practice.Seeking> seekers = new TreeMap<>();
    scores.forEach(
        (name, given) -> {
          MatchPrivacy privacy = MatchPrivacy.score(given, MEMBER);
          seekers.put(
              name,
              new Practice.Seeking(
                  result(RunEnd.SUCCEEDED, 1, 1),
                  Optional.of(privacy),
                  OptionalDouble.of(privacy.accuracy())));
        });
    Interval interval = new Interval(utility - 0.1, utility + 0.1);
    return new MeasuredHider.Played(
        result(RunEnd.SUCCEEDED, seconds, bytes),
        Optional.of(
            new UtilityReport(
                utility,
                interval,
                Map.of(Facet.MARGINALS, utility),
                Map.of(Facet.MARGINALS, interval),
                List.of(),
                List.of(),
                new UtilityReport.Scored(3, 3, 3))),
        seekers);
  }

  private static RunResult result(RunEnd end, int seconds, long bytes) {
    return new RunResult(
        end, "", OptionalInt.empty(), Duration.ofSeconds(seconds), Duration.ZERO, bytes, "");
  }
}
