package org.hideandseek.seekers.logan;

/**
 * One patient as the networks read it.
 *
 * @param length n
 * @param steps [n * width] row-major by step: time, gap, values and masks
 * @param statics [width] values and masks, and the length
 */
record Example(int length, float[] steps, float[] statics) {}
