package org.hideandseek.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT {
  static final List<String> PAGES = TestSite.PAGES;

  private static TestSite site;

  @BeforeAll
  static void start() {
    site = new TestSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @FieldSource("PAGES")
  void pages_areCompleteAndStrict(String path) {
    HttpResponse<String> page = site.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'", "base-uri 'none'")
                    .doesNotContain("unsafe"));
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("set-cookie")).isEmpty();
    assertThat(page.headers().firstValue("server")).isEmpty();
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .contains("<html lang=\"en\">", "<main id=\"main\"", "</html>")
        .doesNotContainPattern("(?i)<[^>]*\\sstyle\\s*=")
        .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)")
        .doesNotContainPattern("(?i)<[a-z][^>]*\\son[a-z]+\\s*=")
        .doesNotContainPattern("(?i)<style")
        .doesNotContain("{{", "}}", "null", "Optional[", "NaN");
  }

  @ParameterizedTest
  @FieldSource("PAGES")
  void links_withinTheSiteLeadSomewhere(String path) {
    for (String href : hrefs(site.get(path).body())) {
      if (href.startsWith("/")) {
        boolean forPeople = href.matches("/account|/challenges/[^/]+/team");
        assertThat(site.get(href.replaceFirst("#.*", "")).statusCode())
            .as(href)
            .isEqualTo(href.endsWith("/submit") ? 303 : forPeople ? 401 : 200);
      }
    }
  }

  @Test
  void challenge_showsPhasesFactSheetAndPages() {
    assertThat(site.get("/challenges/mayo-liver").body())
        .contains(
            "<time datetime=\"2027-01-01T00:00:00Z\">1 January 2027, 00:00 UTC</time>",
            "<time datetime=\"2027-02-01T12:30:00Z\">1 February 2027, 12:30 UTC</time>",
            "Hiders: any number. Seekers: any number.",
            "Boards for teams, own scores hidden until it ends, frozen from 20 January 2027, 00:00 UTC.",
            "Phases begin and end by themselves.",
            "Trained on &lt;other&gt; patients?",
            "<a href=\"/challenges/mayo-liver/pages/rules\">Rules</a>");
  }

  @Test
  void challenge_saysWhatSeekersAreGiven() {
    assertThat(site.get("/challenges/icu-nutrition").body())
        .contains(
            "It is also given a reference sample of 20 patients, none of them candidates, and 3"
                + " shadow releases of each hider, made from halves of the public patients.");
    assertThat(site.get("/challenges/mayo-liver").body()).contains("It is given nothing else.");
  }

  @Test
  void submission_showsShadowsAndWhatTheyCost() {
    assertThat(site.get("/submissions/18").body())
        .contains(
            "<th scope=\"row\">shadow 2<span class=\"team\">run 1850</span></th>",
            "which seekers learn from",
            "<dt>Cost</dt><dd>59 s of container time for 3 releases and 1 shadow</dd>",
            "not matched: its run on public patients (shadow 2) ran out of memory");
    assertThat(site.get("/submissions/11").body()).doesNotContain("<dt>Cost</dt>");
    assertThat(site.get("/challenges/icu-nutrition/leaderboard").body())
        .contains("not matched: its run on public patients (shadow 2) ran out of memory");
  }

  @Test
  void pagesOfAChallenge_areMarkdownWithoutHtml() {
    assertThat(site.get("/challenges/mayo-liver/pages/rules").body())
        .contains("<h3>Fair play</h3>", "&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain(InMemoryPlatform.SCRIPT);
    assertThat(site.get("/challenges/mayo-liver/pages/nothing").statusCode()).isEqualTo(404);
    assertThat(site.get("/challenges/nothing/pages/rules").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @FieldSource("PAGES")
  void tables_haveCaptionsAndScopes(String path) {
    Matcher tables =
        Pattern.compile("<table class=\"data.*?</table>", Pattern.DOTALL)
            .matcher(site.get(path).body());
    while (tables.find()) {
      assertThat(tables.group())
          .contains("<caption>", "scope=\"col\"")
          .doesNotContainPattern("<th(?![^>]*scope=)[ >]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/challenges/mayo-liver",
        "/challenges/mayo-liver/leaderboard",
        "/challenges/mayo-liver/matrix",
        "/challenges/mayo-liver/matches"
      })
  void stateLine_comesFirst(String path) {
    String page = site.get(path).body();
    assertThat(page)
        .contains("Preliminary", "1 March 2026, 12:00 UTC", "5,182 private patients", "133 of 176");
    int table = page.indexOf("<table");
    assertThat(page.indexOf("class=\"state\"")).isBetween(0, table);
  }

  @Test
  void challengePage_saysExactlyHowToTakePart() {
    assertThat(site.get("/challenges/mayo-liver").body())
        .contains(
            "http://127.0.0.1:" + site.port() + "/api/v1/challenges/mayo-liver/submissions",
            "role=hider&amp;name=my-hider",
            "/api/v1/challenges/mayo-liver/practice",
            "./hideandseek referee --challenge ./mayo-liver",
            "2,048 MiB",
            "600 s",
            "mmHg",
            "0 female, 1 male");
  }

  @Test
  void commands_nameTheAddressThatTheOperatorSet() {
    try (TestSite published =
        new TestSite(5, Optional.of(URI.create("https://hide.example.org/")))) {
      assertThat(published.get("/challenges/mayo-liver").body())
          .contains("\"https://hide.example.org/api/v1/challenges/");
    }
  }

  @Test
  void hostHeader_isNotRepeatedWhereItIsNoPlainName() throws IOException {
    String page = raw("GET /challenges/mayo-liver HTTP/1.1\r\nHost: a$(id)b\r\n");
    assertThat(page).doesNotContain("$(id)");
  }

  @Test
  void leaderboard_ranksTheBestFirstAndTheGateFailedLast() {
    String page = site.get("/challenges/mayo-liver/leaderboard").body();
    assertThat(order(page, "var", "lethe-diffusion", "copy", "Not ranked", "row-shuffle")).isTrue();
    assertThat(page)
        .contains(
            "As of <time datetime=\"2026-03-04T09:26:53Z\">4 March 2026, 09:26 UTC</time>",
            "scorer 2026.1",
            "lower is better",
            "not scored",
            "\u22120.412",
            "aria-sort=\"ascending\"");
  }

  @Test
  void leaderboard_sortsWithoutScript() {
    String rising = site.get("/challenges/mayo-liver/leaderboard?sort=utility").body();
    assertThat(order(rising, "noise-0.3", "timevae", "copy", "constant", "quiet-river")).isTrue();
    String falling = site.get("/challenges/mayo-liver/leaderboard?sort=utility&order=desc").body();
    assertThat(order(falling, "copy", "timevae", "noise-0.3", "row-shuffle", "quiet-river"))
        .isTrue();
    assertThat(falling).contains("aria-sort=\"descending\"");
    assertThat(falling.split("aria-sort", -1)).hasSize(3);
  }

  @Test
  void leaderboard_filters() {
    String page = site.get("/challenges/mayo-liver/leaderboard?q=LETHE&show=ranked").body();
    assertThat(page)
        .contains(">lethe-diffusion<", ">domias-kde<", "value=\"LETHE\"")
        .doesNotContain(">noise-0.3<");
    assertThat(site.get("/challenges/mayo-liver/leaderboard?q=nobody").body())
        .contains("No hider fits", "No seeker fits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaderboard?sort=nothing",
        "leaderboard?order=up",
        "leaderboard?seeker-sort=gate",
        "leaderboard?show=x",
        "matches?page=0",
        "matches?page=x"
      })
  void parameters_thatMeanNothingAreRefused(String query) {
    HttpResponse<String> page = site.get("/challenges/mayo-liver/" + query);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("<h1>The request is not right</h1>");
  }

  @Test
  void matrix_numbersEveryCellAndLinksToItsMatches() {
    String page = site.get("/challenges/mayo-liver/matrix").body();
    assertThat(page)
        .contains(
            "class=\"auc-5\"",
            "class=\"auc-0\"",
            "/challenges/mayo-liver/matches?hider&#61;timevae&amp;seeker&#61;achilles",
            "2 of 3 splits",
            "same team",
            "waiting");
  }

  @Test
  void matches_areFilteredAndPaged() {
    String all = site.get("/challenges/mayo-liver/matches").body();
    assertThat(all).contains("Matches 1 to 100 of 120", "rel=\"next\"");
    assertThat(site.get("/challenges/mayo-liver/matches?page=2").body())
        .contains("Matches 101 to 120 of 120", "rel=\"prev\"");
    assertThat(site.get("/challenges/mayo-liver/matches?hider=timevae&seeker=achilles").body())
        .contains("Matches 1 to 3 of 3", "timed-out", "longer than the 120 seconds");
    assertThat(site.get("/challenges/mayo-liver/matches?hider=nobody").body())
        .contains("No match fits");
  }

  @Test
  void submission_showsItsLifeAndItsRuns() {
    assertThat(site.get("/submissions/3").body())
        .contains("Uploaded", "Checked", "Ranked", "135 MiB", "1 min 14 s", "started 2 times");
    assertThat(site.get("/submissions/9").body())
        .contains("next in the queue", "aria-current=\"step\"");
    assertThat(site.get("/submissions/15").body())
        .contains("refused", "1000 x 40 x 5", "output-refused")
        .doesNotContain("Playing");
  }

  @ParameterizedTest
  @CsvSource({
    "/challenges/mayo-pbc/leaderboard, No hider has been entered yet",
    "/challenges/mayo-pbc/leaderboard, No seeker has been entered yet",
    "/challenges/mayo-pbc/matrix, How to take part",
    "/challenges/mayo-pbc/matches, How to take part",
    "/challenges/mayo-pbc, Nobody has sent a player yet"
  })
  void emptyStates_saySoAndLeadOn(String path, String words) {
    assertThat(site.get(path).body()).contains(words, "Nothing played yet");
  }

  @Test
  void listWithoutChallenges_saysSo() {
    try (TestSite empty = new TestSite()) {
      empty.platform().clear();
      assertThat(empty.get("/").body()).contains("No challenge is open on this server yet");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaderboard", "matrix", "matches", ""})
  void hostileNames_areShownAsText(String page) {
    String body = site.get("/challenges/icu-nutrition/" + page).body();
    assertThat(body)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain(InMemoryPlatform.SCRIPT)
        .doesNotContain("\u202E", "\u202C", "\u200F", "\u0007")
        .contains("evil\uFFFDtxt.exe");
  }

  @Test
  void hostileNames_doNotBreakOutOfAttributes() {
    String query = "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    String body = site.get("/challenges/mayo-liver/leaderboard" + query).body();
    assertThat(body).contains("&quot;&gt;&lt;script&gt;").doesNotContain("\"><script>alert");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/challenges/nothing",
        "/challenges/nothing/leaderboard",
        "/challenges/nothing/matrix",
        "/challenges/nothing/matches",
        "/challenges/nothing/hiders.csv",
        "/submissions/999999",
        "/submissions/one",
        "/submissions/99999999999999999999",
        "/assets/none.css",
        "/challenges/%3Cscript%3E"
      })
  void missing_isAPage(String path) {
    HttpResponse<String> page = site.get(path);
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("content-security-policy")).isPresent();
    assertThat(page.body())
        .contains("<h1>Not found</h1>", "To the challenges")
        .doesNotContain("<script>");
  }

  @Test
  void breakdown_tellsAnIdAndNothingElse() {
    try (TestSite broken = new TestSite()) {
      broken.platform().breakDown();
      HttpResponse<String> page = broken.get("/challenges/mayo-liver");
      assertThat(page.statusCode()).isEqualTo(500);
      assertThat(page.body())
          .containsPattern("error [0-9a-f]{8}-[0-9a-f]{4}")
          .doesNotContain("SELECT", "Exception", "secret");
      assertThat(broken.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(broken.get("/health/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void head_answersLikeGetWithoutABody() {
    for (String path :
        List.of("/", "/challenges/nothing", "/api/v1/challenges", "/submissions/1")) {
      HttpResponse<String> head =
          site.send(
              HttpRequest.newBuilder(site.uri(path))
                  .method("HEAD", BodyPublishers.noBody())
                  .build());
      assertThat(head.statusCode()).isEqualTo(site.get(path).statusCode());
      assertThat(head.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"})
  void otherMethods_areNotAllowed(String method) {
    HttpResponse<String> page =
        site.send(
            HttpRequest.newBuilder(site.uri("/challenges/mayo-liver"))
                .method(method, BodyPublishers.noBody())
                .build());
    assertThat(page.statusCode()).isEqualTo(405);
    assertThat(page.headers().firstValue("allow")).hasValue("GET, HEAD");
    assertThat(page.body()).contains("does not take " + method + " requests");
  }

  @Test
  void trailingSlash_isTheSamePage() {
    assertThat(site.get("/challenges/mayo-liver/").statusCode()).isEqualTo(200);
    assertThat(site.get("/about/").statusCode()).isEqualTo(200);
  }

  @Test
  void unreadableRequests_getAPageToo() throws IOException {
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n"))
        .contains("400 Bad Request", "Content-Security-Policy", "none that this server understands")
        .doesNotContain("badMessage");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(100_000) + "\r\n"))
        .contains("431", "too long");
  }

  @Test
  void assets_areKeptForEver() {
    List<String> assets = new ArrayList<>();
    String page = site.get("/").body();
    Matcher matcher = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"").matcher(page);
    while (matcher.find()) {
      assets.add(matcher.group(1));
    }
    assertThat(assets).hasSize(4);
    for (String asset : assets) {
      HttpResponse<String> file = site.get(asset);
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.headers().firstValue("cache-control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(file.body()).isNotEmpty();
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static List<String> hrefs(String page) {
    String read = page.replaceAll("(?s)<form[^>]*method=\"post\".*?</form>", "");
    Matcher matcher = Pattern.compile("(?:href|action)=\"([^\"]*)\"").matcher(read);
    return matcher
        .results()
        .map(result -> result.group(1).replace("&amp;", "&").replace("&#61;", "="))
        .distinct()
        .toList();
  }

  private static boolean order(String page, String... names) {
    int at = page.indexOf("id=\"hiders\"");
    for (String name : names) {
      int next = page.indexOf(name.equals("Not ranked") ? name : "<bdi>" + name + "</bdi>", at);
      if (next < 0) {
        return false;
      }
      at = next;
    }
    return true;
  }
}
