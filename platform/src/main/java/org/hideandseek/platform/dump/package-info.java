/**
 * A finished challenge as a folder with everything that is needed to compute its boards again, and
 * the computation.
 */
package org.hideandseek.platform.dump;
