package org.hideandseek.platform.run;

import java.time.Clock;
import java.util.Optional;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.submission.SubmissionId;
import org.jdbi.v3.core.Handle;

/** Lets a submission's runs wait again, and keeps what they cost before. */
final class JdbiReruns {
  private static final String ENDED =
      "state IN ('succeeded', 'failed', 'timed-out', 'out-of-memory', 'output-refused', 'cancelled', 'lost')";

  private final Clock clock;
  private final JdbiQueueStore queue;

  JdbiReruns(Clock clock, JdbiQueueStore queue) {
    this.clock = clock;
    this.queue = queue;
  }

  private record Again(String challenge, String role, String image, boolean refused) {
    String player() {
      return role.equals("hider") ? "hider_image" : "seeker_image";
    }
  }

  /** Within a transaction: false if the submission has ended or its challenge is revealed. */
  boolean rerun(Handle handle, SubmissionId id, String reason) {
    String challenge =
        handle
            .createQuery("SELECT challenge FROM submission WHERE id = :id")
            .bind("id", id.value())
            .mapTo(String.class)
            .one();
    handle
        .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
        .bind("challenge", challenge)
        .mapTo(String.class)
        .one();
    queue.lockTurns(handle);
    Optional<Again> again =
        handle
            .createQuery(
                """
                SELECT s.challenge, s.role, s.image, s.state FROM submission s JOIN challenge c ON c.name = s.challenge
                WHERE s.id = :id AND s.state IN ('refused', 'playing', 'ranked') AND c.revealed_at IS NULL
                """)
            .bind("id", id.value())
            .map(
                (row, context) ->
                    new Again(
                        row.getString("challenge"),
                        row.getString("role"),
                        row.getString("image"),
                        row.getString("state").equals("refused")))
            .findOne();
    again.ifPresent(
        one -> {
          if (one.refused()) {
            checkAgain(handle, id, one);
          } else {
            playAgain(handle, one);
          }
          note(handle, id, one, reason);
          queue.list(handle, one.challenge());
          JdbiBoardStore.entered(handle, one.challenge());
        });
    return again.isPresent();
  }

  /** Submissions of equal images have the same runs, and so the same history. */
  private void note(Handle handle, SubmissionId id, Again one, String reason) {
    handle
        .createUpdate(
            """
            INSERT INTO submission_rerun (challenge, submission, reason, rerun_at)
            SELECT challenge, id, CAST(:reason AS VARCHAR(500)), CAST(:now AS TIMESTAMP(3) WITH TIME ZONE)
            FROM submission
            WHERE id = :id OR (challenge = :challenge AND role = :role AND image = :image
              AND state IN ('playing', 'ranked') AND :played = TRUE)
            """)
        .bind("reason", reason)
        .bind("now", clock.instant())
        .bind("id", id.value())
        .bind("challenge", one.challenge())
        .bind("role", one.role())
        .bind("image", one.image())
        .bind("played", !one.refused())
        .execute();
  }

  private void checkAgain(Handle handle, SubmissionId id, Again one) {
    String check =
        one.role().equals("hider")
            ? "kind = '1-check' AND hider_image = :image"
            : "kind = '1-check' AND seeker_image = :image";
    wait(handle, one, check);
    handle
        .createUpdate(
            "UPDATE submission SET state = 'checking', reason = '', actor = NULL, changed_at = :now WHERE id = :id")
        .bind("now", clock.instant())
        .bind("id", id.value())
        .execute();
  }

  private void playAgain(Handle handle, Again one) {
    if (one.role().equals("hider")) {
      // Its matches are queued anew when it has released.
      forget(handle, one, "kind = '3-match' AND hider_image = :image");
      wait(handle, one, "kind = '2-release' AND hider_image = :image");
      wait(handle, one, "kind = '2-shadow' AND hider_image = :image");
    } else {
      wait(
          handle,
          one,
          """
          kind = '3-match' AND seeker_image = :image AND EXISTS (
            SELECT 1 FROM submission h WHERE h.challenge = run.challenge AND h.role = 'hider'
              AND h.image = run.hider_image AND h.state IN ('playing', 'ranked'))
          """);
    }
    handle
        .createUpdate(
            """
            UPDATE submission SET state = 'playing', actor = NULL, changed_at = :now
            WHERE challenge = :challenge AND role = :role AND image = :image AND state = 'ranked'
              AND EXISTS (
                SELECT 1 FROM run r WHERE r.challenge = :challenge AND r.kind <> '1-check' AND r.PLAYER = :image)
            """
                .replace("PLAYER", one.player()))
        .bind("now", clock.instant())
        .bind("challenge", one.challenge())
        .bind("role", one.role())
        .bind("image", one.image())
        .execute();
  }

  /** Ended runs wait again in their own rows. */
  private void wait(Handle handle, Again one, String which) {
    keepCost(handle, one, which);
    for (String results : new String[] {"release_result", "shadow_result", "match_result"}) {
      deleteResults(handle, one, results, ENDED + " AND " + which);
    }
    handle
        .createUpdate(
            """
            UPDATE run SET state = 'queued', reason = '', actor = NULL, attempt = 0, queued_at = :now,
              started_at = NULL, finished_at = NULL, exit_code = NULL, duration_ms = NULL, cpu_ms = NULL,
              peak_bytes = NULL, log = NULL
            WHERE challenge = :challenge AND
            """
                + ENDED
                + " AND "
                + which)
        .bind("now", clock.instant())
        .bind("challenge", one.challenge())
        .bind("image", one.image())
        .execute();
  }

  /** Runs are as if they had never been, those too that wait or are under way. */
  private void forget(Handle handle, Again one, String which) {
    keepCost(handle, one, which);
    deleteResults(handle, one, "match_result", which);
    deleteResults(handle, one, "queue_entry", which);
    handle
        .createUpdate("DELETE FROM run WHERE challenge = :challenge AND " + which)
        .bind("challenge", one.challenge())
        .bind("image", one.image())
        .execute();
    queue.recount(handle);
  }

  private static void deleteResults(Handle handle, Again one, String table, String which) {
    handle
        .createUpdate(
            "DELETE FROM "
                + table
                + " WHERE run IN (SELECT run.id FROM run WHERE challenge = :challenge AND "
                + which
                + ")")
        .bind("challenge", one.challenge())
        .bind("image", one.image())
        .execute();
  }

  private void keepCost(Handle handle, Again one, String which) {
    handle
        .createUpdate(
            """
            INSERT INTO run_before (run, challenge, kind, split, hider_image, seeker_image, state, reason,
              duration_ms, cpu_ms, finished_at, replaced_at)
            SELECT id, challenge, kind, split, hider_image, seeker_image, state, reason, duration_ms, cpu_ms, finished_at,
              CAST(:now AS TIMESTAMP(3) WITH TIME ZONE)
            FROM run WHERE challenge = :challenge AND duration_ms IS NOT NULL AND
            """
                + which)
        .bind("now", clock.instant())
        .bind("challenge", one.challenge())
        .bind("image", one.image())
        .execute();
  }
}
