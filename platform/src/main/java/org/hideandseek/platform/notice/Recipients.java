package org.hideandseek.platform.notice;

import java.util.OptionalLong;
import org.hideandseek.platform.account.PersonId;

/**
 * The people who are told something about a challenge.
 *
 * @param challenge in which they play
 * @param team only the people of this one
 * @param except not this person
 * @param only this person and nobody else, wherever they play
 */
record Recipients(String challenge, OptionalLong team, OptionalLong except, OptionalLong only) {
  static Recipients all(String challenge) {
    return new Recipients(
        challenge, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  static Recipients team(String challenge, long team) {
    return new Recipients(
        challenge, OptionalLong.of(team), OptionalLong.empty(), OptionalLong.empty());
  }

  Recipients except(PersonId person) {
    return new Recipients(challenge, team, OptionalLong.of(person.value()), only);
  }

  static Recipients only(String challenge, PersonId person) {
    return new Recipients(
        challenge, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(person.value()));
  }
}
