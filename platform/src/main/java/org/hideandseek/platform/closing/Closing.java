package org.hideandseek.platform.closing;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.audience.Progress;

/**
 * How far the end of a challenge is.
 *
 * @param closedAt since when it takes no submissions
 * @param revealedAt since when its boards stand; empty while something is still to be played
 * @param progress how far its runs are
 */
public record Closing(Instant closedAt, Optional<Instant> revealedAt, Progress progress) {}
