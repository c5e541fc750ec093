package org.hideandseek.platform.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.submission.EndedBy;

/**
 * A run as it stands in the database, with its result where there is one.
 *
 * @param run what it plays
 * @param state where it is
 * @param reason one sentence on how it ended, or empty
 * @param actor who or what ended it; empty before it ended
 * @param queuedAt when it was queued
 * @param startedAt when its last attempt began
 * @param finishedAt when it ended
 * @param duration wall clock of the container
 * @param cpuTime CPU time of the container
 * @param peakMemoryBytes largest memory use of the container
 * @param log what it printed
 * @param release what a succeeded release gave
 * @param match what a succeeded match gave
 */
public record RunRecord(
    Run run,
    RunState state,
    String reason,
    Optional<EndedBy> actor,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Duration> duration,
    Optional<Duration> cpuTime,
    OptionalLong peakMemoryBytes,
    Optional<BlobId> log,
    Optional<ReleaseResult> release,
    Optional<MatchResult> match) {}
