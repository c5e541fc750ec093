package org.hideandseek.platform.account;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.Set;
import org.hideandseek.platform.journal.Actor;

/**
 * Somebody with an account.
 *
 * @param id their number
 * @param email unique
 * @param name what others see; not unique
 * @param administrator whether they are one
 * @param organises the names of the challenges that they organise
 * @param creator whether they may create challenges
 * @param verified whether the address is known to be theirs
 */
public record Person(
    PersonId id,
    Email email,
    String name,
    boolean administrator,
    Set<String> organises,
    boolean creator,
    boolean verified) {

  /** Somebody who may not create challenges, and whose address is known to be theirs. */
  public Person(
      PersonId id, Email email, String name, boolean administrator, Set<String> organises) {
    this(id, email, name, administrator, organises, false, true);
  }

  public Person {
    requireNonNull(id);
    requireNonNull(email);
    requireNonNull(name);
    organises = Set.copyOf(organises);
  }

  /** For the journal. */
  public Actor from(String address) {
    return new Actor(OptionalLong.of(id.value()), email.value(), address);
  }
}
