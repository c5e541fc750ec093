package org.hideandseek.platform.steering;

import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.phase.Stage;

/**
 * What organisers did to their challenges. Each method writes its line into the journal with it.
 */
public interface SteeringStore {
  /**
   * Starts no more runs and takes no more submissions of a challenge.
   *
   * @param reason one sentence, for everybody
   * @return false if it is paused already, or revealed
   */
  boolean pause(String challenge, String reason, JournalEntry entry);

  /** Lets a challenge go on; false if it is not paused. */
  boolean resume(String challenge, JournalEntry entry);

  /**
   * Gives phases other dates. Nobody records a switch of the challenge meanwhile.
   *
   * @param dates from where the challenge stands to its phases on their new dates; what it throws
   *     is passed on, and nothing has changed
   */
  void changeDates(Challenge challenge, Function<Stage, List<Phase>> dates, JournalEntry entry);

  /** All changes of a challenge's dates, the oldest first. */
  List<PhaseChange> dateChanges(String challenge);

  /**
   * Says something to everybody.
   *
   * @return its number
   */
  long announce(String challenge, String text, JournalEntry entry);

  /** All announcements of a challenge, the newest first. */
  List<Announcement> announcements(String challenge);
}
