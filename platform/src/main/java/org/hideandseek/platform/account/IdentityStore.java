package org.hideandseek.platform.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.journal.JournalEntry;

/** Who people are at an OpenID provider. */
interface IdentityStore {
  /** Whose identity this is. */
  Optional<Credentials> person(String issuer, String subject);

  /**
   * Makes an account without a password for an identity.
   *
   * @return empty if the address has an account, or the identity somebody
   */
  Optional<Credentials> add(
      Identity identity, Email email, String name, Instant now, List<JournalEntry> entries);

  /**
   * Gives an identity to an account, whose address is known to be its owner's from then on; false
   * if the identity is somebody's already.
   *
   * @param verified what is also noted down where the address was not known to be theirs
   */
  boolean link(
      Identity identity, PersonId person, Instant now, JournalEntry entry, JournalEntry verified);

  /** The identities that let somebody in, the oldest first. */
  List<LinkedIdentity> of(PersonId person);

  /**
   * Takes an identity from who has a password to come in by; whether it was there and they have.
   */
  boolean unlink(PersonId person, String issuer, String subject, Instant now, JournalEntry entry);

  /** Notes down who has logged in at the provider. */
  void addTicket(String idHash, Identity identity, Email email, Instant now, Instant expires);

  /** Who has logged in at the provider with this ticket, unless it has expired. */
  Optional<Identity> ticket(String idHash, Instant now);

  /** Uses up a ticket; whether it was there. */
  boolean useTicket(String idHash);
}
