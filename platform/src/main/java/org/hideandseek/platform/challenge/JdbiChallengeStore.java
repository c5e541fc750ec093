package org.hideandseek.platform.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.commitment.Commitment;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.phase.JdbiPhaseDates;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The challenges in the database. */
public final class JdbiChallengeStore implements ChallengeStore {
  private static final String SELECT =
      """
      SELECT definition, overview, secret_seed, public_patients, private_patients, opened_at, closed_at, revealed_at,
        paused_at, pause_reason,
        EXISTS (SELECT 1 FROM phase_change p WHERE p.challenge = challenge.name) AS on_other_dates
      FROM challenge
      """;

  /** A challenge, and whether its dates have changed since it was opened. */
  private record Stored(OpenChallenge challenge, boolean onOtherDates) {
    OpenChallenge onItsDates(Handle handle) {
      return onOtherDates
          ? JdbiChallengeStore.onItsDates(
              challenge, JdbiPhaseDates.in(handle, challenge.definition()))
          : challenge;
    }
  }

  private final Jdbi jdbi;

  public JdbiChallengeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void add(OpenChallenge challenge, String yaml, List<SealedItem> sealed, Audited audited) {
    jdbi.useTransaction(handle -> add(handle, challenge, yaml, sealed, audited));
  }

  @Override
  public void addFor(
      Opener opener,
      OpenChallenge challenge,
      String yaml,
      List<SealedItem> sealed,
      Audited audited) {
    jdbi.useTransaction(
        handle -> {
          add(handle, challenge, yaml, sealed, audited);
          handle
              .createUpdate(
                  "INSERT INTO person_role (person, role, challenge) VALUES (:person, 'organiser', :challenge)")
              .bind("person", opener.person().value())
              .bind("challenge", challenge.name())
              .execute();
          JdbiJournal.add(handle, opener.entry(), challenge.openedAt());
        });
  }

  private static void add(
      Handle handle,
      OpenChallenge challenge,
      String yaml,
      List<SealedItem> sealed,
      Audited audited) {
    handle
        .createUpdate(
            """
                    INSERT INTO challenge
                      (name, definition, overview, secret_seed, public_patients, private_patients, opened_at,
                       scorer_edition)
                    VALUES (:name, :definition, :overview, :seed, :publicPatients, :privatePatients, :openedAt,
                      :edition)
                    """)
        .bind("name", challenge.name())
        .bind("definition", yaml)
        .bind("overview", challenge.overview())
        .bind("seed", challenge.seed().hex())
        .bind("publicPatients", challenge.publicPatients())
        .bind("privatePatients", challenge.privatePatients())
        .bind("openedAt", challenge.openedAt())
        .bind("edition", ScorerEdition.text())
        .execute();
    JdbiBoardStore.begin(handle, challenge.name());
    insert(handle, challenge.name(), sealed);
    insert(handle, challenge.name(), audited);
  }

  private static void insert(Handle handle, String challenge, Audited audited) {
    handle
        .createUpdate(
            """
            INSERT INTO challenge_audit (challenge, report, overridden, audited_at)
            VALUES (:challenge, :report, :overridden, :at)
            """)
        .bind("challenge", challenge)
        .bind("report", AuditJson.write(audited.report()))
        .bind("overridden", audited.overridden().orElse(""))
        .bind("at", audited.at())
        .execute();
  }

  private static void insert(Handle handle, String challenge, List<SealedItem> sealed) {
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO commitment (challenge, item, salt, sha256) VALUES (:challenge, :item, :salt, :sha256)");
    for (SealedItem one : sealed) {
      rows.bind("challenge", challenge)
          .bind("item", one.item())
          .bind("salt", one.salt().hex())
          .bind("sha256", one.commitment().sha256())
          .add();
    }
    rows.execute();
  }

  @Override
  public void keepPages(String challenge, List<Page> pages) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM challenge_page WHERE challenge = :challenge")
              .bind("challenge", challenge)
              .execute();
          for (Page page : pages) {
            handle
                .createUpdate(
                    """
                    INSERT INTO challenge_page (challenge, slug, title, markdown)
                    VALUES (:challenge, :slug, :title, :markdown)
                    """)
                .bind("challenge", challenge)
                .bind("slug", page.slug())
                .bind("title", page.title())
                .bind("markdown", page.markdown())
                .execute();
          }
        });
  }

  @Override
  public Optional<Page> page(String challenge, String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT title, markdown FROM challenge_page
                    WHERE challenge = :challenge AND slug = :slug
                    """)
                .bind("challenge", challenge)
                .bind("slug", slug)
                .map(
                    (row, context) ->
                        new Page(row.getString("title"), slug, row.getString("markdown")))
                .findOne());
  }

  @Override
  public Optional<Audited> audited(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT report, overridden, audited_at FROM challenge_audit WHERE challenge = :name")
                .bind("name", name)
                .map(
                    (row, context) ->
                        new Audited(
                            AuditJson.read(row.getString("report")),
                            Optional.of(row.getString("overridden"))
                                .filter(reason -> !reason.isEmpty()),
                            row.getObject("audited_at", OffsetDateTime.class).toInstant()))
                .findOne());
  }

  @Override
  public Optional<OpenChallenge> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE name = :name")
                .bind("name", name)
                .map(JdbiChallengeStore::stored)
                .findOne()
                .map(stored -> stored.onItsDates(handle)));
  }

  @Override
  public List<OpenChallenge> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "ORDER BY name")
                .map(JdbiChallengeStore::stored)
                .list()
                .stream()
                .map(stored -> stored.onItsDates(handle))
                .toList());
  }

  private static OpenChallenge onItsDates(OpenChallenge challenge, Challenge definition) {
    return new OpenChallenge(
        definition,
        challenge.overview(),
        challenge.seed(),
        challenge.publicPatients(),
        challenge.privatePatients(),
        challenge.openedAt(),
        challenge.closedAt(),
        challenge.revealedAt(),
        challenge.pause());
  }

  @Override
  public String definition(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT definition FROM challenge WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
  }

  @Override
  public Optional<String> scorerEdition(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT scorer_edition FROM challenge WHERE name = :name AND scorer_edition IS NOT NULL")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public List<SealedItem> sealed(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT item, salt, sha256 FROM commitment WHERE challenge = :name ORDER BY item")
                .bind("name", name)
                .map(
                    (row, context) ->
                        new SealedItem(
                            new Commitment(row.getString("item"), row.getString("sha256")),
                            Salt.parse(row.getString("salt"))))
                .list());
  }

  @Override
  public void close(String name, Instant when) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE challenge SET closed_at = :when WHERE name = :name AND closed_at IS NULL")
                .bind("when", when)
                .bind("name", name)
                .execute());
  }

  @Override
  public void reveal(String name, Instant when) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE challenge SET revealed_at = :when WHERE name = :name AND revealed_at IS NULL")
                .bind("when", when)
                .bind("name", name)
                .execute());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Stored stored(ResultSet row, StatementContext context) throws SQLException {
    return new Stored(challenge(row), row.getBoolean("on_other_dates"));
  }

  private static OpenChallenge challenge(ResultSet row) throws SQLException {
    return new OpenChallenge(
        Bundle.parse(row.getString("definition"), "the stored definition"),
        row.getString("overview"),
        SecretSeed.parse(row.getString("secret_seed")),
        row.getInt("public_patients"),
        row.getInt("private_patients"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        instant(row, "closed_at"),
        instant(row, "revealed_at"),
        pause(row));
  }

  private static Optional<Pause> pause(ResultSet row) throws SQLException {
    String reason = row.getString("pause_reason");
    return instant(row, "paused_at").map(since -> new Pause(since, reason));
  }
}
