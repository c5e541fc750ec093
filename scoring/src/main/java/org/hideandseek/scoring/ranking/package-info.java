/**
 * Leaderboards as a pure function of the set of finished runs: the order in which they arrived does
 * not matter.
 */
package org.hideandseek.scoring.ranking;
