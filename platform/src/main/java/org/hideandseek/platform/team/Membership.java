package org.hideandseek.platform.team;

/**
 * Where somebody plays.
 *
 * @param challenge the challenge's name
 * @param team their team in it
 */
public record Membership(String challenge, Team team) {}
