/** How alike two patients are, and who is closest to whom: what several attacks stand on. */
package org.hideandseek.seekers.distance;
