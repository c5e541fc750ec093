/**
 * Seekers as a participant would write them: they read a release and candidates from {@code /in}
 * and write a score for every candidate to {@code /out}. A seeker is a {@link
 * org.hideandseek.seekers.Seeker} that {@link org.hideandseek.seekers.Seekers} knows by name.
 */
package org.hideandseek.seekers;
