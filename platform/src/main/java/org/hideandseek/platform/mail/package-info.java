/** Mail: what waits to be sent, and the server that takes it. */
package org.hideandseek.platform.mail;
