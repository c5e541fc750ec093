package org.hideandseek.platform.audience;

/**
 * What whoever runs the platform may do, known by the token in the file {@code operator-token} of
 * the node's data folder: who can read that file owns the platform's data anyway.
 *
 * <p>Disclosure policy. Sees teams' tokens once, when it makes them.
 */
public interface Operators {

  /**
   * Makes a team.
   *
   * @param operatorToken the operator's
   * @param name unique
   * @param baseline whether its players are the organisers', for comparison
   * @return the team's API token; UNAUTHORIZED, INVALID or CONFLICT otherwise
   */
  String createTeam(String operatorToken, String name, boolean baseline);

  /**
   * Gives a team another token; the old one no longer works.
   *
   * @return the new token; UNAUTHORIZED or NOT_FOUND otherwise
   */
  String renewToken(String operatorToken, String name);
}
