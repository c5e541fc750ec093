package org.hideandseek.platform.ending;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.submission.SubmissionStore;

/**
 * Ends submissions, and raises them. Who may do it to which is decided before; here is decided when
 * it can be done.
 */
public final class Endings {
  private static final DateTimeFormatter DAY_AND_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final News news;

  public Endings(Challenges challenges, SubmissionStore submissions, RunStore runs, News news) {
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
    this.news = news;
  }

  /**
   * Stops a submission that has not played all yet; see {@link RunStore#end}.
   *
   * @throws ProblemException CONFLICT if it has played all or has ended
   */
  public void cancel(Submission submission) {
    end(submission, SubmissionState.CANCELLED, EndedBy.TEAM, "Its team cancelled it.");
  }

  /**
   * Takes a submission back; see {@link RunStore#end}.
   *
   * @throws ProblemException CONFLICT if it has ended
   */
  public void withdraw(Submission submission) {
    end(submission, SubmissionState.WITHDRAWN, EndedBy.TEAM, "Its team withdrew it.");
  }

  /**
   * Takes a submission off the boards; see {@link RunStore#end}.
   *
   * @param reason shown to everybody
   * @throws ProblemException NOT_FOUND if there is none of this number, INVALID if the reason is
   *     none, CONFLICT if it has ended
   */
  public void disqualify(long id, String reason) {
    end(find(id), SubmissionState.DISQUALIFIED, EndedBy.OPERATOR, Reason.of(reason));
  }

  /** The same by an organiser, for the journal. */
  public void disqualify(Submission submission, String reason, Actor organiser) {
    String said = Reason.of(reason);
    JournalEntry entry =
        organiser.did(
            Deed.SUBMISSION_DISQUALIFIED,
            submission.challenge(),
            subject(submission) + ": " + said);
    end(
        submission,
        SubmissionState.DISQUALIFIED,
        () -> runs.disqualify(submission.id(), EndedBy.ORGANISER, said, entry));
  }

  /** How the journal calls a submission. */
  private static String subject(Submission submission) {
    return submission.role().word()
        + " '"
        + submission.name()
        + "' (submission "
        + submission.id().value()
        + ")";
  }

  /**
   * Puts a submission's runs before all others; see {@link RunStore#raise}. Doing it again changes
   * nothing.
   *
   * @throws ProblemException NOT_FOUND if there is none of this number, CONFLICT if it has ended
   */
  public void raise(long id) {
    Submission submission = find(id);
    requireOpen(submission);
    if (!runs.raise(submission.id())) {
      throw hasEnded(find(id));
    }
  }

  /** The same by an organiser, for the journal. */
  public void raise(Submission submission, Actor organiser) {
    requireOpen(submission);
    JournalEntry entry =
        organiser.did(Deed.SUBMISSION_RAISED, submission.challenge(), subject(submission));
    if (!runs.raise(submission.id(), entry)) {
      throw hasEnded(find(submission.id().value()));
    }
  }

  /**
   * Has a submission's runs played again; see {@link RunStore#rerun}.
   *
   * @param reason shown to everybody who sees the submission
   * @throws ProblemException INVALID if the reason is none, CONFLICT if it has ended otherwise than
   *     refused
   */
  public void rerun(Submission submission, String reason, Actor organiser) {
    String said = Reason.of(reason);
    requireOpen(submission);
    JournalEntry entry =
        organiser.did(
            Deed.SUBMISSION_RERUN, submission.challenge(), subject(submission) + ": " + said);
    if (!runs.rerun(submission.id(), said, entry)) {
      Submission now = find(submission.id().value());
      requireOpen(now);
      throw now.state() == SubmissionState.CHECKING
          ? new ProblemException(
              Problem.CONFLICT,
              "Submission "
                  + now.id().value()
                  + " has not been checked yet, so there is nothing to play again.")
          : hasEnded(now);
    }
    tell(submission, "is played again");
  }

  private Submission find(long id) {
    return submissions
        .find(new SubmissionId(id))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no submission number " + id + "."));
  }

  private void end(Submission submission, SubmissionState state, EndedBy actor, String reason) {
    end(submission, state, () -> runs.end(submission.id(), state, actor, reason));
  }

  private void end(Submission submission, SubmissionState state, BooleanSupplier ending) {
    requireOpen(submission);
    if (!ending.getAsBoolean()) {
      Submission now = find(submission.id().value());
      requireOpen(now);
      throw now.state() == SubmissionState.RANKED
          ? new ProblemException(
              Problem.CONFLICT,
              "Submission "
                  + now.id().value()
                  + " has played all that it could, so there is nothing to cancel; withdraw it to take it off the boards.")
          : hasEnded(now);
    }
    tell(submission, "is " + state.word());
  }

  private void tell(Submission submission, String what) {
    news.tell(
        new ChallengeChanged(
            submission.challenge(),
            submission.name() + " " + what,
            runs.progress(submission.challenge())));
  }

  private void requireOpen(Submission submission) {
    if (challenges.find(submission.challenge()).revealedAt().isPresent()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Challenge "
              + submission.challenge()
              + " has been revealed, and nothing of it changes any more.");
    }
  }

  private static ProblemException hasEnded(Submission submission) {
    return new ProblemException(
        Problem.CONFLICT,
        "Submission "
            + submission.id().value()
            + " has been "
            + submission.state().word()
            + " since "
            + DAY_AND_MINUTE.format(submission.changedAt())
            + " (UTC), and nothing can be done with it any more.");
  }
}
