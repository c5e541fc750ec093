package org.hideandseek.platform.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Quotas.Quota;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.JdbiStatementColumns;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.UploadId;
import org.hideandseek.platform.team.TeamId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The uploads in the database. */
public final class JdbiUploadStore implements UploadStore {
  private static final String SELECT =
      """
      SELECT id, challenge, team, role, name, description, answers, agreed_by, agreed_at, terms, phase, per_day, total,
             announced, length, received, begun_at, expires_at, archive, refusal, submission
      FROM upload
      """;
  private static final String UNFINISHED =
      " submission IS NULL AND refusal = '' AND expires_at > :now ";

  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiUploadStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public Begun begin(PendingUpload upload, int most) {
    return jdbi.inTransaction(
        handle -> {
          Entry entry = upload.entry();
          handle
              .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
              .bind("challenge", entry.challenge())
              .mapTo(String.class)
              .one();
          List<Long> sameName =
              handle
                  .createQuery(
                      "SELECT team FROM upload WHERE challenge = :challenge AND role = :role AND name = :name AND"
                          + UNFINISHED)
                  .bind("challenge", entry.challenge())
                  .bind("role", entry.role().word())
                  .bind("name", entry.name())
                  .bind("now", clock.instant())
                  .mapTo(Long.class)
                  .list();
          if (sameName.contains(entry.team().value())) {
            return Begun.UNDER_WAY;
          }
          if (!sameName.isEmpty() || isSubmitted(handle, entry)) {
            return Begun.NAME_TAKEN;
          }
          if (unfinished(handle, entry) >= most) {
            return Begun.TOO_MANY;
          }
          insert(handle, upload);
          return Begun.BEGUN;
        });
  }

  private static boolean isSubmitted(Handle handle, Entry entry) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM submission WHERE challenge = :challenge AND role = :role AND name = :name")
            .bind("challenge", entry.challenge())
            .bind("role", entry.role().word())
            .bind("name", entry.name())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private int unfinished(Handle handle, Entry entry) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM upload WHERE team = :team AND challenge = :challenge AND"
                + UNFINISHED)
        .bind("team", entry.team().value())
        .bind("challenge", entry.challenge())
        .bind("now", clock.instant())
        .mapTo(Integer.class)
        .one();
  }

  private static void insert(Handle handle, PendingUpload upload) {
    Entry entry = upload.entry();
    Quota quota = entry.ticket().quota();
    JdbiStatementColumns.bind(
            handle.createUpdate(
                """
                INSERT INTO upload
                  (id, challenge, team, role, name, description, answers, agreed_by, agreed_at, terms, phase, per_day, total,
                   announced, length, received, begun_at, expires_at, writer, writer_until, refusal)
                VALUES (:id, :challenge, :team, :role, :name, :description, :answers, :agreedBy, :agreedAt, :terms, :phase,
                  :perDay, :total, :announced, :length, :received, :begunAt, :expiresAt, '', :begunAt, '')
                """),
            entry.statement())
        .bind("id", upload.id().value())
        .bind("challenge", entry.challenge())
        .bind("team", entry.team().value())
        .bind("role", entry.role().word())
        .bind("name", entry.name())
        .bind("phase", entry.ticket().phase())
        .bind("perDay", quota.perDay().orElse(null))
        .bind("total", quota.total().orElse(null))
        .bind("announced", upload.announced().map(BlobId::sha256).orElse(null))
        .bind("length", upload.length())
        .bind("received", upload.received())
        .bind("begunAt", upload.begunAt())
        .bind("expiresAt", upload.expiresAt())
        .execute();
  }

  @Override
  public Optional<PendingUpload> find(UploadId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(JdbiUploadStore::upload)
                .findOne());
  }

  @Override
  public List<PendingUpload> unfinished(String challenge, TeamId team) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE team = :team AND challenge = :challenge AND"
                        + UNFINISHED
                        + "ORDER BY begun_at, id")
                .bind("team", team.value())
                .bind("challenge", challenge)
                .bind("now", clock.instant())
                .map(JdbiUploadStore::upload)
                .list());
  }

  @Override
  public boolean take(UploadId id, String writer, Duration lease) {
    Instant now = clock.instant();
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE upload SET writer = :writer, writer_until = :until"
                            + " WHERE id = :id AND writer_until <= :now AND"
                            + UNFINISHED)
                    .bind("writer", writer)
                    .bind("until", now.plus(lease))
                    .bind("now", now)
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  @Override
  public boolean renew(UploadId id, String writer, long received, Duration lease) {
    return note(id, writer, received, clock.instant().plus(lease));
  }

  @Override
  public boolean release(UploadId id, String writer, long received) {
    return note(id, writer, received, clock.instant());
  }

  private boolean note(UploadId id, String writer, long received, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE upload SET received = :received, writer_until = :until
                        WHERE id = :id AND writer = :writer
                        """)
                    .bind("received", received)
                    .bind("until", until)
                    .bind("id", id.value())
                    .bind("writer", writer)
                    .execute()
                == 1);
  }

  @Override
  public void hold(UploadId id, Duration time) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE upload SET writer_until = :until WHERE id = :id")
                .bind("until", clock.instant().plus(time))
                .bind("id", id.value())
                .execute());
  }

  @Override
  public void seal(UploadId id, BlobId archive) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE upload SET archive = :archive WHERE id = :id")
                .bind("archive", archive.sha256())
                .bind("id", id.value())
                .execute());
  }

  @Override
  public void refuse(UploadId id, String sentence) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE upload SET refusal = :refusal WHERE id = :id")
                .bind("refusal", sentence.substring(0, Math.min(1000, sentence.length())))
                .bind("id", id.value())
                .execute());
  }

  @Override
  public void delete(UploadId id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM upload WHERE id = :id")
                .bind("id", id.value())
                .execute());
  }

  @Override
  public List<UploadId> expired() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM upload WHERE expires_at <= :now AND writer_until <= :now ORDER BY id")
                .bind("now", clock.instant())
                .mapTo(String.class)
                .map(UploadId::new)
                .list());
  }

  private static PendingUpload upload(ResultSet row, StatementContext context) throws SQLException {
    return new PendingUpload(
        new UploadId(row.getString("id")),
        new Entry(
            row.getString("challenge"),
            new TeamId(row.getLong("team")),
            PlayerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
            row.getString("name"),
            JdbiStatementColumns.read(row),
            new Ticket(
                row.getInt("phase"), new Quota(number(row, "per_day"), number(row, "total")))),
        Optional.ofNullable(row.getString("announced")).map(BlobId::new),
        row.getLong("length"),
        row.getLong("received"),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("archive")).map(BlobId::new),
        row.getString("refusal"),
        Optional.ofNullable(row.getObject("submission", Long.class)).map(SubmissionId::new));
  }

  private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Integer.class));
  }
}
