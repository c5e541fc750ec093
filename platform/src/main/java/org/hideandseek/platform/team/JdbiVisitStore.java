package org.hideandseek.platform.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.Scope;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Finds visits in the database. */
final class JdbiVisitStore implements VisitStore {
  private static final String SESSION =
      "k.id_hash = :hash AND k.created_at > :begunAfter AND k.seen_at > :usedAfter";
  private static final String TOKEN = "k.token_hash = :hash AND k.revoked_at IS NULL";

  /** The person, their roles and their teams, a row for each. */
  private static final String VISIT =
      """
      SELECT 'person' AS kind, p.id, p.name, p.email AS word, SCOPE AS scope, FALSE AS baseline,
        p.verified_at IS NOT NULL AS verified, USED AS used_at,
        (SELECT COUNT(*) FROM notice n WHERE n.person = p.id AND n.read_at IS NULL) AS unread
      FROM KEYS k JOIN person p ON p.id = k.person WHERE FOUND
      UNION ALL
      SELECT r.role, 0, '', r.challenge, '', FALSE, FALSE, CAST(NULL AS TIMESTAMP(3) WITH TIME ZONE), 0
      FROM KEYS k JOIN person_role r ON r.person = k.person WHERE FOUND
      UNION ALL
      SELECT 'team', t.id, t.name, m.challenge, '', t.baseline, FALSE, CAST(NULL AS TIMESTAMP(3) WITH TIME ZONE), 0
      FROM KEYS k JOIN team_member m ON m.person = k.person JOIN team t ON t.id = m.team WHERE FOUND
      """;

  private final Jdbi jdbi;

  JdbiVisitStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A row of {@link #VISIT}. */
  private record Row(
      String kind,
      long id,
      String name,
      String word,
      String scope,
      boolean baseline,
      boolean verified,
      Optional<Instant> usedAt,
      int unread) {}

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        row.getString("kind"),
        row.getLong("id"),
        row.getString("name"),
        row.getString("word"),
        row.getString("scope"),
        row.getBoolean("baseline"),
        row.getBoolean("verified"),
        Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getInt("unread"));
  }

  @Override
  public Optional<Seen> bySession(String idHash, Instant begunAfter, Instant usedAfter) {
    String sql =
        VISIT
            .replace("FOUND", SESSION)
            .replace("KEYS", "person_session")
            .replace("SCOPE", "'" + Scope.SUBMIT.word() + "'")
            .replace("USED", "k.seen_at");
    return jdbi.withHandle(
        handle ->
            seen(
                handle
                    .createQuery(sql)
                    .bind("hash", idHash)
                    .bind("begunAfter", begunAfter)
                    .bind("usedAfter", usedAfter)));
  }

  @Override
  public Optional<Seen> byToken(String tokenHash) {
    String sql =
        VISIT
            .replace("FOUND", TOKEN)
            .replace("KEYS", "person_token")
            .replace("SCOPE", "k.scope")
            .replace("USED", "k.used_at");
    return jdbi.withHandle(handle -> seen(handle.createQuery(sql).bind("hash", tokenHash)));
  }

  private static Optional<Seen> seen(Query query) {
    List<Row> rows = query.map(JdbiVisitStore::row).list();
    Optional<Row> person = rows.stream().filter(row -> row.kind().equals("person")).findFirst();
    return person.map(found -> seen(found, rows));
  }

  private static Seen seen(Row person, List<Row> rows) {
    Set<String> organises = new HashSet<>();
    List<Membership> teams = new ArrayList<>();
    boolean administrator = false;
    boolean creator = false;
    for (Row row : rows) {
      switch (row.kind()) {
        case "person" -> {}
        case "team" ->
            teams.add(
                new Membership(
                    row.word(), new Team(new TeamId(row.id()), row.name(), row.baseline())));
        case "administrator" -> administrator = true;
        case "creator" -> creator = true;
        case "organiser" -> organises.add(row.word());
        default -> throw new IllegalStateException("a role is not called " + row.kind());
      }
    }
    return new Seen(
        new Visit(
            new Person(
                new PersonId(person.id()),
                new Email(person.word()),
                person.name(),
                administrator,
                organises,
                creator,
                person.verified()),
            Scope.of(person.scope()).orElseThrow(),
            teams,
            person.unread()),
        person.usedAt());
  }

  @Override
  public void useSession(String idHash, Instant now) {
    use("UPDATE person_session SET seen_at = :now WHERE id_hash = :hash", idHash, now);
  }

  @Override
  public void useToken(String tokenHash, Instant now) {
    use("UPDATE person_token SET used_at = :now WHERE token_hash = :hash", tokenHash, now);
  }

  private void use(String sql, String hash, Instant now) {
    jdbi.useHandle(
        handle -> handle.createUpdate(sql).bind("hash", hash).bind("now", now).execute());
  }
}
