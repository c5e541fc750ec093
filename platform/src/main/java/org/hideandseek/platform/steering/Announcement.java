package org.hideandseek.platform.steering;

import java.time.Instant;

/**
 * What organisers say to everybody.
 *
 * @param id larger for newer ones
 * @param text plain text; it may have several lines
 * @param at when it was said
 */
public record Announcement(long id, String text, Instant at) {}
