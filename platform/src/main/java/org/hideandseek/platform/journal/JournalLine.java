package org.hideandseek.platform.journal;

import java.time.Instant;

/**
 * An entry in its place.
 *
 * @param number larger than those of all lines before
 * @param at when
 * @param entry who did what
 */
public record JournalLine(long number, Instant at, JournalEntry entry) {}
