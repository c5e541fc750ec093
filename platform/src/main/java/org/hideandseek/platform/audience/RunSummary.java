package org.hideandseek.platform.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.EndedBy;

/**
 * One run, as anybody may see it.
 *
 * @param id in the order of queueing
 * @param kind check, release, shadow or match
 * @param split which split it is on, or which shadow it is, from 1; empty for a check
 * @param opponent in a match, the name of the other player
 * @param state where it is
 * @param reason one sentence on how it ended
 * @param actor who or what ended it; empty before it ended
 * @param attempt how often it was started
 * @param queuedAt when it was queued
 * @param startedAt when its last attempt began
 * @param finishedAt when it ended
 * @param duration wall clock of the container
 * @param cpuTime CPU time of the container
 * @param peakMemoryBytes largest memory use of the container
 * @param score of a release its total utility, of a match its AUC
 * @param queuePosition how many runs are started before it, where it is the submission's next
 */
public record RunSummary(
    long id,
    RunKind kind,
    OptionalInt split,
    Optional<String> opponent,
    RunState state,
    String reason,
    Optional<EndedBy> actor,
    int attempt,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Duration> duration,
    Optional<Duration> cpuTime,
    OptionalLong peakMemoryBytes,
    OptionalDouble score,
    OptionalInt queuePosition) {}
