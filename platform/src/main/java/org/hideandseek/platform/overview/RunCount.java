package org.hideandseek.platform.overview;

import java.time.Instant;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;

/**
 * Runs of a challenge of one kind and state.
 *
 * @param kind what they are for
 * @param state where they are
 * @param runs how many
 * @param oldest when the first of them was queued
 */
public record RunCount(RunKind kind, RunState state, int runs, Instant oldest) {}
