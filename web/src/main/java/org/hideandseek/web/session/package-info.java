/** Who sends a request: somebody with a token, somebody who has logged in, or anybody. */
package org.hideandseek.web.session;
