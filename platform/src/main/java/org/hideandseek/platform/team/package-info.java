/** Who plays. */
package org.hideandseek.platform.team;
