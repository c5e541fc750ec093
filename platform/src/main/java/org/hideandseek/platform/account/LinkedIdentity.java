package org.hideandseek.platform.account;

import java.time.Instant;

/**
 * An identity that lets somebody into their account.
 *
 * @param issuer the provider
 * @param subject their number there
 * @param linkedAt since when
 */
public record LinkedIdentity(String issuer, String subject, Instant linkedAt) {}
