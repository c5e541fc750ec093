package org.hideandseek.platform.team;

import java.time.Instant;

/**
 * What is known of an invitation after its link was shown.
 *
 * @param id its number
 * @param expiresAt until when it works
 * @param mostUses how many people can join with it
 * @param uses how many have
 */
public record Invite(long id, Instant expiresAt, int mostUses, int uses) {}
