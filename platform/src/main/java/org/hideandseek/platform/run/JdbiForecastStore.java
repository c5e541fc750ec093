package org.hideandseek.platform.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.submission.Submission;
import org.jdbi.v3.core.Jdbi;

/** Reads what the {@link QueueForecast} of a submission is made of, in one statement. */
final class JdbiForecastStore {
  /**
   * The run of a submission that is started first, one that it made necessary before others; and
   * what waits for the same turns before it. The run's number stands where others have their turn.
   */
  private static final String NEXT =
      """
      SELECT 'next' AS what, b.kind, e.team, FALSE AS baseline, 0 AS running, e.run AS served, e.raised,
        CAST(COUNT(DISTINCT b.run) AS DOUBLE PRECISION) AS number
      FROM (
        SELECT q.run, q.team, q.kind, q.raised FROM queue_entry q JOIN run r ON r.id = q.run
        WHERE r.challenge = :challenge AND r.IMAGE = :image AND r.state = 'queued'
        ORDER BY CASE WHEN r.owner_role = :role AND q.team = :submitter THEN 0 ELSE 1 END, q.raised DESC, q.kind, q.run
        LIMIT 1) e
      LEFT JOIN queue_entry b ON b.raised = e.raised AND (e.raised OR b.team = e.team)
        AND (b.kind < e.kind OR (b.kind = e.kind AND b.run < e.run))
      GROUP BY e.run, e.team, e.raised, b.kind
      """;

  /** What waits in whose turns, what is under way, and the means of the last fifty of each kind. */
  private static final String FORECAST = forecast();

  private final Jdbi jdbi;

  JdbiForecastStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<QueuePlace> place(Submission submission) {
    JdbiAnswer answer = new JdbiAnswer();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    NEXT.replace(
                            "IMAGE",
                            submission.role() == PlayerRole.HIDER ? "hider_image" : "seeker_image")
                        + FORECAST)
                .bind("challenge", submission.challenge())
                .bind("image", submission.image().value())
                .bind("role", submission.role().word())
                .bind("submitter", submission.team().id().value())
                .map((row, context) -> answer.add(row))
                .list());
    return answer.place();
  }

  /** What the rows say, one kind of them after the other. */
  private static final class JdbiAnswer {
    private final Map<Long, QueueForecast.TeamQueue> teams = new LinkedHashMap<>();
    private final Map<RunKind, Integer> raised = new EnumMap<>(RunKind.class);
    private final Map<RunKind, Integer> running = new EnumMap<>(RunKind.class);
    private final Map<RunKind, Duration> usual = new EnumMap<>(RunKind.class);
    private final Map<RunKind, Integer> before = new EnumMap<>(RunKind.class);
    private Optional<Entry> next = Optional.empty();

    private record Entry(long run, long team, boolean raised) {}

    boolean add(ResultSet row) throws SQLException {
      Optional<RunKind> kind = Optional.ofNullable(row.getString("kind")).map(RunKind::ofKey);
      double number = row.getDouble("number");
      boolean known = !row.wasNull();
      switch (row.getString("what")) {
        case "next" -> {
          next =
              Optional.of(
                  new Entry(row.getLong("served"), row.getLong("team"), row.getBoolean("raised")));
          kind.ifPresent(one -> before.put(one, (int) number));
        }
        case "waits" -> waits(row, kind.orElseThrow(), (int) number);
        case "runs" -> running.put(kind.orElseThrow(), (int) number);
        default -> {
          if (known) {
            usual.put(kind.orElseThrow(), Duration.ofMillis(Math.round(number)));
          }
        }
      }
      return known;
    }

    Optional<QueuePlace> place() {
      return next.map(
          found ->
              new QueueForecast(List.copyOf(teams.values()), raised, running, usual)
                  .of(
                      new QueueForecast.Waiting(
                          new RunId(found.run()), found.team(), found.raised(), before)));
    }

    private void waits(ResultSet row, RunKind kind, int runs) throws SQLException {
      if (row.getBoolean("raised")) {
        raised.merge(kind, runs, Integer::sum);
        return;
      }
      long team = row.getLong("team");
      Map<RunKind, Integer> waiting = new EnumMap<>(RunKind.class);
      if (teams.containsKey(team)) {
        waiting.putAll(teams.get(team).waiting());
      }
      waiting.put(kind, runs);
      teams.put(
          team,
          new QueueForecast.TeamQueue(
              team,
              row.getBoolean("baseline"),
              row.getInt("running"),
              row.getLong("served"),
              waiting));
    }
  }

  private static String forecast() {
    StringBuilder query =
        new StringBuilder(
            """
            UNION ALL
            SELECT 'waits', q.kind, t.team, t.baseline, t.running, t.served, q.raised,
              CAST(COUNT(*) AS DOUBLE PRECISION)
            FROM queue_entry q JOIN queue_team t ON t.team = q.team
            GROUP BY t.team, t.baseline, t.running, t.served, q.raised, q.kind
            UNION ALL
            SELECT 'runs', kind, 0, FALSE, 0, 0, FALSE, CAST(COUNT(*) AS DOUBLE PRECISION)
            FROM run WHERE state = 'running' GROUP BY kind
            """);
    for (RunKind kind : RunKind.values()) {
      query.append(
          """
          UNION ALL
          SELECT 'usual', KEY, 0, FALSE, 0, 0, FALSE, CAST(AVG(duration_ms) AS DOUBLE PRECISION) FROM (
            SELECT duration_ms FROM run WHERE kind = KEY AND finished_at IS NOT NULL AND duration_ms IS NOT NULL
            ORDER BY finished_at DESC LIMIT 50) lately
          """
              .replace("KEY", "'" + kind.key() + "'"));
    }
    return query.toString();
  }
}
