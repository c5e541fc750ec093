/** Membership by the distance to the closest released patient. */
package org.hideandseek.seekers.nearest;
