package org.hideandseek.platform.steering;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.ending.Reason;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunStore;

/**
 * Steers challenges. Who may do it is decided before; here is decided when it can be done, and all
 * of it is written into the journal.
 */
public final class Steering {
  private static final int LONGEST_ANNOUNCEMENT = 2000;

  private final SteeringStore store;
  private final Challenges challenges;
  private final RunStore runs;
  private final News news;
  private final Clock clock;

  public Steering(
      SteeringStore store, Challenges challenges, RunStore runs, News news, Clock clock) {
    this.store = store;
    this.challenges = challenges;
    this.runs = runs;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Starts no more runs and takes no more submissions; what is under way ends.
   *
   * @param reason one line, for everybody
   * @throws ProblemException INVALID if the reason is none, CONFLICT if the challenge is paused or
   *     revealed
   */
  public void pause(String challenge, String reason, Actor organiser) {
    OpenChallenge open = requireUnrevealed(challenge);
    String said = Reason.of(reason);
    if (!store.pause(open.name(), said, organiser.did(Deed.CHALLENGE_PAUSED, open.name(), said))) {
      requireUnrevealed(challenge);
      throw new ProblemException(
          Problem.CONFLICT, "Challenge " + challenge + " is paused already; resume it first.");
    }
    tell(challenge, "The challenge is paused: " + said);
  }

  /**
   * Goes on.
   *
   * @throws ProblemException CONFLICT if the challenge is not paused
   */
  public void resume(String challenge, Actor organiser) {
    OpenChallenge open = challenges.find(challenge);
    if (!store.resume(open.name(), organiser.did(Deed.CHALLENGE_RESUMED, open.name(), ""))) {
      throw new ProblemException(
          Problem.CONFLICT, "Challenge " + challenge + " is not paused, so it goes on anyway.");
    }
    tell(challenge, "The challenge goes on");
  }

  /**
   * Lets a phase end later.
   *
   * @param move whether the phases behind it move by as much; otherwise the new end must leave them
   *     where they are
   * @throws ProblemException as {@link NewDates#apply} has it, and CONFLICT if the challenge is
   *     closed
   */
  public void extend(String challenge, String phase, Instant ends, boolean move, Actor organiser) {
    OpenChallenge open = challenges.find(challenge);
    if (open.closedAt().isPresent()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Challenge "
              + challenge
              + " was closed on "
              + Stage.moment(open.closedAt().get())
              + ", so its phases stay as they are.");
    }
    Instant end = ends.truncatedTo(ChronoUnit.SECONDS);
    store.changeDates(
        open.definition(),
        new NewDates(phase, end, move, clock.instant()),
        organiser.did(
            Deed.PHASE_EXTENDED,
            open.name(),
            phase + " until " + Stage.moment(end) + (move ? ", with the phases behind it" : "")));
    tell(challenge, "Phase '" + phase + "' now ends on " + Stage.moment(end));
  }

  /**
   * Says something to everybody.
   *
   * @param text of one or more lines, without markup
   * @return what was said
   * @throws ProblemException INVALID if it is none
   */
  public Announcement announce(String challenge, String text, Actor organiser) {
    OpenChallenge open = challenges.find(challenge);
    String said = text.replace("\r\n", "\n").strip();
    if (said.isEmpty()
        || said.length() > LONGEST_ANNOUNCEMENT
        || said.codePoints().anyMatch(c -> c != '\n' && c != '\t' && Reason.isUnprintable(c))) {
      throw new ProblemException(
          Problem.INVALID,
          "An announcement is a text of 1 to " + LONGEST_ANNOUNCEMENT + " printable characters.");
    }
    String firstLine = said.lines().findFirst().orElse("");
    long id =
        store.announce(open.name(), said, organiser.did(Deed.ANNOUNCED, open.name(), firstLine));
    tell(challenge, "The organisers have announced something");
    return new Announcement(id, said, clock.instant());
  }

  /** All announcements, the newest first. */
  public List<Announcement> announcements(String challenge) {
    return store.announcements(challenge);
  }

  /** All changes of dates, the oldest first. */
  public List<PhaseChange> dateChanges(String challenge) {
    return store.dateChanges(challenge);
  }

  private OpenChallenge requireUnrevealed(String challenge) {
    OpenChallenge open = challenges.find(challenge);
    if (open.revealedAt().isPresent()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Challenge " + challenge + " has been revealed, and nothing of it changes any more.");
    }
    return open;
  }

  private void tell(String challenge, String sentence) {
    news.tell(new ChallengeChanged(challenge, sentence, runs.progress(challenge)));
  }
}
