/** A challenge in numbers for its organisers: its queue, what failed, what it costs. */
package org.hideandseek.platform.overview;
