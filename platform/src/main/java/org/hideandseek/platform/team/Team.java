package org.hideandseek.platform.team;

/**
 * Who plays.
 *
 * @param id its number
 * @param name unique, as on pages
 * @param baseline whether its players are the organisers', for comparison
 */
public record Team(TeamId id, String name, boolean baseline) {}
