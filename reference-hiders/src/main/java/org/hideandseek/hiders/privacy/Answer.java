package org.hideandseek.hiders.privacy;

/**
 * What a curator answers.
 *
 * @param sums [width] of the question, with noise
 * @param deviation the standard deviation of the noise in each of them; public
 */
public record Answer(double[] sums, double deviation) {}
