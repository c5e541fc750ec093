/** The competition. {@link org.hideandseek.platform.Platform} puts its parts together. */
package org.hideandseek.platform;
