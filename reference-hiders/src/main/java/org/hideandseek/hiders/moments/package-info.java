/**
 * Vector autoregression from noised moments, with differential privacy. {@link
 * org.hideandseek.hiders.moments.Journey} is the walk through a patient that counting and sampling
 * share: at every step it is decided how long until it, what is measured, and with which value. A
 * decision is a generalised linear model of a few regressors; the number of them does not grow with
 * the number of features, so all moments together grow with it but linearly. Asked for are only the
 * products of regressors and what was decided; {@link org.hideandseek.hiders.moments.MomentModel}
 * finds weights with which its own samples show the same products.
 */
package org.hideandseek.hiders.moments;
