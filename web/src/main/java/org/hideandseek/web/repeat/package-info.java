/** Does what a request with a key asks for once, however often it is sent. */
package org.hideandseek.web.repeat;
