/** Membership by what a hider keeps without a thought: lengths, time stamps and what is missing. */
package org.hideandseek.seekers.pattern;
