/**
 * An autoregressive recurrent network in the family of PAR (Zhang, Patki and Veeramachaneni,
 * Sequential Models in the Synthetic Data Vault, arXiv 2207.14406): statics first, then step by
 * step whether the series ends, how long until the next step, what is measured there, and the
 * values.
 */
package org.hideandseek.hiders.par;
