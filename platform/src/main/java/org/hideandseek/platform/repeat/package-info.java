/** Knows requests that were sent before, by their keys, and what was answered to them. */
package org.hideandseek.platform.repeat;
