package org.hideandseek.platform.phase;

import java.time.Instant;
import java.util.Optional;

/**
 * A phase got other dates.
 *
 * @param phase its name
 * @param oldStarts when it began before the change
 * @param oldEnds when it ended before the change
 * @param starts when it begins now
 * @param freeze from when its boards stand still, if they do
 * @param ends when it ends now
 * @param at when that was changed
 */
public record PhaseChange(
    String phase,
    Instant oldStarts,
    Instant oldEnds,
    Instant starts,
    Optional<Instant> freeze,
    Instant ends,
    Instant at) {}
