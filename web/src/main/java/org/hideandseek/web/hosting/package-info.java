/** What the operator does with challenges: open, close, dump. */
package org.hideandseek.web.hosting;
