/** Setting up a challenge at the command line: the bundle of an organiser before it opens. */
package org.hideandseek.app.challenge;
