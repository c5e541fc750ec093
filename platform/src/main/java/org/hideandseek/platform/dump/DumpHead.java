package org.hideandseek.platform.dump;

import java.time.Instant;
import org.hideandseek.platform.challenge.OpenChallenge;

/**
 * {@code dump.json}: what the dump is of.
 *
 * @param format version of the layout
 * @param challenge its name
 * @param openedAt when it was opened
 * @param closedAt when it was closed
 * @param revealedAt the time of computation that its boards carry
 * @param root digest of all commitments
 * @param logHead digest behind the last submission
 */
record DumpHead(
    int format,
    String challenge,
    Instant openedAt,
    Instant closedAt,
    Instant revealedAt,
    String root,
    String logHead) {
  /** The layout that is written and read here. */
  static final int FORMAT = 2;

  static DumpHead of(OpenChallenge challenge, String root, String logHead) {
    return new DumpHead(
        FORMAT,
        challenge.name(),
        challenge.openedAt(),
        challenge.closedAt().orElseThrow(),
        challenge.revealedAt().orElseThrow(),
        root,
        logHead);
  }
}
