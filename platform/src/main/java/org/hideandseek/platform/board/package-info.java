/** From what was played to the leaderboards. */
package org.hideandseek.platform.board;
