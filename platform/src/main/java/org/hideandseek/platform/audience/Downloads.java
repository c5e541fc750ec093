package org.hideandseek.platform.audience;

import java.util.List;
import org.hideandseek.platform.team.Entrants.Entrant;

/**
 * What a team takes home of its own submissions.
 *
 * <p>Disclosure policy. A team gets back what it uploaded, at any time. It gets what its hider
 * released on the splits where the challenge says so, and only from the reveal on: a hider may
 * release the members themselves, and all hiders of a challenge are played on the same splits, so
 * that its team could build them into its next seeker. What its player was given or printed there
 * it never gets, nor anything of another team. Its scores it reads as {@link Visitors} shows them
 * to it.
 */
public interface Downloads {

  /**
   * What there is to take home of a submission besides its archive.
   *
   * @param challenge its challenge
   * @param own the submission as its own team sees it
   */
  Offer offer(ChallengeDetails challenge, SubmissionDetails own);

  /** The archive as it was sent; NOT_FOUND if there is none of this number, or it is another's. */
  Download upload(Entrant entrant, long submission);

  /**
   * What a hider released on a split: its four arrays in one file, which NumPy reads as an {@code
   * .npz}.
   *
   * @param split from 1
   * @return the file; NOT_FOUND if the submission is another team's or none, or has not released
   *     anything there; FORBIDDEN if the challenge does not give releases away, or not yet
   */
  Download release(Entrant entrant, long submission, int split);

  /**
   * All that the hiders of a team released in a challenge, in one file: {@code
   * submission-ID/split-K/} with the four arrays of each. It holds what {@link #release} gives one
   * by one, and is given where that is.
   *
   * @return the file; NOT_FOUND if there is no such challenge, or the team has released nothing in
   *     it; FORBIDDEN if who asks has no team in it, or it does not give releases away, or not yet
   */
  Collection releases(Entrant entrant, String challenge);

  /**
   * What there is to take home besides the archive.
   *
   * @param releases the splits of which there is a release now
   * @param notice why there is none, as a sentence; empty where there is nothing to explain
   */
  record Offer(List<Integer> releases, String notice) {
    public Offer {
      releases = List.copyOf(releases);
    }
  }
}
