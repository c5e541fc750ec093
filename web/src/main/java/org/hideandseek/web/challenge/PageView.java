package org.hideandseek.web.challenge;

/**
 * A page of a challenge besides its own.
 *
 * @param html made of the organiser's Markdown by {@link Overview}
 */
record PageView(String title, String challenge, String home, ChallengeNav nav, String html) {}
