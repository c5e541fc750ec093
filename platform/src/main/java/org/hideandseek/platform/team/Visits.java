package org.hideandseek.platform.team;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.team.VisitStore.Seen;
import org.jdbi.v3.core.Jdbi;

/**
 * Knows who has sent a request, with one question to the database for each. Nothing is kept from
 * one request to the next, so that a session that was ended, a role that was taken or a team that
 * was left counts for nothing at once, on every node.
 */
public final class Visits {
  /** When something was used is written this often at most. */
  private static final Duration USE = Duration.ofMinutes(1);

  private final VisitStore store;
  private final Clock clock;

  private Visits(VisitStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Those in a database. */
  public static Visits in(Jdbi jdbi, Clock clock) {
    return new Visits(new JdbiVisitStore(jdbi), clock);
  }

  /** Who has a session, if it is not over. */
  public Optional<Visit> bySession(String session) {
    Instant now = clock.instant();
    String hash = Tokens.hash(session);
    Optional<Seen> seen =
        store.bySession(hash, now.minus(Accounts.SESSION), now.minus(Accounts.IDLE));
    if (seen.filter(one -> isDue(one, now)).isPresent()) {
      store.useSession(hash, now);
    }
    return seen.map(Seen::visit);
  }

  /** Who has a personal token; empty if nobody has, or if it is no personal one. */
  public Optional<Visit> byToken(String token) {
    if (!Accounts.isPersonal(token)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String hash = Tokens.hash(token);
    Optional<Seen> seen = store.byToken(hash);
    if (seen.filter(one -> isDue(one, now)).isPresent()) {
      store.useToken(hash, now);
    }
    return seen.map(Seen::visit);
  }

  private static boolean isDue(Seen seen, Instant now) {
    return seen.usedAt().filter(used -> !used.isBefore(now.minus(USE))).isEmpty();
  }
}
