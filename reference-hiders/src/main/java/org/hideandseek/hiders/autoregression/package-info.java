/**
 * The statistical baseline: a Gaussian copula for statics and lengths, and step by step regressions
 * on what came before for time gaps, for what is measured, and for the values. {@link
 * org.hideandseek.hiders.autoregression.Course} is the walk through a patient that learning and
 * sampling share, {@link org.hideandseek.hiders.autoregression.Dynamics} the regressions.
 */
package org.hideandseek.hiders.autoregression;
