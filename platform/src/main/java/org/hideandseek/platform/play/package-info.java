/**
 * Plays one hider or one seeker once, in the sandbox, by the contract's files; it knows no
 * database, so a participant at home plays by the very same code.
 */
package org.hideandseek.platform.play;
