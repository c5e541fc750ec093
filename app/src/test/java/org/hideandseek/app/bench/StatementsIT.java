package org.hideandseek.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hideandseek.app.EmptyDatabases;
import org.hideandseek.app.OnBothDatabases;
import org.hideandseek.app.bench.JdbiCompetitionFiller.Plan;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.slf4j.MDC;

/**
 * How many SQL statements the pages of boards and submissions need, however many rows there are.
 */
@OnBothDatabases
final class StatementsIT {
  private static final int MOST = 5;
  private static final int PEOPLE = 2;
  private static final String SECRET = "secret-of-";

  /** What the filler says that every container printed. */
  private static final String PRINTED = "ab".repeat(32);

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Plan SMALL = new Plan(1, 6, 5, 4, Optional.empty(), 40);
  private static final Plan PHASED = new Plan(2, 5, 6, 4, Optional.of("participants"), 40);

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;

  private final Map<String, AtomicInteger> statements = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  @AfterEach
  void forgetTheRequest() {
    MDC.remove("request");
  }

  @Test
  void aPageTakesAtMostFiveStatements() throws IOException {
    Path data = Folders.createPrivate(folder.resolve("data"));
    DatabaseConfig config = databases.next(data);
    Path log = data.resolve("blobs").resolve(PRINTED.substring(0, 2)).resolve(PRINTED);
    Files.createDirectories(log.getParent());
    Files.writeString(log, "epoch 1");
    try (Database database = Database.open(config)) {
      JdbiCompetitionFiller filler = new JdbiCompetitionFiller(database.jdbi(), CLOCK);
      filler.teams(20);
      for (Plan plan : List.of(SMALL, PHASED)) {
        filler.challenge(plan, 20);
        Path patients = Files.createDirectories(data.resolve("challenges").resolve(plan.name()));
        SchemaFile.write(patients, Bundle.find("mayo-pbc").patients().load().schema());
      }
      for (int person = 1; person <= PEOPLE; person++) {
        addPerson(database.jdbi(), person);
      }
    }
    try (Platform platform =
            Platform.open(
                new PlatformConfig(data, config, 1, List.of()),
                new IdleSandbox(),
                new PublishedBoards(),
                CLOCK,
                new SecureRandom());
        WebServer web = new WebServer(platform.desks(), WebConfig.of("test"));
        KeptConnection connection = startAndConnect(web);
        EndingMatches matches = new EndingMatches(config, CLOCK);
        Database database = Database.open(config)) {
      platform.watchStatements(
          () ->
              Optional.ofNullable(MDC.get("request"))
                  .map(statements::get)
                  .ifPresent(AtomicInteger::incrementAndGet));
      for (Plan plan : List.of(SMALL, PHASED)) {
        String page = "/challenges/" + plan.name();
        String api = "/api/v1/challenges/" + plan.name();
        // Nothing was read before.
        assertThat(ask(connection, page + "/leaderboard", Map.of())).isBetween(1, MOST);
        assertThat(ask(connection, page, Map.of())).isBetween(1, MOST);
        List<String> all =
            List.of(
                page,
                page + "/leaderboard",
                page + "/leaderboard?sort=name&page=2",
                page + "/matrix",
                page + "/matches",
                page + "/hiders.csv",
                page + "/matches.csv",
                api,
                api + "/leaderboards",
                api + "/matrix",
                api + "/matrix?page=1",
                api + "/matches",
                api + "/matches?limit=10",
                api + "/submissions");
        for (String path : all) {
          assertThat(ask(connection, path, Map.of())).as(path).isBetween(1, 2);
        }
        for (String path : all) {
          matches.run();
          assertThat(ask(connection, path, Map.of()))
              .as("after a match, " + path)
              .isBetween(1, MOST);
          assertThat(ask(connection, path, token(3))).as("a team, " + path).isBetween(1, MOST);
          matches.run();
          assertThat(ask(connection, path, personalToken(1)))
              .as("a personal token, " + path)
              .isBetween(1, MOST);
          matches.run();
          assertThat(ask(connection, path, session(1)))
              .as("somebody logged in, " + path)
              .isBetween(1, MOST);
          sessionsWereNotUsedForLong(database.jdbi());
          matches.run();
          assertThat(ask(connection, path, session(2)))
              .as("somebody who has not been here for long, " + path)
              .isBetween(1, MOST);
        }
      }
      for (int submission = 1; submission <= 15; submission++) {
        for (String path :
            List.of("/submissions/" + submission, "/api/v1/submissions/" + submission)) {
          matches.run();
          assertThat(ask(connection, path, Map.of())).as(path).isBetween(1, MOST);
          assertThat(ask(connection, path, Map.of())).as("again, " + path).isBetween(1, MOST);
        }
      }
      int own = 0;
      for (int person = 1; person <= PEOPLE; person++) {
        for (int submission = 1; submission <= 30; submission++) {
          boolean owns = owns(database.jdbi(), person, submission);
          own += owns ? 1 : 0;
          for (String path :
              List.of("/submissions/" + submission, "/api/v1/submissions/" + submission)) {
            String who = (owns ? "its team, " : "another team, ") + path;
            matches.run();
            assertThat(ask(connection, path, session(person))).as(who).isBetween(1, MOST);
            sessionsWereNotUsedForLong(database.jdbi());
            assertThat(ask(connection, path, session(person)))
                .as("again, after long, " + who)
                .isBetween(1, MOST);
          }
        }
      }
      assertThat(own).as("one of each in each challenge").isEqualTo(4);
    }
  }

  /** Somebody who plays in both challenges, and has not read two notices. */
  private static void addPerson(Jdbi jdbi, int person) {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "INSERT INTO person (id, email, name, password_hash, created_at) VALUES (?, ?, 'Ida', '', ?)",
              person,
              "ida-" + person + "@example.org",
              CLOCK.instant());
          handle.execute(
              "INSERT INTO person_session (id_hash, person, created_at, seen_at) VALUES (?, ?, ?, ?)",
              Tokens.hash(SECRET + person),
              person,
              CLOCK.instant().minusSeconds(7200),
              CLOCK.instant());
          handle.execute(
              "INSERT INTO person_token (person, name, scope, token_hash, created_at) VALUES (?, 'one', 'read', ?, ?)",
              person,
              Tokens.hash("hsp_" + SECRET + person),
              CLOCK.instant());
          handle.execute(
              "INSERT INTO person_role (person, role, challenge) VALUES (?, 'organiser', ?)",
              person,
              SMALL.name());
          handle.execute(
              """
              INSERT INTO team_member (challenge, person, team, joined_at)
              SELECT s.challenge, ?, s.team, ? FROM submission s
              WHERE s.id IN (SELECT MIN(f.id) + ? FROM submission f GROUP BY f.challenge)
              """,
              person,
              CLOCK.instant(),
              3 * person);
          for (String about : List.of("1", "2")) {
            String event = person + "/" + about;
            handle.execute(
                "INSERT INTO notice_event (kind, about, told_at) VALUES ('announcement', ?, ?)",
                event,
                CLOCK.instant());
            handle.execute(
                """
                INSERT INTO notice (person, kind, about, at, challenge, subject, text, link)
                VALUES (?, 'announcement', ?, ?, ?, 'News', 'Some.', '/')
                """,
                person,
                event,
                CLOCK.instant(),
                SMALL.name());
          }
        });
  }

  private static boolean owns(Jdbi jdbi, int person, int submission) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        """
                    SELECT COUNT(*) FROM submission s JOIN team_member m ON m.team = s.team AND m.challenge = s.challenge
                    WHERE s.id = :submission AND m.person = :person
                    """)
                    .bind("submission", submission)
                    .bind("person", person)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  /** So that the next request notes down that they are used. */
  private static void sessionsWereNotUsedForLong(Jdbi jdbi) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE person_session SET seen_at = ?", CLOCK.instant().minusSeconds(3600)));
  }

  private static Map<String, String> session(int person) {
    return Map.of("Cookie", "hs-session=" + SECRET + person);
  }

  private static Map<String, String> personalToken(int person) {
    return Map.of("Authorization", "Bearer hsp_" + SECRET + person);
  }

  private static KeptConnection startAndConnect(WebServer web) {
    web.start(0, "127.0.0.1");
    return new KeptConnection("127.0.0.1", web.port());
  }

  private static Map<String, String> token(int team) {
    return Map.of("Authorization", "Bearer " + JdbiCompetitionFiller.token(team));
  }

  /** How many statements an answer took. */
  private int ask(KeptConnection connection, String path, Map<String, String> headers)
      throws IOException {
    String id = "request-" + next.incrementAndGet();
    statements.put(id, new AtomicInteger());
    Map<String, String> all = new ConcurrentHashMap<>(headers);
    all.put("X-Request-Id", id);
    assertThat(connection.get(path, all).status()).as(path).isEqualTo(200);
    return statements.get(id).get();
  }
}
