/** News of a challenge as it happens, by server-sent events. */
package org.hideandseek.web.live;
