/** What is answered where something went wrong: a page, or a problem of RFC 9457. */
package org.hideandseek.web.error;
