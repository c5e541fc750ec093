package org.hideandseek.platform.audience;

/**
 * A challenge in a list.
 *
 * @param name in addresses
 * @param title on pages
 * @param summary one sentence
 * @param hiders how many hiders are entered and not refused
 * @param seekers how many seekers are entered and not refused
 * @param progress how far its runs are
 */
public record ChallengeSummary(
    String name, String title, String summary, int hiders, int seekers, Progress progress) {}
