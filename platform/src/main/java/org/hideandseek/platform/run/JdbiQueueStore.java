package org.hideandseek.platform.run;

import java.time.Clock;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.team.TeamId;
import org.jdbi.v3.core.Handle;

/**
 * Whose turn it is. A waiting run has an entry for every team that entered the image which made it
 * necessary, and runs in the turn of one of them. A team with fewer runs under way goes first; of
 * two with equally many, the one that has waited longer for a turn. Baselines go behind all others,
 * raised submissions before. Runs of a challenge that is paused have no entries.
 *
 * <p>All methods work within a transaction of the caller. Rows are locked in the order challenge,
 * turns, waiting run; a run under way may be locked before turns, as no claim looks at it.
 */
public final class JdbiQueueStore {
  private static final String REVIVE =
      """
      UPDATE run SET state = 'queued', reason = '', actor = NULL, queued_at = :now, started_at = NULL,
        finished_at = NULL
      WHERE challenge = :challenge AND state = 'cancelled'
        AND (hider_image = '' OR EXISTS (
          SELECT 1 FROM submission s WHERE s.challenge = run.challenge AND s.role = 'hider'
            AND s.image = run.hider_image
            AND (s.state IN ('playing', 'ranked') OR (s.state = 'checking' AND run.kind = '1-check'))))
        AND (seeker_image = '' OR EXISTS (
          SELECT 1 FROM submission s WHERE s.challenge = run.challenge AND s.role = 'seeker'
            AND s.image = run.seeker_image
            AND (s.state IN ('playing', 'ranked') OR (s.state = 'checking' AND run.kind = '1-check'))))
      """;

  private static final String LIST =
      """
      INSERT INTO queue_entry (run, team, kind, raised)
      SELECT r.id, s.team, r.kind, MAX(CASE WHEN s.raised THEN 1 ELSE 0 END) = 1
      FROM run r JOIN submission s
        ON s.challenge = r.challenge AND s.role = r.owner_role AND s.image = r.owner_image
      WHERE r.challenge = :challenge AND r.state = 'queued' AND s.state IN ('checking', 'playing', 'ranked')
        AND EXISTS (SELECT 1 FROM challenge c WHERE c.name = r.challenge AND c.paused_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM queue_entry q WHERE q.run = r.id AND q.team = s.team)
      """;

  private static final String LISTED = "GROUP BY r.id, s.team, r.kind";

  private final Clock clock;

  public JdbiQueueStore(Clock clock) {
    this.clock = clock;
  }

  /** Gives a team its place in the order of turns, if it has none yet. */
  public void enter(Handle handle, TeamId team) {
    // The team's row is locked, so that it can't get two places by entering two challenges at once.
    handle
        .createQuery("SELECT id FROM team WHERE id = :team FOR UPDATE")
        .bind("team", team.value())
        .mapTo(Long.class)
        .one();
    handle
        .createUpdate(
            """
            INSERT INTO queue_team (team, baseline, waiting, running, served)
            SELECT t.id, t.baseline, FALSE, 0, 0 FROM team t
            WHERE t.id = :team AND NOT EXISTS (SELECT 1 FROM queue_team q WHERE q.team = t.id)
            """)
        .bind("team", team.value())
        .execute();
  }

  /** Queues the check of an image, unless it has been checked in this role or is going to be. */
  public void check(Handle handle, String challenge, PlayerRole role, String image) {
    handle
        .createUpdate(
            """
            INSERT INTO run
              (challenge, kind, split, hider_image, seeker_image, owner_role, owner_image, state, reason, attempt, queued_at)
            SELECT :challenge, :kind, 0, :hiderImage, :seekerImage, :role, :image, 'queued', '', 0, :now
            WHERE NOT EXISTS (
              SELECT 1 FROM run WHERE challenge = :challenge AND kind = :kind AND split = 0
                AND hider_image = :hiderImage AND seeker_image = :seekerImage)
            """)
        .bind("challenge", challenge)
        .bind("kind", RunKind.CHECK.key())
        .bind("hiderImage", role == PlayerRole.HIDER ? image : "")
        .bind("seekerImage", role == PlayerRole.SEEKER ? image : "")
        .bind("role", role.word())
        .bind("image", image)
        .bind("now", clock.instant())
        .execute();
    String ofImage =
        role == PlayerRole.HIDER ? "AND r.hider_image = :image " : "AND r.seeker_image = :image ";
    handle
        .createUpdate(REVIVE + ofImage.replace("r.", ""))
        .bind("challenge", challenge)
        .bind("image", image)
        .bind("now", clock.instant())
        .execute();
    lockTurns(handle);
    handle
        .createUpdate(LIST + ofImage + LISTED)
        .bind("challenge", challenge)
        .bind("image", image)
        .execute();
    wakeTeams(handle);
  }

  /** Queues again what was cancelled, where somebody has entered the same image since. */
  int revive(Handle handle, String challenge) {
    return handle
        .createUpdate(REVIVE)
        .bind("challenge", challenge)
        .bind("now", clock.instant())
        .execute();
  }

  /**
   * Takes the entries of a challenge that has just been paused, whose row is locked: what waits is
   * not started.
   */
  public void pause(Handle handle, String challenge) {
    lockTurns(handle);
    handle
        .createUpdate(
            """
            DELETE FROM queue_entry WHERE EXISTS (
              SELECT 1 FROM run r WHERE r.id = queue_entry.run AND r.challenge = :challenge)
            """)
        .bind("challenge", challenge)
        .execute();
  }

  /** Gives a challenge that goes on, and whose row is locked, its entries back. */
  public void resume(Handle handle, String challenge) {
    list(handle, challenge);
  }

  /** Gives the waiting runs of a challenge their entries. */
  void list(Handle handle, String challenge) {
    lockTurns(handle);
    handle.createUpdate(LIST + LISTED).bind("challenge", challenge).execute();
    wakeTeams(handle);
  }

  /**
   * Gives the waiting runs of a challenge their entries that are newer than a run of this number.
   */
  void listAfter(Handle handle, String challenge, long newest) {
    lockTurns(handle);
    handle
        .createUpdate(LIST + "AND r.id > :newest " + LISTED)
        .bind("challenge", challenge)
        .bind("newest", newest)
        .execute();
    wakeTeams(handle);
  }

  /** Gives a run that waits again its entries. */
  void list(Handle handle, Run run) {
    lockTurns(handle);
    handle
        .createUpdate(LIST + "AND r.id = :run " + LISTED)
        .bind("challenge", run.challenge())
        .bind("run", run.id().value())
        .execute();
    wakeTeams(handle);
  }

  /** A team that is taken for idle though it has entries would wait for ever. */
  void wakeTeams(Handle handle) {
    handle.execute(
        """
        UPDATE queue_team SET waiting = TRUE
        WHERE waiting = FALSE AND EXISTS (SELECT 1 FROM queue_entry q WHERE q.team = queue_team.team)
        """);
  }

  /**
   * Whose turn it is now, but for what is raised; the team's row is locked until the transaction
   * ends, so that the next claim sees what became of this one.
   */
  Optional<Long> nextTeam(Handle handle) {
    // Others may be taking a turn; only where nobody else waits is it worth waiting for them.
    return waiting(handle, "FALSE", "SKIP LOCKED")
        .or(() -> waiting(handle, "FALSE", ""))
        .or(() -> waiting(handle, "TRUE", ""));
  }

  /** Whose turn it is for what is raised, if anything is; its row is locked as well. */
  Optional<Long> raisedTeam(Handle handle) {
    return handle
        .createQuery("SELECT team FROM queue_entry WHERE raised = TRUE ORDER BY kind, run LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .flatMap(
            team ->
                handle
                    .createQuery("SELECT team FROM queue_team WHERE team = :team FOR UPDATE")
                    .bind("team", team)
                    .mapTo(Long.class)
                    .findOne());
  }

  private static Optional<Long> waiting(Handle handle, String baseline, String locked) {
    return handle
        .createQuery(
            "SELECT team FROM queue_team WHERE waiting = TRUE AND baseline = "
                + baseline
                + " ORDER BY running, served, team LIMIT 1 FOR UPDATE "
                + locked)
        .mapTo(Long.class)
        .findOne();
  }

  /** A team whose row is locked has nothing that waits. */
  void idle(Handle handle, long team) {
    handle
        .createUpdate("UPDATE queue_team SET waiting = FALSE WHERE team = :team")
        .bind("team", team)
        .execute();
  }

  /**
   * A team whose row is locked has had its turn.
   *
   * @param more whether it has other entries
   */
  void taken(Handle handle, long team, RunId run, boolean more) {
    unlist(handle, run);
    handle
        .createUpdate(
            """
            UPDATE queue_team SET running = running + 1, served = (SELECT MAX(served) FROM queue_team) + 1,
              waiting = :more
            WHERE team = :team
            """)
        .bind("more", more)
        .bind("team", team)
        .execute();
  }

  /** A run no longer waits. */
  void unlist(Handle handle, RunId run) {
    handle
        .createUpdate("DELETE FROM queue_entry WHERE run = :run")
        .bind("run", run.value())
        .execute();
  }

  /** A run is no longer under way in its team's turn. */
  void over(Handle handle, RunId run) {
    handle
        .createUpdate(
            """
            UPDATE queue_team SET running = GREATEST(running - 1, 0)
            WHERE team = (SELECT r.turn_of FROM run r WHERE r.id = :run)
            """)
        .bind("run", run.value())
        .execute();
  }

  /**
   * Locks all turns: for what queues runs, so that no team is taken for idle at the same moment,
   * and for what ends them. Whoever locks more than one locks all, in this order.
   */
  void lockTurns(Handle handle) {
    handle
        .createQuery("SELECT team FROM queue_team ORDER BY team FOR UPDATE")
        .mapTo(Long.class)
        .list();
  }

  /** Counts again how many runs are under way in each team's turn. */
  void recount(Handle handle) {
    lockTurns(handle);
    handle.execute(
        """
        UPDATE queue_team SET running = (
          SELECT COUNT(*) FROM run r WHERE r.state = 'running' AND r.turn_of = queue_team.team)
        """);
  }
}
