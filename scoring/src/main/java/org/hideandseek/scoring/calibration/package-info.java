/**
 * Whether the referee is right on average: matches and boards of which the truth is known, drawn
 * from a seed and scored.
 */
package org.hideandseek.scoring.calibration;
