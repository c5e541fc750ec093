/**
 * Scores of a challenge computed anew: beside the old ones, in small steps, to be applied at once
 * or dropped.
 */
package org.hideandseek.platform.rescore;
