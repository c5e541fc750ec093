/** The seeker that won the Hide-and-Seek challenge of 2020. */
package org.hideandseek.seekers.hybrid;
