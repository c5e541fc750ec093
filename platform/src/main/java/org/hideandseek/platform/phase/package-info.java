/** The phases of a challenge: which one is under way, and what is played in each. */
package org.hideandseek.platform.phase;
