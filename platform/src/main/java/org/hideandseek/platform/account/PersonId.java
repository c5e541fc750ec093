package org.hideandseek.platform.account;

/**
 * A person's number.
 *
 * @param value positive
 */
public record PersonId(long value) {}
