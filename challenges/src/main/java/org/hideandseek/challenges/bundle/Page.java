package org.hideandseek.challenges.bundle;

/**
 * A page of a challenge besides its overview.
 *
 * @param title in its heading
 * @param slug in its address
 * @param markdown its text
 */
public record Page(String title, String slug, String markdown) {}
