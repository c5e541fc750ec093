package org.hideandseek.platform.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Counts the changes of challenges in the database. Whatever changes something that boards show
 * counts it in the same transaction, as the last thing that it does there: a count is a row's lock,
 * so that whoever sees the change sees the count, and no count is skipped. Submissions and settings
 * change under the lock of their challenge.
 */
public final class JdbiBoardStore implements BoardStore {
  /** One for submissions and settings, and the others for runs. */
  private static final int STRIPES = 9;

  private static final String SELECT =
      """
      SELECT c.name, c.closed_at, c.revealed_at,
        (SELECT COALESCE(MAX(s.step), 0) FROM phase_switch s WHERE s.challenge = c.name) AS steps,
        (SELECT COALESCE(SUM(b.changes), 0) FROM board_change b WHERE b.challenge = c.name) AS changes,
        (SELECT COALESCE(SUM(b.changes), 0) FROM board_change b WHERE b.challenge = c.name AND b.stripe = 0) AS entered
      FROM challenge c
      """;

  private final Jdbi jdbi;

  public JdbiBoardStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<BoardState> state(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE c.name = :challenge")
                .bind("challenge", challenge)
                .map((row, context) -> state(row))
                .findOne());
  }

  @Override
  public Map<String, BoardState> states() {
    Map<String, BoardState> states = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(SELECT)
                .map((row, context) -> states.put(row.getString("name"), state(row)))
                .list());
    return states;
  }

  private static BoardState state(ResultSet row) throws SQLException {
    return new BoardState(
        row.getLong("entered"),
        row.getLong("changes"),
        instant(row, "closed_at"),
        instant(row, "revealed_at"),
        row.getInt("steps"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Begins to count for a challenge that is added. */
  public static void begin(Handle handle, String challenge) {
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO board_change (challenge, stripe, changes) VALUES (:challenge, :stripe, 0)");
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      rows.bind("challenge", challenge).bind("stripe", stripe).add();
    }
    rows.execute();
  }

  /** Counts a change of a challenge's submissions, of their scores, or of its own settings. */
  public static void entered(Handle handle, String challenge) {
    count(handle, challenge, 0);
  }

  /** Counts a change of a run. */
  public static void played(Handle handle, String challenge, long run) {
    count(handle, challenge, 1 + (int) Math.floorMod(run, STRIPES - 1L));
  }

  private static void count(Handle handle, String challenge, int stripe) {
    handle
        .createUpdate(
            "UPDATE board_change SET changes = changes + 1 WHERE challenge = :challenge AND stripe = :stripe")
        .bind("challenge", challenge)
        .bind("stripe", stripe)
        .execute();
  }

  /** Counts a change of runs of any challenges; whoever does this holds the locks of all turns. */
  public static void playedAnywhere(Handle handle) {
    handle.execute("UPDATE board_change SET changes = changes + 1 WHERE stripe = 1");
  }
}
