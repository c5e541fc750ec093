package org.hideandseek.platform.steering;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.phase.JdbiPhaseDates;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.run.JdbiQueueStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Steering in the database. */
public final class JdbiSteeringStore implements SteeringStore {
  private final Jdbi jdbi;
  private final Clock clock;
  private final JdbiQueueStore queue;

  public JdbiSteeringStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.queue = new JdbiQueueStore(clock);
  }

  @Override
  public boolean pause(String challenge, String reason, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          int paused =
              handle
                  .createUpdate(
                      """
                      UPDATE challenge SET paused_at = :now, pause_reason = :reason
                      WHERE name = :challenge AND paused_at IS NULL AND revealed_at IS NULL
                      """)
                  .bind("now", clock.instant())
                  .bind("reason", reason)
                  .bind("challenge", challenge)
                  .execute();
          if (paused == 1) {
            queue.pause(handle, challenge);
            JdbiJournal.add(handle, entry, clock.instant());
            JdbiBoardStore.entered(handle, challenge);
          }
          return paused == 1;
        });
  }

  @Override
  public boolean resume(String challenge, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          int resumed =
              handle
                  .createUpdate(
                      """
                      UPDATE challenge SET paused_at = NULL, pause_reason = ''
                      WHERE name = :challenge AND paused_at IS NOT NULL
                      """)
                  .bind("challenge", challenge)
                  .execute();
          if (resumed == 1) {
            queue.resume(handle, challenge);
            JdbiJournal.add(handle, entry, clock.instant());
            JdbiBoardStore.entered(handle, challenge);
          }
          return resumed == 1;
        });
  }

  /** Who changes a challenge takes turns with who plans its runs. */
  private static void lock(Handle handle, String challenge) {
    handle
        .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
        .bind("challenge", challenge)
        .mapTo(String.class)
        .one();
  }

  @Override
  public void changeDates(
      Challenge challenge, Function<Stage, List<Phase>> dates, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          Instant now = clock.instant();
          // It locks the challenge's row until the transaction ends.
          Stage stage = JdbiPhaseStore.pass(handle, challenge, now);
          JdbiPhaseDates.change(handle, challenge.name(), stage.phases(), dates.apply(stage), now);
          JdbiJournal.add(handle, entry, now);
          JdbiBoardStore.entered(handle, challenge.name());
        });
  }

  @Override
  public List<PhaseChange> dateChanges(String challenge) {
    return jdbi.withHandle(handle -> JdbiPhaseDates.changes(handle, challenge));
  }

  @Override
  public long announce(String challenge, String text, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          JdbiJournal.add(handle, entry, clock.instant());
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO announcement (challenge, words, announced_at) VALUES (:challenge, :text, :now)")
                  .bind("challenge", challenge)
                  .bind("text", text)
                  .bind("now", clock.instant())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          JdbiBoardStore.entered(handle, challenge);
          return id;
        });
  }

  @Override
  public List<Announcement> announcements(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, words, announced_at FROM announcement WHERE challenge = :challenge ORDER BY id DESC")
                .bind("challenge", challenge)
                .map(
                    (row, context) ->
                        new Announcement(
                            row.getLong("id"),
                            row.getString("words"),
                            row.getObject("announced_at", OffsetDateTime.class).toInstant()))
                .list());
  }
}
