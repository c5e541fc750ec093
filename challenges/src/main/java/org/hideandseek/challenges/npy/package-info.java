/**
 * NumPy's {@code .npy} files, version 1.0, C order, little-endian, read and written as streams.
 *
 * <p>Format: <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>.
 */
package org.hideandseek.challenges.npy;
