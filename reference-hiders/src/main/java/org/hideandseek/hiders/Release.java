package org.hideandseek.hiders;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.PrivacyClaim;

/**
 * What a private hider made.
 *
 * @param cohort the synthetic patients
 * @param claim what it promises about them
 */
public record Release(Cohort cohort, PrivacyClaim claim) {}
