package org.hideandseek.platform.submission;

import java.time.Instant;

/**
 * That somebody agreed to a challenge's terms for their team.
 *
 * @param by the person's name, or the team's where its own token was used
 * @param at when
 * @param terms SHA-256 of what the terms said then
 */
public record Agreement(String by, Instant at, String terms) {}
