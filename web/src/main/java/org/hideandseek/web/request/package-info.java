/** Every request: its id, its route, its line in the log. */
package org.hideandseek.web.request;
