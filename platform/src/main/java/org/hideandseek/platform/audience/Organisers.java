package org.hideandseek.platform.audience;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.overview.CostForecast;

/**
 * What organisers may see and do: those of a challenge with it, administrators with every one.
 * Administrators and people with the role for it create challenges, and become the organisers of
 * those. All that they do is written into the journal.
 *
 * <p>Disclosure policy. Beyond what visitors see: why each run failed, what is being played, what a
 * challenge costs. Never patients, splits, seeds, archives or what containers printed: an organiser
 * who wants to compete elsewhere, or whose account is taken over, must not carry them away by a
 * page. Of a bundle, only who uploaded it sees anything, and nothing of its patients but how many
 * they are and what breaks the contract.
 *
 * <p>Every method is FORBIDDEN to others, and NOT_FOUND where there is no such challenge, or no
 * such submission in it.
 */
public interface Organisers {

  /** Whether somebody may steer a challenge. */
  boolean mayOrganise(Person person, String challenge);

  /** A challenge with its queue, its failures and its costs. */
  ChallengeDesk desk(Person person, String challenge);

  /**
   * The most that a challenge can cost.
   *
   * @param hiders how many are entered, in each phase where there are phases; INVALID beyond 10,000
   * @param seekers likewise
   */
  CostForecast forecast(Person person, String challenge, int hiders, int seekers);

  /**
   * Takes a submission off the boards for good; its runs that wait or are under way end.
   *
   * @param reason one line of at most 500 characters, shown to everybody; INVALID if it is none,
   *     CONFLICT if the submission has ended or the challenge is revealed
   */
  void disqualify(Acting who, String challenge, long submission, String reason);

  /**
   * Puts a submission's runs before all others, and lets those wait again that were lost; CONFLICT
   * if it has ended or the challenge is revealed.
   */
  void raise(Acting who, String challenge, long submission);

  /**
   * Has a submission's runs played and scored again, in place of what they gave; no slot of its
   * team is spent. CONFLICT if it has ended otherwise than refused, or the challenge is revealed.
   */
  void rerun(Acting who, String challenge, long submission, String reason);

  /**
   * Starts no more runs and takes no more submissions; what is under way ends. CONFLICT if it is
   * paused already, or revealed.
   *
   * @param reason one line of at most 500 characters, shown to everybody; INVALID if it is none
   */
  void pause(Acting who, String challenge, String reason);

  /** Goes on; CONFLICT if it is not paused. */
  void resume(Acting who, String challenge);

  /**
   * Lets a phase end later, which everybody sees. NOT_FOUND if there is none of this name, CONFLICT
   * if it has ended, if it would reach into the next one, or if the challenge is closed; INVALID if
   * it would not end later.
   *
   * @param move whether the phases behind it move by as much
   */
  void extend(Acting who, String challenge, String phase, Instant ends, boolean move);

  /** Where a challenge stands with its scores. */
  ScoreDesk scores(Person person, String challenge);

  /**
   * Begins to compute all scores anew with the current scorer, behind all runs that wait. Boards do
   * not change. CONFLICT if that is under way, or nothing has been scored, or the challenge is
   * revealed.
   */
  void startRescore(Acting who, String challenge);

  /**
   * Puts all new scores in place of the old ones, at once, which everybody is told; CONFLICT if
   * there is no re-score, it has not computed all, or a run has no new score.
   */
  void applyRescore(Acting who, String challenge);

  /** Throws the new scores away; CONFLICT if there are none. */
  void dropRescore(Acting who, String challenge);

  /**
   * Says something on the challenge's page.
   *
   * @param text plain text of at most 2000 characters; INVALID if it is none
   */
  void announce(Acting who, String challenge, String text);

  /** Whether somebody may create challenges: administrators, and those with the role for it. */
  boolean mayCreate(Person person);

  /**
   * Takes a bundle, checks it and keeps it for its uploader alone, also if it is wrong.
   *
   * @param fileName what it is called
   * @param zip with {@code challenge.yaml} at its root or one folder down; TOO_LARGE beyond 1 GiB,
   *     INVALID if it is empty, CONFLICT if there are too many of this person already
   */
  Draft upload(Acting who, String fileName, InputStream zip);

  /** A person's own bundles that are not open, the newest first. */
  List<Draft> drafts(Person person);

  /** One of them; NOT_FOUND if it is not there. */
  Draft draft(Person person, long id);

  /** The most that it can cost; INVALID if it can't be read, or beyond 10,000 entries. */
  CostForecast draftForecast(Person person, long id, int hiders, int seekers);

  /**
   * Its page as somebody would see it; INVALID if it can't be read, NOT_FOUND if it has no such
   * phase.
   *
   * @param phase which is under way; empty for what is so now
   */
  BundlePreview preview(Person person, long id, BundlePreview.Eyes eyes, String phase);

  /** Removes it with its file. */
  void discard(Acting who, long id);

  /**
   * Opens it with a new secret seed, if its audit blocks nothing; the person becomes its organiser.
   *
   * @return what it has committed to; INVALID if something is wrong with it or its audit blocks it,
   *     CONFLICT if there is a challenge of its name
   */
  ChallengeCommitments open(Acting who, long id);
}
