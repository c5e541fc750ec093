package org.hideandseek.hiders.diffusion;

/**
 * Sizes.
 *
 * @param hidden width of the networks
 * @param blocks depth of the networks
 * @param steps of the reverse process
 * @param freshness 1 for the noise of DDPM on the way back, 0 for none (DDIM)
 * @param averaging how slowly the averaged weights follow
 * @param mostSampledSteps of all series that are sampled at once
 */
record Settings(
    int hidden, int blocks, int steps, double freshness, double averaging, int mostSampledSteps) {}
