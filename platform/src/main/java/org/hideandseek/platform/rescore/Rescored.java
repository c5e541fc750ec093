package org.hideandseek.platform.rescore;

import java.util.Map;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunRecord;

/**
 * New results by run. Only those of what the runs still have: one that was played again since has
 * its own.
 *
 * @param releases of releases, with no files
 * @param matches of matches
 */
record Rescored(Map<RunId, ReleaseResult> releases, Map<RunId, MatchResult> matches) {
  Rescored {
    releases = Map.copyOf(releases);
    matches = Map.copyOf(matches);
  }

  /** A run with its new result in place of the old one; as it is where it has none. */
  RunRecord in(RunRecord old) {
    RunId id = old.run().id();
    return new RunRecord(
        old.run(),
        old.state(),
        old.reason(),
        old.actor(),
        old.queuedAt(),
        old.startedAt(),
        old.finishedAt(),
        old.duration(),
        old.cpuTime(),
        old.peakMemoryBytes(),
        old.log(),
        old.release().map(release -> releases.containsKey(id) ? with(release, id) : release),
        old.match().map(match -> matches.getOrDefault(id, match)));
  }

  private ReleaseResult with(ReleaseResult old, RunId id) {
    ReleaseResult anew = releases.get(id);
    return new ReleaseResult(
        old.files(),
        anew.utility(),
        anew.utilityLow(),
        anew.utilityHigh(),
        anew.facets(),
        anew.gate2020(),
        anew.scorer(),
        old.claim());
  }

  /** Whether a run's numbers differ from those that it has. */
  boolean changes(RunRecord old) {
    RunRecord anew = in(old);
    return old.match().isPresent()
        ? !numbers(old.match().get()).equals(numbers(anew.match().orElseThrow()))
        : old.release().isPresent()
            && !numbers(old.release().get()).equals(numbers(anew.release().orElseThrow()));
  }

  private static MatchResult numbers(MatchResult match) {
    return new MatchResult(
        match.scores(),
        match.members(),
        match.nonMembers(),
        match.auc(),
        match.aucLow(),
        match.aucHigh(),
        match.aucVariance(),
        match.tprAtFpr0001(),
        match.tprAtFpr001(),
        match.tprAtFpr01(),
        match.accuracy(),
        match.balancedAccuracy(),
        "");
  }

  private static ReleaseResult numbers(ReleaseResult release) {
    return new ReleaseResult(
        release.files(),
        release.utility(),
        release.utilityLow(),
        release.utilityHigh(),
        release.facets(),
        release.gate2020(),
        "",
        release.claim());
  }
}
