package org.hideandseek.platform.account;

import java.util.OptionalLong;
import org.hideandseek.platform.journal.Actor;

/**
 * What a log-in is compared with.
 *
 * @param id whose
 * @param email of that person
 * @param passwordHash as {@link Passwords} made it; empty without a password
 * @param verified whether the address is known to be theirs
 */
public record Credentials(PersonId id, Email email, String passwordHash, boolean verified) {
  /** Whether there is a password; whom a provider has logged in may have none. */
  boolean hasPassword() {
    return !passwordHash.isEmpty();
  }

  /** For the journal. */
  Actor from(String address) {
    return new Actor(OptionalLong.of(id.value()), email.value(), address);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "credentials of " + email;
  }
}
