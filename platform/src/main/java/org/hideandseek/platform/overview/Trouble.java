package org.hideandseek.platform.overview;

import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;

/**
 * Runs of a submission that failed by its own doing, or were lost.
 *
 * @param runs how many
 * @param first the number of the first
 * @param kind what that one was for
 * @param state how it ended
 * @param reason one sentence on it
 */
public record Trouble(int runs, long first, RunKind kind, RunState state, String reason) {}
