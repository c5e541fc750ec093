package org.hideandseek.platform.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a token after it was shown.
 *
 * @param id its number
 * @param name what its owner calls it
 * @param scope what it may be used for
 * @param createdAt when it was made
 * @param usedAt when it was last used, to the minute; empty if never
 */
public record PersonalToken(
    long id, String name, Scope scope, Instant createdAt, Optional<Instant> usedAt) {}
