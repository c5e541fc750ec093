/** What organisers do to a challenge that is open: pause it, move its dates, say something. */
package org.hideandseek.platform.steering;
