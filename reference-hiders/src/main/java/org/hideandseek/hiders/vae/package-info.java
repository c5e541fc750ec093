/**
 * A variational autoencoder of series. {@link org.hideandseek.hiders.vae.SeriesVae} is the network,
 * {@link org.hideandseek.hiders.vae.LatentPrior} where codes are drawn from, and {@link
 * org.hideandseek.hiders.vae.Decoder} makes series of them.
 */
package org.hideandseek.hiders.vae;
