package org.hideandseek.challenges.accounting;

/**
 * What training costs.
 *
 * @param epsilon of (epsilon, delta)-differential privacy, not negative; infinite without noise
 * @param order the Rényi order that gave it, above 1
 */
public record PrivacyCost(double epsilon, double order) {}
