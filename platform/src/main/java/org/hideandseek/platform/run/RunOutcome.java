package org.hideandseek.platform.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.platform.blob.BlobId;

/**
 * How a run ended.
 *
 * @param state final
 * @param reason one sentence
 * @param exitCode where the container ended by itself
 * @param duration wall clock of the container
 * @param cpuTime of the container
 * @param peakMemoryBytes of the container
 * @param log what it printed
 * @param release what a succeeded release gave
 * @param shadow what a succeeded shadow gave
 * @param match what a succeeded match gave
 */
public record RunOutcome(
    RunState state,
    String reason,
    OptionalInt exitCode,
    Duration duration,
    Duration cpuTime,
    long peakMemoryBytes,
    BlobId log,
    Optional<ScoredRelease> release,
    Optional<ShadowRelease> shadow,
    Optional<ScoredMatch> match) {}
