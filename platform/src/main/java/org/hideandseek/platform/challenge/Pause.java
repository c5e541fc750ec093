package org.hideandseek.platform.challenge;

import java.time.Instant;

/**
 * A challenge stands still: what is under way ends, nothing new is started, nothing is taken.
 *
 * @param since when that began
 * @param reason one sentence of its organisers, for everybody
 */
public record Pause(Instant since, String reason) {}
