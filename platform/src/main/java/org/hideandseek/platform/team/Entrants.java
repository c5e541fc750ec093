package org.hideandseek.platform.team;

import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Knows for which team somebody speaks. The token of a team that the operator made speaks for this
 * team in every challenge; a person, by a personal token or logged in, for the team in which they
 * play in a challenge.
 */
public final class Entrants {
  private final Teams teams;
  private final Visits visits;
  private final MembershipStore memberships;
  private final Verifications verifications;

  public Entrants(
      Teams teams, Visits visits, MembershipStore memberships, Verifications verifications) {
    this.teams = teams;
    this.visits = visits;
    this.memberships = memberships;
    this.verifications = verifications;
  }

  /**
   * Who sends a token.
   *
   * @param needed what they want to do
   * @throws ProblemException UNAUTHORIZED if nobody has the token, FORBIDDEN if it is not for this
   */
  public Entrant byToken(String token, Scope needed) {
    Optional<Visit> visit = visits.byToken(token);
    if (visit.isEmpty()) {
      Team team = teams.byToken(token);
      return challenge -> Optional.of(team);
    }
    if (!visit.get().scope().covers(needed)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "This token is for reading only; make one on your account's page that may submit.");
    }
    return needed == Scope.READ ? reading(visit.get()) : acting(visit.get());
  }

  /** Somebody known who reads: for the teams in which they played when they asked. */
  public Entrant reading(Visit visit) {
    return new Somebody(visit.person(), visit::teamIn);
  }

  /**
   * Somebody known who changes something: their team is asked for whenever it is needed, as an
   * upload may take hours.
   */
  public Entrant acting(Visit visit) {
    Person person = visit.person();
    return new Somebody(person, challenge -> memberships.team(person.id(), challenge));
  }

  private final class Somebody implements Entrant {
    private final Person person;
    private final Function<String, Optional<Team>> teams;

    Somebody(Person person, Function<String, Optional<Team>> teams) {
      this.person = person;
      this.teams = teams;
    }

    @Override
    public Optional<Team> in(String challenge) {
      return teams.apply(challenge);
    }

    @Override
    public Optional<String> person() {
      return Optional.of(person.name());
    }

    @Override
    public void requireMayEnter() {
      verifications.require(person);
    }
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
     * Whether they may enter submissions at all, and be given what is for teams.
     *
     * @throws ProblemException FORBIDDEN if they have to show first that their address is theirs
     */
    default void requireMayEnter() {}

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
