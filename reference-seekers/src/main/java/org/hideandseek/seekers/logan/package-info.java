/** Membership by a classifier that tells a release from reference patients. */
package org.hideandseek.seekers.logan;
