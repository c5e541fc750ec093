/** The end of a challenge: no more submissions, then the reveal. */
package org.hideandseek.platform.closing;
