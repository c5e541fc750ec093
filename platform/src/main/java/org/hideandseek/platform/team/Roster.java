package org.hideandseek.platform.team;

import java.util.List;
import org.hideandseek.platform.account.PersonId;

/**
 * A team of people in the challenge in which it plays.
 *
 * @param team the team
 * @param challenge the challenge's name
 * @param members in the order in which they joined
 */
public record Roster(Team team, String challenge, List<Member> members) {

  public Roster {
    members = List.copyOf(members);
  }

  public boolean captainIs(PersonId person) {
    return members.stream().anyMatch(member -> member.captain() && member.id().equals(person));
  }
}
