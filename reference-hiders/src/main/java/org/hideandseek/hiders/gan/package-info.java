/**
 * Hiders that are trained against a network which tells members from what they make: {@code
 * timegan} in the latent space of an autoencoder, step by step, and {@code wgan}, which draws a
 * patient's attributes first and a whole series then.
 */
package org.hideandseek.hiders.gan;
