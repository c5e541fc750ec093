package org.hideandseek.platform.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.journal.JournalEntry;

/** The second factors, and who is half-way through a log-in. */
interface SecondFactorStore {
  /**
   * A second factor.
   *
   * @param secret as {@link Vault} seals it
   * @param confirmed whether a code was typed, so that log-ins ask for one
   */
  record Factor(String secret, boolean confirmed) {
    /** Without the secret. */
    @Override
    public String toString() {
      return confirmed ? "a second factor" : "a second factor to be confirmed";
    }
  }

  Optional<Factor> find(PersonId person);

  /** What is stored of secrets that are not sealed, by whose they are. */
  Map<PersonId, String> unsealed();

  /** Stores a secret otherwise, unless it was changed meanwhile. */
  void reseal(PersonId person, String old, String sealed);

  /** Every secret that is sealed. */
  List<String> sealed();

  /** Begins with a secret that is to be confirmed; false if there is a confirmed one. */
  boolean begin(PersonId person, String secret);

  /**
   * Confirms the secret.
   *
   * @param step of the code that was typed
   * @return whether it was there and to be confirmed
   */
  boolean confirm(
      PersonId person, long step, List<String> recoveryHashes, Instant now, JournalEntry entry);

  /** Uses up the codes of a step and before; false if they are used up, or there is no factor. */
  boolean useStep(PersonId person, long step);

  /** Uses up a recovery code; whether it was there. */
  boolean useRecovery(PersonId person, String hash, Instant now, JournalEntry entry);

  /** How many recovery codes are left. */
  int recoveriesLeft(PersonId person);

  /** Removes a confirmed factor with its recovery codes; whether there was one. */
  boolean remove(PersonId person, Instant now, JournalEntry entry);

  /** Notes down that somebody has given their password. */
  void addTicket(String idHash, PersonId person, Instant now, Instant expires);

  /** Whose ticket this is, unless it has expired. */
  Optional<Credentials> ticket(String idHash, Instant now);

  /** Uses up a ticket; whether it was there. */
  boolean useTicket(String idHash);
}
