package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.journal.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Organisers on a whole platform with its pages, that plays without containers. */
@OnBothDatabases
final class OrganiseIT {
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "127.0.0.1";
  private static final String PAGE = SmallSite.HOME + "/organise";
  private static final String API = "/api/v1" + PAGE;
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");
  private static final String PHASES =
      """
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
        - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z}
      """;

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private SmallSite site;
  private String team;

  /** Somebody with an account, at a browser and with a token. */
  private record Account(String session, String token, String readToken) {}

  @BeforeEach
  void open() throws Exception {
    site = new SmallSite(folder, databases, PHASES, "2027-01-10T00:00:00Z");
    team = site.platform().teams().create("Lethe", false);
    site.platform().start();
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  private Account account(String name, List<Role> roles) {
    People people = site.platform().people();
    String email = name + "@example.org";
    people.accounts().signUp(email, name, PASSWORD, HERE);
    for (Role role : roles) {
      people
          .accounts()
          .give(Actor.operator(), email, role, role == Role.ORGANISER ? "small-pbc" : "");
    }
    return loggedIn(name);
  }

  private Account loggedIn(String name) {
    People people = site.platform().people();
    String session = people.accounts().logIn(name + "@example.org", PASSWORD, HERE);
    Person person = people.bySession(session).orElseThrow();
    return new Account(
        session,
        people.accounts().makeToken(person, "laptop", Scope.SUBMIT, HERE),
        people.accounts().makeToken(person, "reader", Scope.READ, HERE));
  }

  private HttpResponse<String> get(Account who, String path) throws Exception {
    return site.send(
        HttpRequest.newBuilder().header("Cookie", "hs-session=" + who.session()), path);
  }

  private String formKey(Account who, String page) throws Exception {
    Matcher matcher = FORM.matcher(get(who, page).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> form(Account who, String key, String path, String... fields)
      throws Exception {
    StringBuilder body = new StringBuilder("form=" + key);
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&')
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], UTF_8));
    }
    return site.send(
        HttpRequest.newBuilder()
            .header("Cookie", "hs-session=" + who.session())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())),
        path);
  }

  private HttpResponse<String> post(String token, String path, String body) throws Exception {
    return site.send(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        path);
  }

  private void playAll() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonNode progress = site.read("/api/v1" + SmallSite.HOME).path("progress");
              return progress.path("settled").asBoolean() && progress.path("total").asInt() > 0;
            });
  }

  @Test
  void pagesAndApiAreForOrganisersAndAdministratorsAlone() throws Exception {
    Account organiser = account("ida", List.of(Role.ORGANISER));
    Account administrator = account("root", List.of(Role.ADMINISTRATOR));
    Account participant = account("eve", List.of(Role.CREATOR));
    for (String path : List.of("", "/scores")) {
      assertThat(site.get(PAGE + path).statusCode()).as("visitor").isEqualTo(401);
      assertThat(get(participant, PAGE + path).statusCode()).as("participant").isEqualTo(403);
      assertThat(get(organiser, PAGE + path).statusCode()).as("organiser").isEqualTo(200);
      assertThat(get(administrator, PAGE + path).statusCode()).as("admin").isEqualTo(200);
    }
    for (String path : List.of("", "/cost", "/rescore")) {
      assertThat(site.get(API + path).statusCode()).isEqualTo(401);
      assertThat(site.get(API + path, team).statusCode()).as("a team's token").isEqualTo(401);
      assertThat(site.get(API + path, participant.token()).statusCode()).isEqualTo(403);
      assertThat(site.get(API + path, organiser.readToken()).statusCode()).isEqualTo(200);
      assertThat(get(organiser, API + path).statusCode()).as("a session").isEqualTo(200);
    }
    String reason = "{\"reason\":\"Full.\"}";
    assertThat(post(participant.token(), API + "/pause", reason).statusCode()).isEqualTo(403);
    assertThat(post(organiser.readToken(), API + "/pause", reason).statusCode()).isEqualTo(403);
    assertThat(form(organiser, "", PAGE + "/pause", "reason", "Full.").statusCode())
        .as("a form of another site")
        .isEqualTo(403);
    assertThat(get(organiser, "/organise").statusCode()).isEqualTo(200);
    assertThat(get(account("tom", List.of()), "/organise").statusCode()).isEqualTo(403);
    assertThat(site.read("/api/v1" + SmallSite.HOME).path("pause").isNull()).isTrue();
  }

  @Test
  void anOrganiserSteersTheChallenge() throws Exception {
    Account organiser = account("ida", List.of(Role.ORGANISER));
    String key = formKey(organiser, PAGE);
    assertThat(site.submit(team, "hider", "one").statusCode()).isEqualTo(201);
    assertThat(site.submit(team, "seeker", "argus").statusCode()).isEqualTo(201);
    playAll();

    HttpResponse<String> paused =
        form(organiser, key, PAGE + "/pause", "reason", "A disk is <full>.");
    assertThat(paused.statusCode()).isEqualTo(303);
    assertThat(get(organiser, PAGE).body()).contains("paused", "A disk is &lt;full&gt;.");
    assertThat(site.get(SmallSite.HOME).body())
        .contains("no submission is taken", "A disk is &lt;full&gt;.");
    HttpResponse<String> refused = site.submit(team, "hider", "two");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json.readTree(refused.body()).path("detail").asText())
        .startsWith("This challenge has been paused since")
        .endsWith("A disk is <full>.");
    assertThat(form(organiser, key, PAGE + "/pause", "reason", "x").statusCode()).isEqualTo(409);
    assertThat(
            post(
                    organiser.token(),
                    API + "/submissions/1/rerun",
                    "{\"reason\": \"A disk failed.\"}")
                .statusCode())
        .isEqualTo(200);
    JsonNode waiting = json.readTree(get(organiser, API).body());
    assertThat(waiting.path("progress").path("queued").asInt()).isEqualTo(1);
    assertThat(form(organiser, key, PAGE + "/resume").statusCode()).isEqualTo(303);
    playAll();
    assertThat(site.read("/api/v1" + SmallSite.HOME + "/matches").path("matches")).hasSize(1);

    assertThat(
            form(organiser, key, PAGE + "/extend", "phase", "trial", "ends", "2027-02-11T00:00")
                .body())
        .contains("Phase &#39;final&#39; begins on 2027-02-10");
    assertThat(
            form(
                    organiser,
                    key,
                    PAGE + "/extend",
                    "phase",
                    "trial",
                    "ends",
                    "2027-02-11T00:00",
                    "move",
                    "yes")
                .statusCode())
        .isEqualTo(303);
    assertThat(form(organiser, key, PAGE + "/announce", "text", "<b>More</b>\ntime").statusCode())
        .isEqualTo(303);
    assertThat(site.get(SmallSite.HOME).body())
        .contains(
            "&lt;b&gt;More&lt;/b&gt;",
            "ends on 11 February 2027, 00:00 UTC instead of 1 February 2027, 00:00 UTC");
    site.goTo("2027-02-05T00:00:00Z");
    assertThat(site.submit(team, "hider", "two").statusCode()).isEqualTo(201);
    playAll();

    // Weeks have passed, and the session is over.
    organiser = loggedIn("ida");
    key = formKey(organiser, PAGE);
    assertThat(
            form(organiser, key, PAGE + "/submissions/1/disqualify", "reason", "It calls home.")
                .statusCode())
        .isEqualTo(303);
    assertThat(get(organiser, PAGE + "?state=disqualified").body())
        .contains("It calls home.", "audit log");
    assertThat(site.get("/submissions/1").body()).contains("by an organiser");
    assertThat(form(organiser, key, PAGE + "/submissions/1/raise").statusCode()).isEqualTo(409);
    assertThat(form(organiser, key, PAGE + "/submissions/x/raise").statusCode()).isEqualTo(404);
    JsonNode cost = json.readTree(get(organiser, API + "/cost?hiders=2&seekers=3").body());
    // A check of each, a release and a match of both hiders, and what was played again.
    assertThat(cost.path("spent").path("runs").asInt()).isEqualTo(3 + 2 + 2 + 2);
    assertThat(cost.path("spent").path("container_seconds").asDouble()).isEqualTo(2.0 * 9);
    assertThat(cost.path("forecast").path("runs").asInt()).isEqualTo((5 + 2 + 6) + (5 + 4 + 12));
    assertThat(get(organiser, PAGE + "?hiders=x").statusCode()).isEqualTo(400);
    JsonNode log =
        json.readTree(site.get("/api/v1/audit-log?challenge=small-pbc", organiser.token()).body());
    assertThat(log.findValuesAsText("deed"))
        .containsSubsequence(
            "submission-disqualified",
            "announced",
            "phase-extended",
            "challenge-resumed",
            "submission-rerun",
            "challenge-paused",
            "role-given");
  }

  @Test
  void allScoresAreComputedAnewByIdleWorkersAndApplied() throws Exception {
    Account organiser = account("ida", List.of(Role.ORGANISER));
    assertThat(post(organiser.token(), API + "/rescore", "").statusCode())
        .as("nothing has been scored")
        .isEqualTo(409);
    assertThat(site.submit(team, "hider", "one").statusCode()).isEqualTo(201);
    assertThat(site.submit(team, "seeker", "argus").statusCode()).isEqualTo(201);
    playAll();
    site.goTo("2027-01-11T00:00:00Z");
    String page = PAGE + "/scores";
    String key = formKey(organiser, page);
    assertThat(form(organiser, key, page).statusCode()).isEqualTo(303);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                json.readTree(get(organiser, API + "/rescore").body())
                    .at("/rescore/state")
                    .asText()
                    .equals("computed"));
    assertThat(get(organiser, page).body())
        .contains("0 of 1 match have other numbers, and 0 of 1 release.", "Apply all");
    assertThat(form(organiser, key, page + "/apply").statusCode()).isEqualTo(303);
    assertThat(site.get(SmallSite.HOME).body()).contains("had all scores computed again");
    assertThat(site.read("/api/v1" + SmallSite.HOME).path("rescores")).hasSize(1);
    assertThat(form(organiser, key, page + "/drop").statusCode()).isEqualTo(409);
  }

  @Test
  void aChallengeIsCreatedFromABundleOnPages() throws Exception {
    Account creator = account("cleo", List.of(Role.CREATOR));
    String key = formKey(creator, "/organise");
    String wrong = SmallSite.BUNDLE.replace("gate: 0.2", "gate: 7").replace("small-pbc", "new-pbc");
    String bad = upload(creator, key, zip(wrong));
    assertThat(get(creator, bad).body()).contains("What is wrong", "challenge.yaml", "gate");
    assertThat(form(creator, key, bad + "/open").statusCode()).isEqualTo(400);
    assertThat(form(creator, key, bad + "/discard").statusCode()).isEqualTo(303);

    String good =
        upload(creator, key, zip(SmallSite.BUNDLE.replace("small-pbc", "new-pbc") + PHASES));
    assertThat(get(creator, good).body()).contains("can be opened", "Forecast");
    for (String who : List.of("visitor", "participant", "organiser")) {
      HttpResponse<String> preview = get(creator, good + "/preview?phase=final&as=" + who);
      assertThat(preview.statusCode()).isEqualTo(200);
      assertThat(preview.body()).contains("It is not open.", "in phase &#39;final&#39;");
    }
    assertThat(site.get(good).statusCode()).isEqualTo(401);
    assertThat(get(account("otto", List.of(Role.CREATOR)), good).statusCode()).isEqualTo(404);
    HttpResponse<String> opened = form(creator, key, good + "/open");
    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(opened.headers().firstValue("location")).contains("/challenges/new-pbc/organise");
    assertThat(get(creator, "/challenges/new-pbc/organise").statusCode()).isEqualTo(200);
    assertThat(site.get("/challenges/new-pbc").statusCode()).isEqualTo(200);

    HttpResponse<String> again =
        site.send(
            HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + creator.token())
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip(SmallSite.BUNDLE))),
            "/api/v1/bundles?name=again.zip");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(json.readTree(again.body()).path("problems").get(0).asText())
        .contains("There is a challenge called small-pbc already");
  }

  private String upload(Account who, String key, byte[] zip) throws Exception {
    String boundary = "between-the-parts";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n"
                + key
                + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"b.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n")
            .getBytes(UTF_8));
    body.write(zip);
    body.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder()
                .header("Cookie", "hs-session=" + who.session())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())),
            "/organise");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static byte[] zip(String yaml) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("my-challenge/challenge.yaml"));
      zip.write(yaml.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
