package org.hideandseek.platform.live;

import org.hideandseek.platform.audience.Progress;

/**
 * Something happened in a challenge.
 *
 * @param challenge its name
 * @param sentence what happened, for people
 * @param progress how far its runs are now
 */
public record ChallengeChanged(String challenge, String sentence, Progress progress) {}
