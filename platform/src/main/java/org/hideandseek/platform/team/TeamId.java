package org.hideandseek.platform.team;

/**
 * A team's number.
 *
 * @param value positive
 */
public record TeamId(long value) {}
