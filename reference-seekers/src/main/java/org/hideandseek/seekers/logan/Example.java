package org.hideandseek.seekers.logan;

/**
 * One patient as the networks read it.
 *
 * @param length how many steps there are
 * @param steps [length * width] row-major by step: clocks, values and masks
 * @param statics [width] the length of the patient, values and masks
 */
record Example(int length, float[] steps, float[] statics) {}
