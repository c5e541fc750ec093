/** What challenges have committed to, for programs. */
package org.hideandseek.web.commitment;
