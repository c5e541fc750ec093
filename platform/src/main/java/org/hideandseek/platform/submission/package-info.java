/** Uploaded players and their life. */
package org.hideandseek.platform.submission;
