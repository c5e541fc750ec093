package org.hideandseek.platform.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.submission.Submission;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads what the {@link QueueForecast} of a submission is made of, in five statements. */
final class JdbiForecastStore {
  private final Jdbi jdbi;

  JdbiForecastStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<QueuePlace> place(Submission submission) {
    return jdbi.inTransaction(
        handle -> next(handle, submission).map(waiting -> forecast(handle).of(waiting)));
  }

  private record Entry(long run, long team, String kind, boolean raised) {}

  /** The run of a submission that is started first; one that it made necessary before others. */
  private static Optional<QueueForecast.Waiting> next(Handle handle, Submission submission) {
    Optional<Entry> entry =
        handle
            .createQuery(
                """
                SELECT q.run, q.team, q.kind, q.raised FROM queue_entry q JOIN run r ON r.id = q.run
                WHERE r.challenge = :challenge AND r.IMAGE = :image AND r.state = 'queued'
                ORDER BY CASE WHEN r.owner_role = :role AND q.team = :team THEN 0 ELSE 1 END, q.raised DESC, q.kind, q.run
                LIMIT 1
                """
                    .replace(
                        "IMAGE",
                        submission.role() == PlayerRole.HIDER ? "hider_image" : "seeker_image"))
            .bind("challenge", submission.challenge())
            .bind("image", submission.image().value())
            .bind("role", submission.role().word())
            .bind("team", submission.team().id().value())
            .map(
                (row, context) ->
                    new Entry(
                        row.getLong("run"),
                        row.getLong("team"),
                        row.getString("kind"),
                        row.getBoolean("raised")))
            .findOne();
    return entry.map(
        found ->
            new QueueForecast.Waiting(
                new RunId(found.run()), found.team(), found.raised(), before(handle, found)));
  }

  private static Map<RunKind, Integer> before(Handle handle, Entry entry) {
    Map<RunKind, Integer> before = new EnumMap<>(RunKind.class);
    handle
        .createQuery(
            """
            SELECT kind, COUNT(DISTINCT run) AS runs FROM queue_entry
            WHERE raised = :raised AND (:raised OR team = :team)
              AND (kind < :kind OR (kind = :kind AND run < :run))
            GROUP BY kind
            """)
        .bind("raised", entry.raised())
        .bind("team", entry.team())
        .bind("kind", entry.kind())
        .bind("run", entry.run())
        .map((row, context) -> before.put(RunKind.ofKey(row.getString("kind")), row.getInt("runs")))
        .list();
    return before;
  }

  private static QueueForecast forecast(Handle handle) {
    Map<Long, QueueForecast.TeamQueue> teams = new LinkedHashMap<>();
    Map<RunKind, Integer> raised = new EnumMap<>(RunKind.class);
    handle
        .createQuery(
            """
            SELECT t.team, t.baseline, t.running, t.served, q.raised, q.kind, COUNT(*) AS runs
            FROM queue_entry q JOIN queue_team t ON t.team = q.team
            GROUP BY t.team, t.baseline, t.running, t.served, q.raised, q.kind
            """)
        .map(
            (row, context) -> {
              RunKind kind = RunKind.ofKey(row.getString("kind"));
              int runs = row.getInt("runs");
              if (row.getBoolean("raised")) {
                return raised.merge(kind, runs, Integer::sum);
              }
              QueueForecast.TeamQueue known = teams.get(row.getLong("team"));
              Map<RunKind, Integer> waiting = new EnumMap<>(RunKind.class);
              if (known != null) {
                waiting.putAll(known.waiting());
              }
              waiting.put(kind, runs);
              teams.put(
                  row.getLong("team"),
                  new QueueForecast.TeamQueue(
                      row.getLong("team"),
                      row.getBoolean("baseline"),
                      row.getInt("running"),
                      row.getLong("served"),
                      waiting));
              return runs;
            })
        .list();
    Map<RunKind, Integer> running = new EnumMap<>(RunKind.class);
    handle
        .createQuery("SELECT kind, COUNT(*) AS runs FROM run WHERE state = 'running' GROUP BY kind")
        .map(
            (row, context) -> running.put(RunKind.ofKey(row.getString("kind")), row.getInt("runs")))
        .list();
    return new QueueForecast(List.copyOf(teams.values()), raised, running, usual(handle));
  }

  /** The means of the last fifty of each kind. */
  private static Map<RunKind, Duration> usual(Handle handle) {
    List<String> perKind = new ArrayList<>();
    for (RunKind kind : RunKind.values()) {
      perKind.add(
          """
          SELECT KEY AS kind, AVG(duration_ms) AS mean FROM (
            SELECT duration_ms FROM run WHERE kind = KEY AND finished_at IS NOT NULL AND duration_ms IS NOT NULL
            ORDER BY finished_at DESC LIMIT 50) lately
          """
              .replace("KEY", "'" + kind.key() + "'"));
    }
    Map<RunKind, Duration> usual = new EnumMap<>(RunKind.class);
    handle
        .createQuery(String.join("UNION ALL\n", perKind))
        .map(
            (row, context) -> {
              double mean = row.getDouble("mean");
              if (!row.wasNull()) {
                usual.put(
                    RunKind.ofKey(row.getString("kind")), Duration.ofMillis(Math.round(mean)));
              }
              return usual;
            })
        .list();
    return usual;
  }
}
