/** Membership by the distance to the release against the distance to a reference. */
package org.hideandseek.seekers.calibrated;
