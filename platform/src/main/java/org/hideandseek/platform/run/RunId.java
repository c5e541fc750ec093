package org.hideandseek.platform.run;

/**
 * A run's number, in the order of queueing.
 *
 * @param value positive
 */
public record RunId(long value) {}
