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
import java.util.OptionalInt;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.Stage;
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
             s.created_at, s.changed_at, s.phase, s.last_phase, s.chosen_for,
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
  public Entered enter(Entry entry, Upload upload) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, entry.challenge());
          return enter(handle, entry, upload);
        });
  }

  @Override
  public Entered finish(UploadId id, Entry entry, Upload upload) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, entry.challenge());
          Optional<SubmissionId> before =
              handle
                  .createQuery(
                      "SELECT submission FROM upload WHERE id = :id AND submission IS NOT NULL")
                  .bind("id", id.value())
                  .mapTo(Long.class)
                  .findOne()
                  .map(SubmissionId::new);
          if (before.isPresent()) {
            return new Entered(before, Optional.empty());
          }
          Entered entered = enter(handle, entry, upload);
          entered
              .id()
              .ifPresent(
                  submission ->
                      handle
                          .createUpdate("UPDATE upload SET submission = :submission WHERE id = :id")
                          .bind("submission", submission.value())
                          .bind("id", id.value())
                          .execute());
          return entered;
        });
  }

  private Entered enter(Handle handle, Entry entry, Upload upload) {
    Ticket ticket = entry.ticket();
    Optional<Exhausted> exhausted =
        use(handle, entry.challenge(), entry.team(), entry.role(), ticket.phase())
            .exhausted(ticket.quota());
    if (exhausted.isPresent()) {
      return new Entered(Optional.empty(), exhausted);
    }
    Optional<SubmissionId> id = insert(handle, entry, upload);
    if (id.isPresent() && !entry.statement().equals(Statement.NONE)) {
      JdbiStatementColumns.insert(handle, id.get(), entry.statement());
    }
    return new Entered(id, Optional.empty());
  }

  @Override
  public Statement statement(SubmissionId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT description, answers, agreed_by, agreed_at, terms
                    FROM submission_statement WHERE submission = :id
                    """)
                .bind("id", id.value())
                .map((row, context) -> JdbiStatementColumns.read(row))
                .findOne()
                .orElse(Statement.NONE));
  }

  @Override
  public List<Intervention> interventions(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT submission, reason, NULL AS edition_from, NULL AS edition_to, rerun_at AS happened_at
                    FROM submission_rerun WHERE challenge = :challenge
                    UNION ALL
                    SELECT NULL, NULL, edition_from, edition_to, ended_at
                    FROM rescore WHERE challenge = :challenge AND state = 'applied'
                    ORDER BY happened_at
                    """)
                .bind("challenge", challenge)
                .map((row, context) -> intervention(row))
                .list());
  }

  private static Intervention intervention(ResultSet row) throws SQLException {
    Instant at = row.getObject("happened_at", OffsetDateTime.class).toInstant();
    String reason = row.getString("reason");
    return reason != null
        ? new Intervention.PlayedAgain(at, new SubmissionId(row.getLong("submission")), reason)
        : new Intervention.ScoredAnew(
            at, row.getString("edition_from"), row.getString("edition_to"));
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

  private Optional<SubmissionId> insert(Handle handle, Entry entry, Upload upload) {
    String image = upload.image().value();
    Optional<Long> id =
        handle
            .createUpdate(
                """
                      INSERT INTO submission
                        (challenge, team, role, name, archive, format, image, entrant, state, reason, created_at, changed_at,
                         phase, last_phase)
                      SELECT :challenge, :team, :role, :name, :archive, :format, :image,
                        COALESCE(
                          (SELECT MIN(entrant) FROM submission
                           WHERE challenge = :challenge AND role = :role AND image = :image),
                          (SELECT COALESCE(MAX(entrant), 0) + 1 FROM submission
                           WHERE challenge = :challenge AND role = :role)),
                        :state, '', :now, :now, CAST(:phase AS INTEGER), CAST(:phase AS INTEGER)
                      WHERE NOT EXISTS (
                        SELECT 1 FROM submission WHERE challenge = :challenge AND role = :role AND name = :name)
                        AND EXISTS (SELECT 1 FROM challenge WHERE name = :challenge AND closed_at IS NULL AND paused_at IS NULL)
                      """)
            .bind("challenge", entry.challenge())
            .bind("team", entry.team().value())
            .bind("role", entry.role().word())
            .bind("name", entry.name())
            .bind("archive", upload.archive().sha256())
            .bind("format", upload.format().word())
            .bind("image", image)
            .bind("state", SubmissionState.CHECKING.word())
            .bind("now", clock.instant())
            .bind("phase", entry.ticket().phase())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .findOne();
    if (id.isPresent()) {
      queue.enter(handle, entry.team());
      queue.check(handle, entry.challenge(), entry.role(), image);
      JdbiBoardStore.entered(handle, entry.challenge());
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

  @Override
  public boolean choose(Submission submission, Challenge definition) {
    return jdbi.inTransaction(
        handle -> {
          Stage stage = JdbiPhaseStore.pass(handle, definition, clock.instant());
          return stage
              .chosenFor()
              .filter(next -> choose(handle, submission, stage.entered(), next))
              .isPresent();
        });
  }

  private static boolean choose(Handle handle, Submission submission, int before, Phase next) {
    int chosen =
        handle
            .createUpdate(
                """
                UPDATE submission SET chosen_for = :phase
                WHERE id = :id AND last_phase = :before AND state IN ('checking', 'playing', 'ranked')
                  AND (chosen_for = :phase OR :most > (
                    SELECT COUNT(*) FROM submission o
                    WHERE o.challenge = :challenge AND o.team = :team AND o.role = :role
                      AND o.chosen_for = :phase AND o.last_phase = :before
                      AND o.state IN ('checking', 'playing', 'ranked')))
                """)
            .bind("phase", before + 1)
            .bind("before", before)
            .bind("most", next.advance().orElseThrow())
            .bind("id", submission.id().value())
            .bind("challenge", submission.challenge())
            .bind("team", submission.team().id().value())
            .bind("role", submission.role().word())
            .execute();
    if (chosen == 1) {
      JdbiBoardStore.entered(handle, submission.challenge());
    }
    return chosen == 1;
  }

  @Override
  public void unchoose(Submission submission, Challenge definition) {
    jdbi.useTransaction(
        handle -> {
          Stage stage = JdbiPhaseStore.pass(handle, definition, clock.instant());
          handle
              .createUpdate(
                  "UPDATE submission SET chosen_for = NULL WHERE id = :id AND chosen_for > :entered")
              .bind("entered", stage.entered())
              .bind("id", submission.id().value())
              .execute();
          JdbiBoardStore.entered(handle, submission.challenge());
        });
  }

  private static OptionalInt chosenFor(ResultSet row) throws SQLException {
    int phase = row.getInt("chosen_for");
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(phase);
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
        row.getInt("phase"),
        row.getInt("last_phase"),
        chosenFor(row));
  }
}
