package org.hideandseek.platform.bundle;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JournalEntry;

/** Uploaded bundles, without their files. */
public interface DraftStore {
  /**
   * Keeps an upload.
   *
   * @param draft what is known of it; its number and time are given here
   * @param most how many a person may have
   * @return its number; empty if the person has as many
   */
  Optional<Long> add(PersonId person, Draft draft, int most, JournalEntry entry);

  /** A person's, the newest first. */
  List<Draft> of(PersonId person);

  /** One of a person's. */
  Optional<Draft> find(PersonId person, long id);

  /** Forgets one of a person's; whether there was one. */
  boolean remove(PersonId person, long id, JournalEntry entry);

  /** Forgets one that was opened, which is in the journal already. */
  void opened(long id);

  /** The numbers of all. */
  List<Long> all();
}
