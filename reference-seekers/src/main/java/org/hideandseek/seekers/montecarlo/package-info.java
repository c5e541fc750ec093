/** Membership by the share of the release within a radius. */
package org.hideandseek.seekers.montecarlo;
