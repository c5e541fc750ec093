package org.hideandseek.platform.audience;

import java.io.InputStream;
import org.hideandseek.challenges.contract.PlayerRole;

/**
 * What a team may do, known by its API token, or by the personal token of one of its people.
 *
 * <p>Disclosure policy. Beyond what {@link Visitors} see, a team sees in a phase what {@link
 * Disclosure} lets it see of its own scores and of boards for participants, and what its own
 * submission printed during its check, which ran on public patients. What it printed on private
 * patients is never shown to it, nor which patients of its own releases copy which member: that
 * would tell it who the members are.
 */
public interface Participants {

  /**
   * Takes an upload. It is read to its end before anything is stored about it.
   *
   * @param token the team's, or a personal one that may submit
   * @param challenge the challenge's name
   * @param role what it is to play
   * @param name 1 to 60 characters, unique in challenge and role
   * @param archive a tar from {@code docker save}, an OCI archive, or a ZIP in the format of 2020
   * @return the id of the new submission; UNAUTHORIZED, FORBIDDEN without a team in the challenge,
   *     NOT_FOUND, INVALID, CONFLICT (also outside of phases), LIMIT_REACHED (a quota) or TOO_LARGE
   *     otherwise. What counts for a phase is when the upload begins.
   */
  long submit(String token, String challenge, PlayerRole role, String name, InputStream archive);

  /** What visitors see, as the team of this token sees it; UNAUTHORIZED if there is none. */
  Visitors view(String token);

  /**
   * Stops a submission that has not played all yet: its runs end, and it is on no board.
   *
   * @param token of its team
   */
  void cancel(String token, long submission);

  /**
   * Takes a submission back: it is on no board from then on, and what it still had to play is not
   * played. UNAUTHORIZED, NOT_FOUND if it is another team's, CONFLICT if it has ended or its
   * challenge is revealed; so of {@link #cancel}, which is a CONFLICT, too, where all has been
   * played.
   *
   * @param token of its team
   */
  void withdraw(String token, long submission);

  /**
   * What a submission's container printed during its check; NOT_FOUND if it has not run, or is
   * another team's.
   */
  String checkLog(String token, long submission);
}
