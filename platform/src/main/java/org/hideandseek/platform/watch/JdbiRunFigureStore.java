package org.hideandseek.platform.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.jdbi.v3.core.Jdbi;

/** Counts runs in the database. */
public final class JdbiRunFigureStore implements RunFigureStore {
  private final Jdbi jdbi;

  public JdbiRunFigureStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<RunFigures.Count> counts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT kind, state, COUNT(*) AS runs FROM run GROUP BY kind, state")
                .map(
                    (row, context) ->
                        new RunFigures.Count(
                            kind(row), RunState.of(row.getString("state")), row.getLong("runs")))
                .list());
  }

  @Override
  public Map<RunKind, Instant> oldestWaiting() {
    Map<RunKind, Instant> oldest = new EnumMap<>(RunKind.class);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT kind, MIN(queued_at) AS oldest FROM run WHERE state = 'queued' GROUP BY kind")
                .map((row, context) -> Map.entry(kind(row), instant(row, "oldest")))
                .forEach(entry -> oldest.put(entry.getKey(), entry.getValue())));
    return oldest;
  }

  @Override
  public void ended(Instant after, Instant until, Consumer<EndedRun> consumer) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind, queued_at, started_at, duration_ms FROM run
                    WHERE kind IN (<kinds>) AND finished_at > :after AND finished_at <= :until
                      AND started_at IS NOT NULL AND duration_ms IS NOT NULL
                    """)
                .bindList("kinds", Arrays.stream(RunKind.values()).map(RunKind::key).toList())
                .bind("after", after)
                .bind("until", until)
                .setFetchSize(1000)
                .map(
                    (row, context) ->
                        new EndedRun(
                            kind(row),
                            Duration.between(instant(row, "queued_at"), instant(row, "started_at")),
                            Duration.ofMillis(row.getLong("duration_ms"))))
                .forEach(consumer));
  }

  private static RunKind kind(ResultSet row) throws SQLException {
    String key = row.getString("kind");
    return Arrays.stream(RunKind.values())
        .filter(kind -> kind.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no kind of run has the key " + key));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
