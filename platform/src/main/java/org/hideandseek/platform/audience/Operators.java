package org.hideandseek.platform.audience;

import java.util.List;
import org.hideandseek.platform.report.NearCopy;

/**
 * What whoever runs the platform may do, known by the token in the file {@code operator-token} of
 * the node's data folder: who can read that file owns the platform's data anyway.
 *
 * <p>Disclosure policy. Sees teams' tokens once, when it makes them, and which patients of a
 * release copy which member, by their positions.
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
   * Which patients of a release nearly copy which member.
   *
   * @param run the release's
   * @return by position in the release; UNAUTHORIZED, or NOT_FOUND if no run of this number is a
   *     release that was looked at so
   */
  List<NearCopy> nearCopies(String operatorToken, long run);
}
