/**
 * What learners see instead of a patient's own numbers, learned from the members: normal scores for
 * values, time gaps and lengths ({@link org.hideandseek.hiders.scaling.Marginal}), channels for
 * codes, and a copula for what a patient has once. Backward, quantiles are means over neighbours,
 * so no member's own number comes back.
 */
package org.hideandseek.hiders.scaling;
