package org.hideandseek.platform.overview;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.sandbox.ImageId;
import org.jdbi.v3.core.Jdbi;

/** A challenge's numbers from the database. */
public final class JdbiOverviewStore implements OverviewStore {
  static final int MOST_UNDER_WAY = 50;

  private final Jdbi jdbi;

  public JdbiOverviewStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<RunCount> counts(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind, state, COUNT(*) AS runs, MIN(queued_at) AS oldest FROM run
                    WHERE challenge = :challenge GROUP BY kind, state ORDER BY kind, state
                    """)
                .bind("challenge", challenge)
                .map(
                    (row, context) ->
                        new RunCount(
                            RunKind.ofKey(row.getString("kind")),
                            RunState.of(row.getString("state")),
                            row.getInt("runs"),
                            row.getObject("oldest", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public List<UnderWay> underWay(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, kind, split, hider_image, seeker_image, attempt, started_at FROM run
                    WHERE challenge = :challenge AND state = 'running' ORDER BY started_at, id LIMIT :most
                    """)
                .bind("challenge", challenge)
                .bind("most", MOST_UNDER_WAY)
                .map(
                    (row, context) ->
                        new UnderWay(
                            new Run(
                                new RunId(row.getLong("id")),
                                challenge,
                                RunKind.ofKey(row.getString("kind")),
                                row.getInt("split"),
                                image(row.getString("hider_image")),
                                image(row.getString("seeker_image")),
                                row.getInt("attempt")),
                            row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  private static Optional<ImageId> image(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(new ImageId(value));
  }

  @Override
  public Map<Long, Trouble> troubles(String challenge) {
    Map<Long, Trouble> troubles = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT f.submission, f.runs, r.id, r.kind, r.state, r.reason FROM (
                      SELECT s.id AS submission, COUNT(*) AS runs, MIN(r.id) AS run
                      FROM submission s JOIN run r ON r.challenge = s.challenge
                        AND ((s.role = 'hider' AND r.hider_image = s.image AND r.kind <> '3-match')
                          OR (s.role = 'seeker' AND r.seeker_image = s.image))
                      WHERE s.challenge = :challenge
                        AND r.state IN ('failed', 'timed-out', 'out-of-memory', 'output-refused', 'lost')
                      GROUP BY s.id) f
                    JOIN run r ON r.id = f.run
                    """)
                .bind("challenge", challenge)
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getLong("submission"),
                            new Trouble(
                                row.getInt("runs"),
                                row.getLong("id"),
                                RunKind.ofKey(row.getString("kind")),
                                RunState.of(row.getString("state")),
                                row.getString("reason"))))
                .forEach(entry -> troubles.put(entry.getKey(), entry.getValue())));
    return troubles;
  }

  @Override
  public List<Spent> spent(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind, role, COUNT(*) AS runs, SUM(duration_ms) AS duration, SUM(cpu_ms) AS cpu FROM (
                      SELECT kind, CASE WHEN seeker_image = '' THEN 'hider' ELSE 'seeker' END AS role, duration_ms, cpu_ms
                      FROM run WHERE challenge = :challenge AND duration_ms IS NOT NULL
                      UNION ALL
                      SELECT kind, CASE WHEN seeker_image = '' THEN 'hider' ELSE 'seeker' END AS role, duration_ms, cpu_ms
                      FROM run_before WHERE challenge = :challenge) played
                    GROUP BY kind, role ORDER BY kind, role
                    """)
                .bind("challenge", challenge)
                .map(
                    (row, context) ->
                        new Spent(
                            RunKind.ofKey(row.getString("kind")),
                            PlayerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                            row.getLong("runs"),
                            Duration.ofMillis(row.getLong("duration")),
                            Duration.ofMillis(row.getLong("cpu"))))
                .list());
  }
}
