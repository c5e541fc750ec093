package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.report.MatchReport;

/**
 * A match's own page.
 *
 * @param challenge the challenge's name
 * @param match what lists show
 * @param finishedAt when it ended
 * @param scorer version of the scorer
 * @param report all that the referee found; empty before it ended, where it has no score, and where
 *     it was scored before reports were kept
 * @param withheld until when the report is kept from the viewer, as a sentence; empty if it is not
 * @param claim the differential privacy that the hider claims for the release, with this match's
 *     evidence alone; empty where it claims none
 */
public record MatchDetails(
    String challenge,
    Leaderboards.MatchRow match,
    Optional<Instant> finishedAt,
    Optional<String> scorer,
    Optional<MatchReport> report,
    String withheld,
    Optional<ClaimDetails> claim) {}
