package org.hideandseek.platform.notice;

import java.util.OptionalLong;
import org.hideandseek.platform.account.PersonId;

/**
 * The people of a challenge who are told something.
 *
 * @param challenge in which they play
 * @param team only the people of this one
 * @param except not this person
 */
record Recipients(String challenge, OptionalLong team, OptionalLong except) {
  static Recipients all(String challenge) {
    return new Recipients(challenge, OptionalLong.empty(), OptionalLong.empty());
  }

  static Recipients team(String challenge, long team) {
    return new Recipients(challenge, OptionalLong.of(team), OptionalLong.empty());
  }

  Recipients except(PersonId person) {
    return new Recipients(challenge, team, OptionalLong.of(person.value()));
  }
}
