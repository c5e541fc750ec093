package org.hideandseek.platform.challenge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JournalEntry;

/** The challenges. */
public interface ChallengeStore {
  /**
   * Adds a challenge with what it commits to and the audit that it opened with: all or nothing.
   *
   * @param yaml the text of its {@code challenge.yaml}
   */
  void add(OpenChallenge challenge, String yaml, List<SealedItem> sealed, Audited audited);

  /** The same of somebody, who becomes its organiser with it. */
  void addFor(
      Opener opener,
      OpenChallenge challenge,
      String yaml,
      List<SealedItem> sealed,
      Audited audited);

  /**
   * Who opens a challenge.
   *
   * @param person its organiser to be
   * @param entry for the journal
   */
  record Opener(PersonId person, JournalEntry entry) {}

  /** The audit that a challenge opened with; empty if it is older than audits are. */
  Optional<Audited> audited(String name);

  /**
   * Keeps the pages of a challenge that is about to be added, in place of any that were kept
   * before.
   */
  void keepPages(String challenge, List<Page> pages);

  /** A page of a challenge by its name in addresses. */
  Optional<Page> page(String challenge, String slug);

  Optional<OpenChallenge> find(String name);

  /** All, by name. */
  List<OpenChallenge> all();

  /** The text of a challenge's {@code challenge.yaml}. */
  String definition(String name);

  /** What computed scores when a challenge was opened; empty if it is older than that is kept. */
  Optional<String> scorerEdition(String name);

  /**
   * What a challenge has committed to, by item; nothing if it was opened before there were
   * commitments.
   */
  List<SealedItem> sealed(String name);

  /** Takes no more submissions; a challenge that is closed stays as it is. */
  void close(String name, Instant when);

  /** Plays nothing any more; a challenge that is revealed stays as it is. */
  void reveal(String name, Instant when);
}
