package org.hideandseek.platform.watch;

/**
 * Whether something that a node needs works.
 *
 * @param name such as {@code database}; tells nothing of where it is
 * @param passes whether it works now
 */
public record NodeCheck(String name, boolean passes) {}
