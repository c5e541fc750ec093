package org.hideandseek.platform.phase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The dates that phases have been given since their challenge was opened. */
public final class JdbiPhaseDates {
  private JdbiPhaseDates() {}

  /** A challenge on the dates that hold now. */
  public static Challenge in(Handle handle, Challenge challenge) {
    return challenge.phases().isEmpty()
        ? challenge
        : changed(challenge, changes(handle, challenge.name()));
  }

  /** A challenge after changes of its dates, the oldest first. */
  public static Challenge changed(Challenge challenge, List<PhaseChange> changes) {
    return changes.isEmpty()
        ? challenge
        : challenge.withPhases(
            challenge.phases().stream().map(phase -> changed(phase, changes)).toList());
  }

  private static Phase changed(Phase phase, List<PhaseChange> changes) {
    return changes.stream()
        .filter(change -> change.phase().equals(phase.name()))
        .reduce((older, newer) -> newer)
        .map(change -> phase.on(change.starts(), change.freeze(), change.ends()))
        .orElse(phase);
  }

  /** All changes of a challenge's dates, the oldest first. */
  public static List<PhaseChange> changes(Handle handle, String challenge) {
    return handle
        .createQuery(
            """
            SELECT phase, old_starts, old_ends, starts, freezes_at, ends, changed_at FROM phase_change
            WHERE challenge = :challenge ORDER BY id
            """)
        .bind("challenge", challenge)
        .map(JdbiPhaseDates::change)
        .list();
  }

  /** Gives the phases that differ their new dates. */
  public static void change(
      Handle handle, String challenge, List<Phase> before, List<Phase> after, Instant now) {
    for (int i = 0; i < before.size(); i++) {
      Phase old = before.get(i);
      Phase phase = after.get(i);
      if (!old.equals(phase)) {
        handle
            .createUpdate(
                """
                INSERT INTO phase_change (challenge, phase, old_starts, old_ends, starts, freezes_at, ends, changed_at)
                VALUES (:challenge, :phase, :oldStarts, :oldEnds, :starts, :freeze, :ends, :now)
                """)
            .bind("challenge", challenge)
            .bind("phase", phase.name())
            .bind("oldStarts", old.starts())
            .bind("oldEnds", old.ends())
            .bind("starts", phase.starts())
            .bind("freeze", phase.freeze().orElse(null))
            .bind("ends", phase.ends())
            .bind("now", now)
            .execute();
      }
    }
  }

  private static PhaseChange change(ResultSet row, StatementContext context) throws SQLException {
    return new PhaseChange(
        row.getString("phase"),
        instant(row, "old_starts").orElseThrow(),
        instant(row, "old_ends").orElseThrow(),
        instant(row, "starts").orElseThrow(),
        instant(row, "freezes_at"),
        instant(row, "ends").orElseThrow(),
        instant(row, "changed_at").orElseThrow());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
