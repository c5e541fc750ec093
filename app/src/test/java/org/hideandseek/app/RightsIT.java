package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.OperatorDesk;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.team.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Who may do what to a submission, in which of its states: a table of what a real server answers,
 * the same on pages and in the API.
 *
 * <p>The callers: a visitor; a member's browser without the key of a form, as another site would
 * send it; a member; a member's token for reading and one for submitting; a member of another team;
 * somebody in no team; an organiser; an administrator; the operator's token.
 */
@OnBothDatabases
final class RightsIT {
  private static final String HERE = "127.0.0.1";
  private static final String PASSWORD = "a quite long password";
  private static final Pattern KEY = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");

  private static final String PHASES =
      """
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z}
        - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z, advance: 100}
      public_patients: teams
      """;

  /** 200 stands for 303 on a page. */
  private static final String TABLE =
      """
      action     state        visitor forged member reader writer rival outsider organiser administrator operator
      cancel     checking     401     403    200    403    200    404   404      404       404           401
      cancel     playing      401     403    200    403    200    404   404      404       404           401
      cancel     ranked       401     403    409    403    409    404   404      404       404           401
      cancel     refused      401     403    409    403    409    404   404      404       404           401
      cancel     withdrawn    401     403    409    403    409    404   404      404       404           401
      cancel     disqualified 401     403    409    403    409    404   404      404       404           401
      withdraw   checking     401     403    200    403    200    404   404      404       404           401
      withdraw   playing      401     403    200    403    200    404   404      404       404           401
      withdraw   ranked       401     403    200    403    200    404   404      404       404           401
      withdraw   refused      401     403    409    403    409    404   404      404       404           401
      withdraw   cancelled    401     403    409    403    409    404   404      404       404           401
      withdraw   disqualified 401     403    409    403    409    404   404      404       404           401
      choose     checking     401     403    200    403    200    404   404      404       404           401
      choose     playing      401     403    200    403    200    404   404      404       404           401
      choose     ranked       401     403    200    403    200    404   404      404       404           401
      choose     refused      401     403    409    403    409    404   404      404       404           401
      choose     withdrawn    401     403    409    403    409    404   404      404       404           401
      unchoose   ranked       401     403    200    403    200    404   404      404       404           401
      """;

  /**
   * What is read, by whom: pages and API alike show it to everybody, or say that it is not there.
   */
  private static final String READ =
      """
      address                                           visitor forged member reader writer rival outsider organiser administrator operator
      /submissions/ID                                   200     200    200    200    200    200   200      200       200           401
      /api/v1/submissions/ID                            200     200    200    200    200    200   200      200       200           401
      /api/v1/submissions/ID/runs                       200     200    200    200    200    200   200      200       200           401
      /api/v1/submissions/ID/log                        401     404    404    404    404    404   404      404       404           401
      /api/v1/challenges/small-pbc/submissions?own=true 401     200    200    200    200    200   200      200       200           401
      /api/v1/challenges/small-pbc/practice             403     200    200    200    200    200   403      403       403           401
      /submissions/999                                  404     404    404    404    404    404   404      404       404           401
      /account                                          401     200    200    401    401    200   200      200       200           401
      /challenges/small-pbc/team                        401     200    200    401    401    200   200      200       200           401
      /admin/audit-log                                  401     403    403    401    401    403   403      403       200           401
      """;

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final Map<String, Person> persons = new LinkedHashMap<>();
  private Database database;
  private SmallSite site;
  private People people;
  private int number;

  /** What somebody's requests bring. */
  private record Caller(String cookie, String key, String token) {
    static Caller holding(String token) {
      return new Caller("", "", token);
    }

    HttpRequest.Builder request() {
      HttpRequest.Builder request = HttpRequest.newBuilder();
      if (!cookie.isEmpty()) {
        request.header("Cookie", cookie);
      }
      if (!key.isEmpty()) {
        request.header("X-Form-Key", key);
      }
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return request;
    }
  }

  @BeforeEach
  void open() throws Exception {
    site = new SmallSite(folder, databases, PHASES, "2027-01-10T00:00:00Z");
    database = Database.open(site.database());
    people = site.platform().people();
    Caller member = somebody("member");
    callers.put("visitor", new Caller("", "", ""));
    callers.put("forged", new Caller(member.cookie(), "", ""));
    callers.put("member", member);
    callers.put("reader", Caller.holding(token("member", Scope.READ)));
    callers.put("writer", Caller.holding(token("member", Scope.SUBMIT)));
    callers.put("rival", somebody("rival"));
    callers.put("outsider", somebody("outsider"));
    callers.put("organiser", somebody("organiser"));
    callers.put("administrator", somebody("administrator"));
    callers.put(
        "operator",
        Caller.holding(
            Files.readString(folder.resolve("data").resolve(OperatorDesk.TOKEN_FILE)).strip()));
    people.teams().make(person("member"), "small-pbc", "Lethe", HERE);
    people.teams().make(person("rival"), "small-pbc", "Styx", HERE);
    people.accounts().give(Actor.operator(), email("organiser"), Role.ORGANISER, "small-pbc");
    people.accounts().give(Actor.operator(), email("administrator"), Role.ADMINISTRATOR, "");
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    site.close();
  }

  @Test
  void whoMayDoWhatInWhichState() throws Exception {
    SoftAssertions table = new SoftAssertions();
    List<String[]> rows = rows(TABLE);
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 2; column < row.length; column++) {
        Caller caller = callers.get(rows.get(0)[column]);
        int expected = Integer.parseInt(row[column]);
        String what = String.join(" ", row[0], row[1], rows.get(0)[column]);
        HttpResponse<String> api = api(row[0], submission(row[1]), caller);
        table.assertThat(api.statusCode()).as("API: " + what + api.body()).isEqualTo(expected);
        HttpResponse<String> page = page(row[0], submission(row[1]), caller);
        table
            .assertThat(page.statusCode())
            .as("page: " + what)
            .isEqualTo(expected == 200 ? 303 : expected);
      }
    }
    table.assertAll();
  }

  @Test
  void whoMayReadWhat() throws Exception {
    long id = submission("ranked");
    SoftAssertions table = new SoftAssertions();
    List<String[]> rows = rows(READ);
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.length; column++) {
        HttpResponse<String> answer =
            site.send(callers.get(rows.get(0)[column]).request(), row[0].replace("ID", "" + id));
        table
            .assertThat(answer.statusCode())
            .as(row[0] + " " + rows.get(0)[column])
            .isEqualTo(Integer.parseInt(row[column]));
      }
    }
    table.assertAll();
  }

  @Test
  void aTeamsPageListsWhatItHasSentAndChoosesThere() throws Exception {
    long first = submission("ranked");
    long gone = submission("withdrawn");
    Caller member = callers.get("member");
    String list = "/api/v1/challenges/small-pbc/submissions?own=true";
    String page = "/challenges/small-pbc/team";
    assertThat(body(member, list))
        .contains("\"id\":" + first, "\"id\":" + gone, "\"chosen\":false");
    assertThat(body(callers.get("rival"), list)).contains("\"submissions\":[]");
    assertThat(body(member, page))
        .contains("/submissions/" + first + "/choose", "href=\"/submissions/" + gone + "\"")
        .contains("Chosen so far: none.")
        .doesNotContain("/submissions/" + gone + "/choose");
    assertThat(body(callers.get("rival"), page))
        .contains("Your team has submitted nothing yet.")
        .doesNotContain("/submissions/" + first);

    HttpResponse<String> chosen =
        site.send(
            new Caller(member.cookie(), "", "")
                .request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("challenge=small-pbc&form=" + member.key())),
            "/submissions/" + first + "/choose");
    assertThat(chosen.headers().firstValue("Location")).contains(page + "#submissions");
    assertThat(body(member, page)).contains("/submissions/" + first + "/unchoose", "hider 'entry ");
    assertThat(body(member, list)).contains("\"chosen\":true");
  }

  private String body(Caller caller, String path) throws Exception {
    return site.send(caller.request(), path).body().replace("&#39;", "'");
  }

  private static List<String[]> rows(String table) {
    List<String[]> rows = new ArrayList<>();
    table.lines().forEach(line -> rows.add(line.split(" +")));
    assertThat(rows).allMatch(row -> row.length == rows.get(0).length, "as wide as the head");
    return rows;
  }

  private HttpResponse<String> api(String action, long id, Caller caller) throws Exception {
    String method =
        switch (action) {
          case "choose" -> "PUT";
          case "unchoose" -> "DELETE";
          default -> "POST";
        };
    return site.send(
        caller.request().method(method, BodyPublishers.ofString("{\"reason\":\"It copies.\"}")),
        "/api/v1/submissions/" + id + "/" + (method.equals("POST") ? action : "choice"));
  }

  private HttpResponse<String> page(String action, long id, Caller caller) throws Exception {
    Caller browser = new Caller(caller.cookie(), "", caller.token());
    return site.send(
        browser
            .request()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("reason=It+copies.&form=" + caller.key())),
        "/submissions/" + id + "/" + action);
  }

  /** Another submission of the member's team, in a state. */
  private long submission(String state) {
    Participants participants = site.platform().participants();
    String name = "entry " + number++;
    long id =
        participants.submit(
            participants.acting(new Visit(person("member"), Scope.SUBMIT, List.of(), 0)),
            "small-pbc",
            EntryForm.of(PlayerRole.HIDER, name),
            new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE submission SET state = :state, actor = :actor WHERE id = :id")
                    .bind("state", state)
                    .bind(
                        "actor",
                        state.equals("checking") || state.equals("playing") ? null : "team")
                    .bind("id", id)
                    .execute());
    return id;
  }

  private Caller somebody(String name) throws Exception {
    people.accounts().signUp(email(name), name, PASSWORD, HERE);
    String session = people.accounts().logIn(email(name), PASSWORD, HERE);
    persons.put(name, people.bySession(session).orElseThrow());
    String cookie = "hs-session=" + session;
    Matcher key =
        KEY.matcher(
            site.send(HttpRequest.newBuilder().header("Cookie", cookie), "/account").body());
    assertThat(key.find()).as("the account's page has forms").isTrue();
    return new Caller(cookie, key.group(1), "");
  }

  private String token(String name, Scope scope) {
    return people.accounts().makeToken(person(name), scope.word(), scope, HERE);
  }

  private Person person(String name) {
    return persons.get(name);
  }

  private static String email(String name) {
    return name + "@example.org";
  }
}
