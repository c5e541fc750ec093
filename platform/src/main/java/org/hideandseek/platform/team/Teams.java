package org.hideandseek.platform.team;

import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** Makes teams and knows them by their tokens. */
public final class Teams {
  private final TeamStore store;
  private final Tokens tokens;

  public Teams(TeamStore store, Tokens tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /**
   * Makes a team.
   *
   * @return its token
   * @throws ProblemException INVALID for a bad name, CONFLICT if it is taken
   */
  public String create(String name, boolean baseline) {
    requireName(name);
    String token = tokens.draw();
    return store
        .add(name, baseline, Tokens.hash(token))
        .map(team -> token)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.CONFLICT,
                    "There is a team called '" + name + "' already; choose another name."));
  }

  /** INVALID if no team can be called so. */
  static void requireName(String name) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw new ProblemException(
          Problem.INVALID,
          "A team's name has 1 to 60 letters, digits, spaces, '.', '_' and '-', and begins with a letter or digit.");
    }
  }

  /**
   * Gives a team another token; the old one no longer works.
   *
   * @throws ProblemException NOT_FOUND if there is no such team
   */
  public String renewToken(String name) {
    String token = tokens.draw();
    return store
        .changeToken(name, Tokens.hash(token))
        .map(team -> token)
        .orElseThrow(
            () ->
                new ProblemException(Problem.NOT_FOUND, "There is no team called '" + name + "'."));
  }

  /**
   * The team with this token.
   *
   * @throws ProblemException UNAUTHORIZED if there is none
   */
  public Team byToken(String token) {
    return store
        .byTokenHash(Tokens.hash(token))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.UNAUTHORIZED,
                    "The API token is not known; send the one that the operator gave your team as 'Authorization: Bearer TOKEN'."));
  }
}
