/**
 * Patients as the whole project sees them: a {@link org.hideandseek.challenges.cohort.Schema}, and
 * {@link org.hideandseek.challenges.cohort.Patient}s that fit it.
 */
package org.hideandseek.challenges.cohort;
