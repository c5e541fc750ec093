package org.hideandseek.platform.closing;

import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.run.RunStore;

/**
 * Ends challenges. A closed challenge takes no submissions, while all that was submitted before is
 * still played; when nothing is left to play it is revealed, and from then on nothing of it
 * changes.
 */
public final class Closings {
  private final Challenges challenges;
  private final RunStore runs;
  private final News news;

  public Closings(Challenges challenges, RunStore runs, News news) {
    this.challenges = challenges;
    this.runs = runs;
    this.news = news;
  }

  /**
   * Closes a challenge, and reveals it if all has been played. Doing it again goes on where it was,
   * and changes nothing in the end.
   */
  public synchronized Closing close(String name) {
    OpenChallenge before = challenges.find(name);
    challenges.close(name);
    if (before.revealedAt().isEmpty() && runs.progress(name).settled()) {
      challenges.reveal(name);
    }
    OpenChallenge after = challenges.find(name);
    tell(before, after);
    return new Closing(after.closedAt().orElseThrow(), after.revealedAt(), runs.progress(name));
  }

  private void tell(OpenChallenge before, OpenChallenge after) {
    String name = after.name();
    if (before.closedAt().isEmpty()) {
      news.tell(
          new ChallengeChanged(
              name, "The challenge is closed to submissions", runs.progress(name)));
    }
    if (before.revealedAt().isEmpty() && after.revealedAt().isPresent()) {
      news.tell(
          new ChallengeChanged(
              name, "All has been played, and the seed is revealed", runs.progress(name)));
    }
  }
}
