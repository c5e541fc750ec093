package org.hideandseek.platform.audience;

import java.util.List;
import java.util.function.Consumer;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.platform.live.ChallengeChanged;

/**
 * What everybody may see, without an account.
 *
 * <p>Disclosure policy. Shown: a challenge's definition and pages, how many patients it has, both
 * leaderboards, every match and every release with all that the referee found about it as numbers
 * of the whole, a submission's name, team, role, states, what its team says of it, and the state,
 * reason, duration and peak use of its runs; the commitments of a challenge and the log of its
 * submissions. From the reveal on, which follows the closing: the seed, the splits by position and
 * the salts, except that of the private patients. The public patients are given to whom the
 * organiser says, and to nobody if the organiser says nothing. Never shown: other patients, the
 * score of a single candidate, which patient of a release copies which member (how many do is
 * shown), what a container printed (but for the sentence by which it refused in its check, on
 * public patients), releases, those of shadows too, archives, tokens, which node ran what. While a
 * phase is under way, {@link Disclosure} says which scores are shown and how far they are rounded,
 * and whose descriptions are.
 */
public interface Visitors {

  /**
   * The same for one request: what changes is read once, so that all of an answer is of one moment.
   */
  Visitors now();

  /** All challenges, by name. */
  List<ChallengeSummary> challenges();

  /** One challenge; NOT_FOUND if there is none of this name. */
  ChallengeDetails challenge(String name);

  /**
   * What the organisers of a challenge have told everybody; NOT_FOUND if there is none of this
   * name.
   */
  Bulletin bulletin(String challenge);

  /** A page of a challenge besides its overview; NOT_FOUND if there is none of this name. */
  Page page(String challenge, String slug);

  /**
   * Both leaderboards and the matches behind them, of the phase that has begun last where there are
   * phases; NOT_FOUND if there is no such challenge.
   */
  Leaderboards leaderboards(String challenge);

  /** The same of a phase by its name; NOT_FOUND if it has not begun. */
  Leaderboards leaderboards(String challenge, String phase);

  /**
   * Names what these eyes see now of a challenge and of its submissions and runs, of the boards
   * those that {@link #leaderboards(String)} gives; NOT_FOUND if there is no such challenge.
   */
  Edition edition(String challenge);

  /** The same with the boards of a phase by its name; NOT_FOUND if it has not begun. */
  Edition edition(String challenge, String phase);

  /**
   * The same with the boards of the phase that a submission counts for; NOT_FOUND if there is none
   * of this number.
   */
  Edition editionOf(long submission);

  /** What a challenge has committed to; NOT_FOUND if there is none of this name. */
  ChallengeCommitments commitments(String challenge);

  /** One match with all that the referee found; NOT_FOUND if no run of this number is a match. */
  MatchDetails match(long run);

  /**
   * One release with all that the referee found; NOT_FOUND if no run of this number is a release.
   */
  ReleaseDetails release(long run);

  /** One submission with its runs; NOT_FOUND if there is none. */
  SubmissionDetails submission(long id);

  /**
   * The public patients of a challenge with what one needs to play on them at home, as a ZIP of a
   * bundle; NOT_FOUND if there is no such challenge, or it gives them to nobody, FORBIDDEN if it
   * gives them to others.
   */
  Download practice(String challenge);

  /**
   * What the viewer's own team has submitted to a challenge, the newest first: none without a team;
   * NOT_FOUND if there is no such challenge.
   */
  List<OwnSubmission> own(String challenge);

  /**
   * Calls a listener after every change of a challenge's runs or submissions, until the
   * subscription is closed.
   */
  Subscription subscribe(String challenge, Consumer<ChallengeChanged> listener);

  /** Ends with {@link #close}. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
