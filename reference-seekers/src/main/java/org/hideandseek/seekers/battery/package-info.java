/** Several attacks at once, brought to one scale, and weights for them. */
package org.hideandseek.seekers.battery;
