/**
 * The secret random divisions of the private patients, all from one secret seed by documented
 * steps, so that they can be committed to before a phase and recomputed after it.
 */
package org.hideandseek.challenges.split;
