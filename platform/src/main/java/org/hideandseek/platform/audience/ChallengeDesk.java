package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.overview.RunCount;
import org.hideandseek.platform.overview.Spent;
import org.hideandseek.platform.overview.Trouble;
import org.hideandseek.platform.run.RunKind;

/**
 * A challenge as its organisers see it.
 *
 * @param details what everybody sees
 * @param bulletin what everybody was told
 * @param at when it was looked at
 * @param counts its runs by kind and state
 * @param underWay what is being played, the oldest first
 * @param submissions the newest first
 * @param spent what its runs have cost
 */
public record ChallengeDesk(
    ChallengeDetails details,
    Bulletin bulletin,
    Instant at,
    List<RunCount> counts,
    List<Playing> underWay,
    List<Entry> submissions,
    List<Spent> spent) {

  public ChallengeDesk {
    counts = List.copyOf(counts);
    underWay = List.copyOf(underWay);
    submissions = List.copyOf(submissions);
    spent = List.copyOf(spent);
  }

  /**
   * A run that is being played.
   *
   * @param run its number
   * @param kind what it is for
   * @param split which split or shadow, from 1; 0 for a check
   * @param hider its hider's name; empty where it has none
   * @param seeker its seeker's name; empty where it has none
   * @param since when this attempt began
   */
  public record Playing(
      long run,
      RunKind kind,
      int split,
      Optional<String> hider,
      Optional<String> seeker,
      Instant since) {}

  /**
   * A submission.
   *
   * @param summary what everybody sees
   * @param trouble what failed of its runs; empty where nothing did
   */
  public record Entry(SubmissionSummary summary, Optional<Trouble> trouble) {}
}
