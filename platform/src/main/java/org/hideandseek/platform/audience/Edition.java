package org.hideandseek.platform.audience;

/**
 * Names what somebody sees of a challenge at a moment. Whoever gets the same name sees the same, be
 * it later or on another node; who may see something else gets another name.
 *
 * @param name 64 hexadecimal digits
 * @param waits whether runs of the challenge wait: their places in the queue move without a new
 *     edition, as other challenges' runs move them
 */
public record Edition(String name, boolean waits) {}
