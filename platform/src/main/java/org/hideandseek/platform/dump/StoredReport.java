package org.hideandseek.platform.dump;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;

/**
 * What is told about a run beside its result, in {@code reports.json}.
 *
 * @param run which one
 * @param match of a match
 * @param release of a release
 * @param nearCopies of a release
 */
record StoredReport(
    RunId run,
    Optional<MatchReport> match,
    Optional<ReleaseReport> release,
    Optional<List<NearCopy>> nearCopies) {

  static StoredReport of(RunRecord record, RunStore runs) {
    RunId run = record.run().id();
    return new StoredReport(
        run,
        record.match().flatMap(result -> runs.matchReport(run)),
        record.release().flatMap(result -> runs.releaseReport(run)),
        record.release().flatMap(result -> runs.nearCopies(run)));
  }

  static StoredReport none(RunId run) {
    return new StoredReport(run, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
