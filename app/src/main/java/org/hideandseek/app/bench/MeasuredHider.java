package org.hideandseek.app.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.ranking.Boards;
import org.hideandseek.scoring.ranking.Entrant;
import org.hideandseek.scoring.ranking.Games;
import org.hideandseek.scoring.ranking.HiderRow;
import org.hideandseek.scoring.ranking.MatchOutcome;
import org.hideandseek.scoring.ranking.ReleaseOutcome;
import org.hideandseek.scoring.utility.UtilityReport;

/**
 * What one hider came to.
 *
 * @param name of the hider
 * @param splits how its run on each split ended, at least one
 */
record MeasuredHider(String name, List<Played> splits) {

  /**
   * A hider's run on one split, and what the seekers made of its release.
   *
   * @param run its end, time and memory
   * @param utility empty if the run did not succeed
   * @param seekers by name; none if the run did not succeed
   */
  record Played(
      RunResult run, Optional<UtilityReport> utility, Map<String, Practice.Seeking> seekers) {
    Played {
      seekers = Collections.unmodifiableMap(new LinkedHashMap<>(seekers));
    }
  }

  MeasuredHider {
    splits = List.copyOf(splits);
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("a hider is measured on at least one split");
    }
  }

  /** The first of its runs that did not succeed. */
  Optional<RunResult> failure() {
    return splits.stream()
        .map(Played::run)
        .filter(run -> run.end() != RunEnd.SUCCEEDED)
        .findFirst();
  }

  /** Of its longest run. */
  Duration longest() {
    return splits.stream()
        .map(played -> played.run().duration())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  /** The most that a run of its needed. */
  long peakMemoryBytes() {
    return splits.stream().mapToLong(played -> played.run().peakMemoryBytes()).max().orElseThrow();
  }

  /** Its line on a board on which it is alone with the seekers. */
  HiderRow row(double gate) {
    List<Entrant> seekers =
        splits.stream()
            .flatMap(played -> played.seekers().keySet().stream())
            .distinct()
            .map(seeker -> new Entrant(seeker, "seekers"))
            .toList();
    List<ReleaseOutcome> releases =
        numbered(
            (split, played) ->
                List.of(
                    new ReleaseOutcome(name, split, played.utility().map(UtilityReport::facets))));
    List<MatchOutcome> matches =
        numbered(
            (split, played) ->
                played.seekers().entrySet().stream()
                    .map(seeker -> outcome(split, seeker.getKey(), seeker.getValue().privacy()))
                    .toList());
    return Boards.of(
            new Games(
                List.of(new Entrant(name, "hiders")),
                seekers,
                splits.size(),
                gate,
                releases,
                matches))
        .hiders()
        .get(0);
  }

  private MatchOutcome outcome(int split, String seeker, Optional<MatchPrivacy> privacy) {
    return new MatchOutcome(name, seeker, split, privacy.map(MatchOutcome.Score::of));
  }

  /**
   * The 95 % interval of its total utility, where it released on every split: the means of the
   * splits' ends, widened to the total. That is wider than the mean's own interval would be.
   */
  Optional<Interval> utilityInterval(double total) {
    if (failure().isPresent()) {
      return Optional.empty();
    }
    List<Interval> intervals =
        splits.stream().map(played -> played.utility().orElseThrow().totalInterval()).toList();
    double low = intervals.stream().mapToDouble(Interval::low).average().orElseThrow();
    double high = intervals.stream().mapToDouble(Interval::high).average().orElseThrow();
    return Optional.of(new Interval(Math.min(low, total), Math.max(high, total)));
  }

  private interface OfSplit<T> {
    List<T> of(int split, Played played);
  }

  private <T> List<T> numbered(OfSplit<T> outcomes) {
    return IntStream.range(0, splits.size())
        .mapToObj(split -> outcomes.of(split, splits.get(split)))
        .flatMap(List::stream)
        .toList();
  }
}
