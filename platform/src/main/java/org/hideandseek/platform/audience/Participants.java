package org.hideandseek.platform.audience;

import java.io.InputStream;
import java.util.Optional;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.repeat.Repeats;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Visit;

/**
 * What a team may do. It is known by its API token, by the personal token of one of its people, or
 * by one of them who has logged in.
 *
 * <p>Disclosure policy. Beyond what {@link Visitors} see, a team sees in a phase what {@link
 * Disclosure} lets it see of its own scores and of boards for participants, and what its own
 * submission printed during its check, which ran on public patients. What it printed on private
 * patients is never shown to it, nor which patients of its own releases copy which member: that
 * would tell it who the members are.
 */
public interface Participants {

  /**
   * Who has a token.
   *
   * @param needed what they want to do; UNAUTHORIZED if nobody has it, FORBIDDEN if it is not for
   *     this
   */
  Entrant byToken(String token, Scope needed);

  /** Somebody who has logged in, and reads. */
  Entrant reading(Visit visit);

  /** Somebody who has logged in, and changes something. */
  Entrant acting(Visit visit);

  /**
   * Takes a whole upload. It is read to its end before anything is stored about it.
   *
   * @param entrant whose team submits
   * @param challenge the challenge's name
   * @param form what is asked
   * @param archive a tar from {@code docker save}, an OCI archive, or a ZIP in the format of 2020
   * @return the id of the new submission; FORBIDDEN without a team in the challenge or where an
   *     address is still to be confirmed, NOT_FOUND, INVALID, CONFLICT (also outside of phases),
   *     LIMIT_REACHED (a quota) or TOO_LARGE otherwise. What counts for a phase is when the upload
   *     begins.
   */
  long submit(Entrant entrant, String challenge, EntryForm form, InputStream archive);

  /** Uploads that can be resumed. */
  Uploads uploads();

  /** What visitors see, as somebody's teams see it. */
  Visitors view(Entrant entrant);

  /**
   * Stops a submission that has not played all yet: its runs end, and it is on no board.
   *
   * @param entrant of its team
   */
  void cancel(Entrant entrant, long submission);

  /**
   * Takes a submission back: it is on no board from then on, and what it still had to play is not
   * played. NOT_FOUND if it is another team's, CONFLICT if it has ended or its challenge is
   * revealed; so of {@link #cancel}, which is a CONFLICT, too, where all has been played.
   *
   * @param entrant of its team
   */
  void withdraw(Entrant entrant, long submission);

  /**
   * Chooses a submission to go on into the next phase, or takes the choice back. NOT_FOUND if it is
   * another team's, CONFLICT if nothing is to be chosen now, or this one can't be, LIMIT_REACHED if
   * the team has chosen as many in its role as it may.
   *
   * @param entrant of its team
   */
  void choose(Entrant entrant, long submission, boolean chosen);

  /**
   * What a submission's container printed during its check; NOT_FOUND if it has not run, or is
   * another team's.
   */
  String checkLog(Entrant entrant, long submission);

  /** The same of a submission as its own team sees it; empty if it has not run. */
  Optional<String> checkLog(SubmissionDetails own);

  /** What a team takes home of its own submissions. */
  Downloads downloads();

  /** Knows the requests of teams and others that were sent before. */
  Repeats repeats();
}
