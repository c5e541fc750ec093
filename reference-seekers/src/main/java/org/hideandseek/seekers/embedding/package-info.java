/** Patients as points of a few dimensions, on one common scale: what the density attacks need. */
package org.hideandseek.seekers.embedding;
