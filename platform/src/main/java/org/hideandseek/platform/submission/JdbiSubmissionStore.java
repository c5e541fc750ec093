package org.hideandseek.platform.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.run.JdbiQueueStore;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The submissions in the database. */
public final class JdbiSubmissionStore implements SubmissionStore {
  private static final String SELECT =
      """
      SELECT s.id, s.challenge, s.role, s.name, s.archive, s.format, s.image, s.entrant, s.state, s.reason, s.actor,
             s.created_at, s.changed_at, s.phase,
             t.id AS team_id, t.name AS team_name, t.baseline
      FROM submission s JOIN team t ON t.id = s.team
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final JdbiQueueStore queue;

  public JdbiSubmissionStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.queue = new JdbiQueueStore(clock);
  }

  @Override
  public Optional<SubmissionId> add(
      String challenge, TeamId team, PlayerRole role, String name, Upload upload) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          return insert(handle, challenge, team, role, name, upload, 0);
        });
  }

  @Override
  public Entered enter(
      String challenge, TeamId team, PlayerRole role, String name, Upload upload, Ticket ticket) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          Optional<Exhausted> exhausted =
              use(handle, challenge, team, role, ticket.phase()).exhausted(ticket.quota());
          return new Entered(
              exhausted.isPresent()
                  ? Optional.empty()
                  : insert(handle, challenge, team, role, name, upload, ticket.phase()),
              exhausted);
        });
  }

  @Override
  public QuotaUse use(String challenge, TeamId team, PlayerRole role, int phase) {
    return jdbi.withHandle(handle -> use(handle, challenge, team, role, phase));
  }

  private QuotaUse use(Handle handle, String challenge, TeamId team, PlayerRole role, int phase) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    return handle
        .createQuery(
            """
            SELECT
              COALESCE(SUM(CASE WHEN u.kind = 'valid' THEN 1 ELSE 0 END), 0) AS valid,
              COALESCE(SUM(CASE WHEN u.kind = 'refused' THEN 1 ELSE 0 END), 0) AS refused,
              COALESCE(SUM(CASE WHEN u.kind = 'checking' THEN 1 ELSE 0 END), 0) AS checking,
              COALESCE(SUM(CASE WHEN u.kind = 'valid' AND u.created_at >= :today THEN 1 ELSE 0 END), 0)
                AS valid_today,
              COALESCE(SUM(CASE WHEN u.kind = 'refused' AND u.created_at >= :today THEN 1 ELSE 0 END), 0)
                AS refused_today,
              COALESCE(SUM(CASE WHEN u.kind = 'checking' AND u.created_at >= :today THEN 1 ELSE 0 END), 0)
                AS checking_today
            FROM (
              SELECT s.created_at,
                CASE s.state WHEN 'refused' THEN 'refused' WHEN 'checking' THEN 'checking' ELSE 'valid' END AS kind
              FROM submission s
              WHERE s.challenge = :challenge AND s.team = :team AND s.role = :role AND s.phase = :phase
                AND NOT EXISTS (
                  SELECT 1 FROM run r WHERE r.challenge = s.challenge AND r.state = 'lost'
                    AND r.hider_image = CASE WHEN s.role = 'hider' THEN s.image ELSE '' END
                    AND r.seeker_image = CASE WHEN s.role = 'seeker' THEN s.image ELSE '' END)) u
            """)
        .bind("challenge", challenge)
        .bind("team", team.value())
        .bind("role", role.word())
        .bind("phase", phase)
        .bind("today", today)
        .map(
            (row, context) ->
                new QuotaUse(
                    new QuotaUse.Count(
                        row.getInt("valid_today"),
                        row.getInt("refused_today"),
                        row.getInt("checking_today")),
                    new QuotaUse.Count(
                        row.getInt("valid"), row.getInt("refused"), row.getInt("checking")),
                    today.plus(1, ChronoUnit.DAYS)))
        .one();
  }

  /**
   * One at a time in a challenge, so that quotas hold, names stay unique and entrants are numbered
   * without gaps.
   */
  private static void lock(Handle handle, String challenge) {
    handle
        .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
        .bind("challenge", challenge)
        .mapTo(String.class)
        .one();
  }

  private Optional<SubmissionId> insert(
      Handle handle,
      String challenge,
      TeamId team,
      PlayerRole role,
      String name,
      Upload upload,
      int phase) {
    String image = upload.image().value();
    Optional<Long> id =
        handle
            .createUpdate(
                """
                      INSERT INTO submission
                        (challenge, team, role, name, archive, format, image, entrant, state, reason, created_at, changed_at,
                         phase)
                      SELECT :challenge, :team, :role, :name, :archive, :format, :image,
                        COALESCE(
                          (SELECT MIN(entrant) FROM submission
                           WHERE challenge = :challenge AND role = :role AND image = :image),
                          (SELECT COALESCE(MAX(entrant), 0) + 1 FROM submission
                           WHERE challenge = :challenge AND role = :role)),
                        :state, '', :now, :now, CAST(:phase AS INTEGER)
                      WHERE NOT EXISTS (
                        SELECT 1 FROM submission WHERE challenge = :challenge AND role = :role AND name = :name)
                        AND EXISTS (SELECT 1 FROM challenge WHERE name = :challenge AND closed_at IS NULL)
                      """)
            .bind("challenge", challenge)
            .bind("team", team.value())
            .bind("role", role.word())
            .bind("name", name)
            .bind("archive", upload.archive().sha256())
            .bind("format", upload.format().word())
            .bind("image", image)
            .bind("state", SubmissionState.CHECKING.word())
            .bind("now", clock.instant())
            .bind("phase", phase)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .findOne();
    if (id.isPresent()) {
      queue.enter(handle, team);
      queue.check(handle, challenge, role, image);
      JdbiBoardStore.entered(handle, challenge);
    }
    return id.map(SubmissionId::new);
  }

  @Override
  public Optional<Submission> find(SubmissionId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE s.id = :id")
                .bind("id", id.value())
                .map(JdbiSubmissionStore::submission)
                .findOne());
  }

  @Override
  public List<Submission> all(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE s.challenge = :challenge ORDER BY s.id")
                .bind("challenge", challenge)
                .map(JdbiSubmissionStore::submission)
                .list());
  }

  @Override
  public Optional<Submission> byImage(String challenge, PlayerRole role, ImageId image) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE s.challenge = :challenge AND s.role = :role AND s.image = :image ORDER BY s.id LIMIT 1")
                .bind("challenge", challenge)
                .bind("role", role.word())
                .bind("image", image.value())
                .map(JdbiSubmissionStore::submission)
                .findOne());
  }

  private static Submission submission(ResultSet row, StatementContext context)
      throws SQLException {
    return new Submission(
        new SubmissionId(row.getLong("id")),
        row.getString("challenge"),
        new Team(
            new TeamId(row.getLong("team_id")),
            row.getString("team_name"),
            row.getBoolean("baseline")),
        PlayerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getString("name"),
        new BlobId(row.getString("archive")),
        Format.of(row.getString("format")),
        new ImageId(row.getString("image")),
        row.getInt("entrant"),
        SubmissionState.of(row.getString("state")),
        row.getString("reason"),
        Optional.ofNullable(row.getString("actor")).map(EndedBy::of),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getInt("phase"));
  }
}
