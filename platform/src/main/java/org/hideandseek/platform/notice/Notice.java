package org.hideandseek.platform.notice;

import java.time.Instant;

/**
 * What somebody has been told.
 *
 * @param id its number; later ones have larger numbers
 * @param at when
 * @param challenge about which challenge
 * @param subject one line
 * @param text what happened
 * @param link a path of the site where more is
 * @param read whether they have marked it as read
 */
public record Notice(
    long id,
    Instant at,
    String challenge,
    String subject,
    String text,
    String link,
    boolean read) {}
