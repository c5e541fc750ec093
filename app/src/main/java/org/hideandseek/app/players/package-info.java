/** The reference players, whose images the launcher makes. */
package org.hideandseek.app.players;
