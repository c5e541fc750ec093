package org.hideandseek.platform.audience;

import static java.util.Objects.requireNonNull;

import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.journal.Actor;

/**
 * Somebody with an account who does something.
 *
 * @param person who
 * @param address where the request came from; empty if that is not known
 */
public record Acting(Person person, String address) {
  public Acting {
    requireNonNull(person);
    requireNonNull(address);
  }

  /** For the journal. */
  Actor actor() {
    return person.from(address);
  }
}
