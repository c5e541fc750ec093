package org.hideandseek.platform.phase;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.board.BoardState;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The switches in the database. */
public final class JdbiPhaseStore implements PhaseStore {
  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiPhaseStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public Stage stage(Challenge challenge) {
    if (challenge.phases().isEmpty()) {
      return Stage.unphased();
    }
    Timetable timetable = new Timetable(challenge.phases());
    Instant now = clock.instant();
    return jdbi.withHandle(handle -> upToDate(handle, challenge, timetable, now))
        .orElseGet(() -> jdbi.inTransaction(handle -> pass(handle, challenge, now)));
  }

  @Override
  public Optional<Stage> stage(Challenge challenge, BoardState state) {
    if (challenge.phases().isEmpty()) {
      return Optional.of(Stage.unphased());
    }
    Timetable timetable = new Timetable(challenge.phases());
    return timetable.due(until(state.closedAt(), clock.instant())) <= state.steps()
        ? Optional.of(timetable.at(state.steps()))
        : Optional.empty();
  }

  /** Empty if switches are due that nobody has recorded. */
  private static Optional<Stage> upToDate(
      Handle handle, Challenge challenge, Timetable timetable, Instant now) {
    int recorded = recorded(handle, challenge.name());
    return timetable.due(until(closed(handle, challenge.name(), ""), now)) <= recorded
        ? Optional.of(timetable.at(recorded))
        : Optional.empty();
  }

  /**
   * Records the switches that are due, within a transaction, and says where the challenge stands.
   * It locks the challenge's row first, so that all who do this take turns.
   */
  public static Stage pass(Handle handle, Challenge challenge, Instant now) {
    if (challenge.phases().isEmpty()) {
      return Stage.unphased();
    }
    Instant until = until(closed(handle, challenge.name(), "FOR UPDATE"), now);
    // What the caller has read may be older than a change of the dates; under the lock there is
    // none.
    List<Phase> phases = JdbiPhaseDates.in(handle, challenge).phases();
    Timetable timetable = new Timetable(phases);
    int recorded = recorded(handle, challenge.name());
    int due = timetable.due(until);
    List<Timetable.Switch> switches = timetable.switches();
    for (int step = recorded + 1; step <= due; step++) {
      Timetable.Switch one = switches.get(step - 1);
      handle
          .createUpdate(
              """
              INSERT INTO phase_switch (challenge, step, phase, event, due_at, switched_at)
              VALUES (:challenge, :step, :phase, :event, :due, :now)
              """)
          .bind("challenge", challenge.name())
          .bind("step", step)
          .bind("phase", phases.get(one.phase() - 1).name())
          .bind("event", one.event().word())
          .bind("due", one.due())
          .bind("now", now)
          .execute();
      if (one.event() == Timetable.Event.START) {
        challenge
            .phases()
            .get(one.phase() - 1)
            .advance()
            .ifPresent(most -> advance(handle, challenge.name(), one.phase()));
      }
    }
    if (due > recorded) {
      JdbiBoardStore.entered(handle, challenge.name());
    }
    return timetable.at(Math.max(recorded, due));
  }

  /**
   * Lets entries of the phase before go on: those that their team has chosen; where none of these
   * is left, its latest valid one, or its latest if all are still being checked.
   */
  private static void advance(Handle handle, String challenge, int phase) {
    handle
        .createUpdate(
            """
            UPDATE submission SET last_phase = :phase WHERE id IN (
              SELECT COALESCE(MAX(CASE WHEN s.state <> 'checking' THEN s.id END), MAX(s.id))
              FROM submission s
              WHERE s.challenge = :challenge AND s.last_phase = :before AND s.state IN ('checking', 'playing', 'ranked')
              GROUP BY s.team, s.role
              HAVING COUNT(CASE WHEN s.chosen_for = :phase THEN 1 END) = 0)
            """)
        .bind("challenge", challenge)
        .bind("phase", phase)
        .bind("before", phase - 1)
        .execute();
    handle
        .createUpdate(
            """
            UPDATE submission SET last_phase = :phase
            WHERE challenge = :challenge AND last_phase = :before AND chosen_for = :phase
              AND state IN ('checking', 'playing', 'ranked')
            """)
        .bind("challenge", challenge)
        .bind("phase", phase)
        .bind("before", phase - 1)
        .execute();
  }

  private static Instant until(Optional<Instant> closed, Instant now) {
    return closed.filter(now::isAfter).orElse(now);
  }

  private static Optional<Instant> closed(Handle handle, String challenge, String locking) {
    return handle
        .createQuery("SELECT closed_at FROM challenge WHERE name = :challenge " + locking)
        .bind("challenge", challenge)
        .map(
            (row, context) ->
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant))
        .one();
  }

  private static int recorded(Handle handle, String challenge) {
    return handle
        .createQuery("SELECT COALESCE(MAX(step), 0) FROM phase_switch WHERE challenge = :challenge")
        .bind("challenge", challenge)
        .mapTo(Integer.class)
        .one();
  }
}
