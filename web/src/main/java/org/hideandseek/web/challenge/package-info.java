/** The list of challenges, and a challenge's own page. */
package org.hideandseek.web.challenge;
