package org.hideandseek.platform.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The open challenges in the database. */
public final class JdbiChallengeStore implements ChallengeStore {
  private static final String SELECT =
      "SELECT definition, overview, secret_seed, public_patients, private_patients, opened_at FROM challenge ";

  private final Jdbi jdbi;

  public JdbiChallengeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void add(OpenChallenge challenge, String yaml, Audited audited) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                    INSERT INTO challenge
                      (name, definition, overview, secret_seed, public_patients, private_patients, opened_at)
                    VALUES (:name, :definition, :overview, :seed, :publicPatients, :privatePatients, :openedAt)
                    """)
              .bind("name", challenge.name())
              .bind("definition", yaml)
              .bind("overview", challenge.overview())
              .bind("seed", challenge.seed().hex())
              .bind("publicPatients", challenge.publicPatients())
              .bind("privatePatients", challenge.privatePatients())
              .bind("openedAt", challenge.openedAt())
              .execute();
          handle
              .createUpdate(
                  """
                    INSERT INTO challenge_audit (challenge, report, overridden, audited_at)
                    VALUES (:challenge, :report, :overridden, :at)
                    """)
              .bind("challenge", challenge.name())
              .bind("report", AuditJson.write(audited.report()))
              .bind("overridden", audited.overridden().orElse(""))
              .bind("at", audited.at())
              .execute();
        });
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
                .map(JdbiChallengeStore::challenge)
                .findOne());
  }

  @Override
  public List<OpenChallenge> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + "ORDER BY name").map(JdbiChallengeStore::challenge).list());
  }

  private static OpenChallenge challenge(ResultSet row, StatementContext context)
      throws SQLException {
    return new OpenChallenge(
        Bundle.parse(row.getString("definition"), "the stored definition"),
        row.getString("overview"),
        SecretSeed.parse(row.getString("secret_seed")),
        row.getInt("public_patients"),
        row.getInt("private_patients"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant());
  }
}
