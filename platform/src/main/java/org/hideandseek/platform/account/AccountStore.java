package org.hideandseek.platform.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.journal.JournalEntry;

/**
 * The accounts. What changes something takes the line for the journal, and writes both or nothing;
 * where nothing changes, there is no line.
 */
public interface AccountStore {
  /**
   * Adds a person.
   *
   * @param verified whether the address is known to be theirs
   * @return whether there was none with this address
   */
  boolean add(Email email, String name, String passwordHash, boolean verified, JournalEntry entry);

  Optional<Credentials> credentials(Email email);

  /** The same password with another cost; not if it was changed meanwhile. */
  void rehash(PersonId person, String oldHash, String newHash);

  /** Begins a session. */
  void openSession(PersonId person, String idHash, Instant now, JournalEntry entry);

  /** Ends a session; one that is over stays so. */
  void endSession(String idHash, JournalEntry entry);

  /** Forgets sessions that did not begin after one moment or were not used after another. */
  void forgetSessions(Instant begunAfter, Instant usedAfter);

  /** Makes a token. */
  void addToken(
      PersonId person, String name, Scope scope, String tokenHash, Instant now, JournalEntry entry);

  /** A person's tokens that are not revoked, the newest first. */
  List<PersonalToken> tokens(PersonId person);

  /** Revokes a person's own token; whether there was one to revoke. */
  boolean revokeToken(PersonId person, long token, Instant now, JournalEntry entry);

  /**
   * Lets somebody set a password with a token; an older one no longer works.
   *
   * @param mailed whether it is sent to the person's address
   */
  void addReset(
      PersonId person, String tokenHash, boolean mailed, Instant expires, JournalEntry entry);

  /** Whose password can be set with a token that has not expired. */
  Optional<Credentials> reset(String tokenHash, Instant now);

  /**
   * Sets a password, ends all of the person's sessions, and uses up any link for it. Where the link
   * was mailed and the address was not known to be the person's, it is now, and all other ways in
   * end, too: tokens, the second factor and recovery codes.
   *
   * @param resetHash of the link's token, which must be the person's
   * @param verified what is also noted down where the address became known to be theirs
   * @return whether it was still there
   */
  boolean usePasswordReset(
      PersonId person,
      String resetHash,
      String passwordHash,
      JournalEntry entry,
      JournalEntry verified);

  /** Sets a password, ends all of the person's sessions, and voids any link for it. */
  void setPassword(PersonId person, String passwordHash, JournalEntry entry);

  /** Lets somebody show with a token that their address is theirs; an older one no longer works. */
  void addVerification(PersonId person, String tokenHash, Instant expires);

  /** Whose address can be confirmed with a token that has not expired. */
  Optional<Credentials> verification(String tokenHash, Instant now);

  /** Uses a person's token to confirm their address; whether it was there. */
  boolean verify(PersonId person, String tokenHash, Instant now, JournalEntry entry);

  /** Gives a role; whether the person did not have it. */
  boolean give(PersonId person, Role role, String challenge, JournalEntry entry);

  /** Takes a role; whether the person had it. */
  boolean take(PersonId person, Role role, String challenge, JournalEntry entry);
}
