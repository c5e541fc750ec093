package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.EntryLog;

/**
 * What a challenge has committed to, and from the reveal on what that was.
 *
 * @param challenge its name
 * @param publishedAt when it was opened, and this published
 * @param closedAt since when it takes no submissions
 * @param revealedAt since when its boards stand and the openings are shown
 * @param commitments by item; none if it was opened before there were any
 * @param log the submissions, the oldest first
 * @param openings by item; nothing before the reveal, and never of the private patients
 */
public record ChallengeCommitments(
    String challenge,
    Instant publishedAt,
    Optional<Instant> closedAt,
    Optional<Instant> revealedAt,
    Commitments commitments,
    List<EntryLog.Link> log,
    Map<String, Opening> openings) {

  public ChallengeCommitments {
    log = List.copyOf(log);
    openings = Map.copyOf(openings);
  }

  /** One digest for all commitments; empty where there are none. */
  public Optional<String> root() {
    return commitments.all().isEmpty() ? Optional.empty() : Optional.of(commitments.root());
  }

  /** The digest behind the last submission. */
  public String logHead() {
    return EntryLog.head(commitments.root(), log);
  }

  /**
   * What opens a commitment.
   *
   * @param salt 64 hexadecimal digits
   * @param content a text in UTF-8
   */
  public record Opening(String salt, String content) {}
}
