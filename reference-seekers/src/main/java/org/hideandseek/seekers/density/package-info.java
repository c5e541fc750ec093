/**
 * Membership by densities: where a release is denser around a candidate than the population is, or
 * likelier with the candidate than without.
 */
package org.hideandseek.seekers.density;
