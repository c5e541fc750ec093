package org.hideandseek.platform.board;

import java.time.Instant;
import java.util.Optional;

/**
 * What the boards of a challenge depend on besides who looks and when, in a few numbers: as long as
 * they are the same, so are the boards.
 *
 * @param entered how often its submissions or its own settings have changed
 * @param changes how often those or its runs have changed; it only grows
 * @param closedAt when it was closed
 * @param revealedAt when it was revealed
 * @param steps how many switches of its timetable are recorded
 */
public record BoardState(
    long entered,
    long changes,
    Optional<Instant> closedAt,
    Optional<Instant> revealedAt,
    int steps) {}
