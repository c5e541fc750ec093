package org.hideandseek.platform.submission;

import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.team.TeamId;

/**
 * A submission without its file: what is known and decided when its upload begins.
 *
 * @param challenge the challenge's name
 * @param team whose it is
 * @param role what it is to play
 * @param name unique in challenge and role
 * @param statement what the team says of it
 * @param ticket with what right it is submitted
 */
public record Entry(
    String challenge,
    TeamId team,
    PlayerRole role,
    String name,
    Statement statement,
    Ticket ticket) {}
