package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.run.RunState;

/**
 * A release's own page: how it scored, and nothing of what is in it.
 *
 * @param challenge the challenge's name
 * @param run in the order of queueing
 * @param hider who made it
 * @param split of which members, from 1
 * @param state where its run is
 * @param reason one sentence on how it ended
 * @param finishedAt when it ended
 * @param scorer version of the scorer
 * @param report all that the referee found; empty before it ended, where it has no score, and where
 *     it was scored before reports were kept
 * @param withheld until when the report is kept from the viewer, as a sentence; empty if it is not
 * @param claim the differential privacy that its hider claims; empty where it claims none
 */
public record ReleaseDetails(
    String challenge,
    long run,
    SubmissionSummary hider,
    int split,
    RunState state,
    String reason,
    Optional<Instant> finishedAt,
    Optional<String> scorer,
    Optional<ReleaseReport> report,
    String withheld,
    Optional<ClaimDetails> claim) {}
