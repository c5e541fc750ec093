/**
 * Denoising diffusion of whole series in two stages, as visits come before what is measured at
 * them: time gaps and masks given what a patient has once, then values given those. Both are
 * Gaussian diffusions of standardised channels; bits and codes are channels too (analog bits, Chen
 * et al., arXiv 2208.04202).
 */
package org.hideandseek.hiders.diffusion;
