package org.hideandseek.platform.audience;

import java.nio.file.Path;
import java.util.List;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.watch.NodeCheck;
import org.hideandseek.platform.watch.RunFigures;

/**
 * What whoever runs the platform may do, known by the token in the file {@code operator-token} of
 * the node's data folder: who can read that file owns the platform's data anyway.
 *
 * <p>Disclosure policy. Sees teams' tokens once, when it makes them, and which patients of a
 * release copy which member, by their positions. Gets all of a challenge in a folder of its own,
 * patients and seed included, once it is revealed.
 */
public interface Operators {

  /**
   * Makes a team.
   *
   * @param operatorToken the operator's
   * @param name unique
   * @param baseline whether its players are the organisers', for comparison
   * @return the team's API token; UNAUTHORIZED, INVALID or CONFLICT otherwise
   */
  String createTeam(String operatorToken, String name, boolean baseline);

  /**
   * Gives a team another token; the old one no longer works.
   *
   * @return the new token; UNAUTHORIZED or NOT_FOUND otherwise
   */
  String renewToken(String operatorToken, String name);

  /**
   * Opens a challenge with a new secret seed; one that is open already stays as it is.
   *
   * @param bundle name of a built-in challenge, or folder of a bundle on the platform's machine
   * @return what it has committed to; UNAUTHORIZED or INVALID otherwise
   */
  ChallengeCommitments openChallenge(String operatorToken, String bundle);

  /**
   * Closes a challenge to submissions, and reveals it if all has been played; doing it again goes
   * on where it was.
   *
   * @return how far that is; UNAUTHORIZED or NOT_FOUND otherwise
   */
  Closing closeChallenge(String operatorToken, String challenge);

  /**
   * Writes a revealed challenge, its private patients too, into a new folder on the platform's
   * machine; UNAUTHORIZED, NOT_FOUND, CONFLICT or UNAVAILABLE if it can't be.
   */
  void dumpChallenge(String operatorToken, String challenge, Path folder);

  /**
   * Takes a submission off the boards for good; its runs that wait or are under way end.
   *
   * @param reason one line of at most 500 characters, shown to everybody; UNAUTHORIZED, NOT_FOUND,
   *     INVALID if it is none, or CONFLICT if the submission has ended or its challenge is revealed
   */
  void disqualify(String operatorToken, long submission, String reason);

  /**
   * Puts a submission's runs before all others, and lets those wait again that were lost;
   * UNAUTHORIZED, NOT_FOUND, or CONFLICT if it has ended or its challenge is revealed.
   */
  void raise(String operatorToken, long submission);

  /**
   * Which patients of a release nearly copy which member.
   *
   * @param run the release's
   * @return by position in the release; UNAUTHORIZED, or NOT_FOUND if no run of this number is a
   *     release that was looked at so
   */
  List<NearCopy> nearCopies(String operatorToken, long run);

  /** The runs of all challenges in numbers; UNAUTHORIZED otherwise. */
  RunFigures runFigures(String operatorToken);

  /**
   * Whether what this node needs works, by name. Without a token, as load balancers ask: it tells
   * that the database, the engine or the disk fails, and nothing of where or why.
   */
  List<NodeCheck> checks();

  /**
   * Makes an account with the role of an administrator; UNAUTHORIZED, INVALID or CONFLICT if it
   * can't be.
   */
  void createAdministrator(String operatorToken, String email, String name, String password);

  /**
   * Lets somebody set a new password, once.
   *
   * @return the secret of the link; UNAUTHORIZED, or NOT_FOUND without an account
   */
  String makePasswordReset(String operatorToken, String email);

  /**
   * Takes somebody's second factor away, who has lost it; UNAUTHORIZED, or NOT_FOUND without an
   * account or without one.
   */
  void removeSecondFactor(String operatorToken, String email);

  /**
   * Gives somebody a role, or takes it.
   *
   * @param challenge whose organiser they are; empty for an administrator
   * @param held whether they have the role from now on; UNAUTHORIZED, or NOT_FOUND without an
   *     account or such a challenge
   */
  void changeRole(String operatorToken, String email, Role role, String challenge, boolean held);
}
