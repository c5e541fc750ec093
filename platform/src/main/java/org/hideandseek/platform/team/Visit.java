package org.hideandseek.platform.team;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;

/**
 * Somebody who has sent a request. All of it is read at once and for this one request alone, so
 * that what is changed meanwhile, on whatever node, holds from the next one on.
 *
 * @param person who they are
 * @param scope what they may do by what they sent; by a session everything
 * @param teams everywhere that they play
 * @param unread how many notices they have not read
 */
public record Visit(Person person, Scope scope, List<Membership> teams, int unread) {
  public Visit {
    requireNonNull(person);
    requireNonNull(scope);
    teams = List.copyOf(teams);
  }

  /** Their team in a challenge. */
  public Optional<Team> teamIn(String challenge) {
    return teams.stream()
        .filter(own -> own.challenge().equals(challenge))
        .map(Membership::team)
        .findFirst();
  }
}
