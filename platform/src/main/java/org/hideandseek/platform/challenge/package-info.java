/** The challenges that are open on this platform, and their patients on its disk. */
package org.hideandseek.platform.challenge;
