package org.hideandseek.platform.account;

/**
 * Who sent a personal token.
 *
 * @param person its owner
 * @param scope what it may be used for
 */
public record Bearer(Person person, Scope scope) {}
