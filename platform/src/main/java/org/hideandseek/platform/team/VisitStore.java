package org.hideandseek.platform.team;

import java.time.Instant;
import java.util.Optional;

/** Who has a session or a personal token, each found with one question. */
interface VisitStore {
  /** A visit, and when what brought it was used before; a new token never was. */
  record Seen(Visit visit, Optional<Instant> usedAt) {}

  /** Who has a session that began after one moment and was used after another. */
  Optional<Seen> bySession(String idHash, Instant begunAfter, Instant usedAfter);

  /** Notes down that a session was used. */
  void useSession(String idHash, Instant now);

  /** Who has a token that is not revoked. */
  Optional<Seen> byToken(String tokenHash);

  /** Notes down that a token was used. */
  void useToken(String tokenHash, Instant now);
}
