/** News for whoever watches a challenge. */
package org.hideandseek.platform.live;
