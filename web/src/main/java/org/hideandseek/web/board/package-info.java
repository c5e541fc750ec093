/**
 * The leaderboards of a challenge, the matrix of hiders and seekers, and the matches behind them.
 */
package org.hideandseek.web.board;
