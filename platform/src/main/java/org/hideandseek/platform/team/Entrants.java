package org.hideandseek.platform.team;

import java.util.Optional;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Bearer;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Knows for which team somebody speaks. The token of a team that the operator made speaks for this
 * team in every challenge; a person, by a personal token or logged in, for the team in which they
 * play in a challenge.
 */
public final class Entrants {
  private final Teams teams;
  private final Accounts accounts;
  private final MembershipStore memberships;

  public Entrants(Teams teams, Accounts accounts, MembershipStore memberships) {
    this.teams = teams;
    this.accounts = accounts;
    this.memberships = memberships;
  }

  /**
   * Who sends a token.
   *
   * @param needed what they want to do
   * @throws ProblemException UNAUTHORIZED if nobody has the token, FORBIDDEN if it is not for this
   */
  public Entrant byToken(String token, Scope needed) {
    Optional<Bearer> bearer = accounts.bearer(token);
    if (bearer.isEmpty()) {
      Team team = teams.byToken(token);
      return challenge -> Optional.of(team);
    }
    if (!bearer.get().scope().covers(needed)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "This token is for reading only; make one on your account's page that may submit.");
    }
    return of(bearer.get().person());
  }

  /** Somebody who has logged in. */
  public Entrant of(Person person) {
    return new Entrant() {
      @Override
      public Optional<Team> in(String challenge) {
        return memberships.team(person.id(), challenge);
      }

      @Override
      public Optional<String> person() {
        return Optional.of(person.name());
      }
    };
  }

  /** For which team somebody speaks. */
  @FunctionalInterface
  public interface Entrant {
    /** Their team in a challenge, if they have one. */
    Optional<Team> in(String challenge);

    /** What they are called; empty where a team's own token speaks. */
    default Optional<String> person() {
      return Optional.empty();
    }

    /**
     * Their team in a challenge.
     *
     * @throws ProblemException FORBIDDEN if they have none
     */
    default Team needIn(String challenge) {
      return in(challenge)
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.FORBIDDEN,
                      "You are in no team in this challenge; make one or join one on its team page first."));
    }
  }
}
