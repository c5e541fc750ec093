/** Puts the web together and serves it. */
package org.hideandseek.web.server;
