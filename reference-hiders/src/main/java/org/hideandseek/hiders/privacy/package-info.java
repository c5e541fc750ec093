/**
 * Differential privacy for hiders. Whatever leaves the data is the answer to a {@link
 * org.hideandseek.hiders.privacy.Question}: each patient's own contribution, clipped to a norm that
 * is fixed beforehand, summed over the patients, and noised by a {@link
 * org.hideandseek.hiders.privacy.Curator}, who alone sees them. Neighbouring cohorts differ in one
 * patient being there or not, so the number of patients is a secret, too.
 */
package org.hideandseek.hiders.privacy;
