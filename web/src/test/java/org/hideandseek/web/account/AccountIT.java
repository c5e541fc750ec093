package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AccountIT {
  private static final Pattern TOKEN = Pattern.compile("<code>(hsp_[0-9a-f]{64})</code>");
  private static final Pattern LINK =
      Pattern.compile("<code>http://[^<]*(/join\\?invite&#61;hsi_[0-9a-f]{64})</code>");
  private static final Pattern REVOKE =
      Pattern.compile("action=\"(/account/tokens/[0-9]+/revoke)\"");
  private static final Pattern REVOKE_LINK =
      Pattern.compile("action=\"(/challenges/mayo-liver/team/invites/[0-9]+/revoke)\"");
  private static final Pattern OTHER = Pattern.compile("name=\"person\" value=\"([0-9]+)\"");
  private static final String TEAM = "/challenges/mayo-liver/team";

  private static TestSite site;

  @BeforeAll
  static void start() {
    site = new TestSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aStrangerSignsUpMakesATeamAndInvitesAnother() {
    Visitor ida = Visitor.named(site, "ida");
    assertThat(ida.get("/account").body())
        .contains("ida@example.org")
        .contains("You are in no team");
    assertThat(ida.get(TEAM).body()).contains("at most 2 members");
    assertThat(ida.post(TEAM, "team", "Lethe of Ida").statusCode()).isEqualTo(303);
    HttpResponse<String> invited = ida.post(TEAM + "/invites", "uses", "1");
    assertThat(invited.statusCode()).isEqualTo(201);
    String link = Visitor.found(LINK, invited.body()).replace("&#61;", "=");
    assertThat(link).isNotEmpty();

    Visitor bob = new Visitor(site);
    assertThat(bob.get(link).body()).contains("Lethe of Ida").contains("/log-in?next&#61;");
    bob = Visitor.named(site, "bob");
    assertThat(bob.get(link).body()).contains("Join as bob");
    String invite = link.substring(link.indexOf('=') + 1);
    assertThat(bob.post("/join", "invite", invite).statusCode()).isEqualTo(303);
    assertThat(bob.get(TEAM).body()).contains("ida").contains("member").doesNotContain("ida@");
    assertThat(bob.post("/join", "invite", invite).statusCode()).as("again").isEqualTo(303);

    Visitor eve = Visitor.named(site, "eve");
    assertThat(eve.post("/join", "invite", invite).statusCode()).as("used up").isEqualTo(404);
    ida.get(TEAM);
    String second =
        Visitor.found(LINK, ida.post(TEAM + "/invites", "uses", "5").body()).replace("&#61;", "=");
    assertThat(eve.get(second).statusCode()).isEqualTo(200);
    assertThat(eve.post("/join", "invite", second.substring(second.indexOf('=') + 1)).statusCode())
        .as("full")
        .isEqualTo(409);
    ida.get(TEAM);
    String revoke = Visitor.found(REVOKE_LINK, ida.get(TEAM).body());
    assertThat(ida.post(revoke).statusCode()).isEqualTo(303);
    assertThat(eve.get(second).statusCode()).as("revoked").isEqualTo(404);

    assertThat(ida.post(TEAM + "/leave").statusCode()).as("captain of others").isEqualTo(409);
    String other = Visitor.found(OTHER, ida.get(TEAM).body());
    assertThat(ida.post(TEAM + "/captain", "person", other).statusCode()).isEqualTo(303);
    assertThat(ida.post(TEAM + "/leave").statusCode()).isEqualTo(303);
    assertThat(ida.get(TEAM).body()).contains("Make a team");
  }

  @Test
  void aTokenIsSeenOnceUsedAndRevoked() {
    Visitor tom = Visitor.named(site, "tom");
    HttpResponse<String> made = tom.post("/account/tokens", "name", "laptop", "scope", "read");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
    String token = Visitor.found(TOKEN, made.body());
    HttpResponse<String> account = api("/api/v1/account", token);
    assertThat(account.statusCode()).isEqualTo(200);
    assertThat(account.body()).contains("\"email\":\"tom@example.org\"").contains("\"teams\":[]");
    HttpResponse<String> page = tom.get("/account");
    assertThat(page.body()).contains("laptop").doesNotContain(token).doesNotContain("never");
    assertThat(tom.post(Visitor.found(REVOKE, page.body())).statusCode()).isEqualTo(303);
    assertThat(api("/api/v1/account", token).statusCode()).isEqualTo(401);
    tom.get("/account");
    assertThat(tom.post("/account/tokens", "name", "x", "scope", "all").statusCode())
        .isEqualTo(400);
  }

  /** Who may see what: the same on the page and in the API. */
  @Test
  void everyRoleGetsTheStatusThatIsItsOwn() {
    Visitor nobody = new Visitor(site);
    Visitor captain = Visitor.named(site, "captain");
    Visitor loner = Visitor.named(site, "loner");
    Visitor organiser = Visitor.named(site, "organiser");
    Visitor root = Visitor.named(site, "root");
    captain.post("/challenges/mayo-pbc/team", "team", "Table");
    var accounts = site.platform().people().accounts();
    accounts.give(Actor.operator(), "organiser@example.org", Role.ORGANISER, "mayo-pbc");
    accounts.give(Actor.operator(), "root@example.org", Role.ADMINISTRATOR, "");
    List<Visitor> who = List.of(nobody, captain, loner, organiser, root);
    List<String> tokens = new ArrayList<>(List.of(""));
    for (Visitor visitor : who.subList(1, who.size())) {
      visitor.get("/account");
      tokens.add(
          Visitor.found(
              TOKEN, visitor.post("/account/tokens", "name", "t", "scope", "read").body()));
    }
    record Row(String page, String api, List<Integer> statuses) {}
    List<Row> table =
        List.of(
            new Row("/account", "/api/v1/account", List.of(401, 200, 200, 200, 200)),
            new Row("/admin/audit-log", "/api/v1/audit-log", List.of(401, 403, 403, 403, 200)),
            new Row(
                "/admin/audit-log?challenge=mayo-pbc",
                "/api/v1/audit-log?challenge=mayo-pbc",
                List.of(401, 403, 403, 200, 200)),
            new Row(
                "/admin/audit-log?challenge=mayo-liver",
                "/api/v1/audit-log?challenge=mayo-liver",
                List.of(401, 403, 403, 403, 200)),
            new Row(
                "/challenges/no-such/team",
                "/api/v1/challenges/no-such/team",
                List.of(401, 404, 404, 404, 404)));
    for (Row row : table) {
      for (int i = 0; i < who.size(); i++) {
        assertThat(who.get(i).get(row.page()).statusCode())
            .as(row.page() + " for " + i)
            .isEqualTo(row.statuses().get(i));
        assertThat(api(row.api(), tokens.get(i)).statusCode())
            .as(row.api() + " for " + i)
            .isEqualTo(row.statuses().get(i));
      }
    }
    assertThat(api("/api/v1/challenges/mayo-pbc/team", tokens.get(1)).body())
        .contains("\"team\":\"Table\"")
        .contains("\"captain\":true");
    assertThat(api("/api/v1/challenges/mayo-pbc/team", tokens.get(2)).statusCode()).isEqualTo(404);
    assertThat(root.get("/admin/audit-log").body()).contains("team made").contains("Table");
    assertThat(api("/api/v1/audit-log", tokens.get(4)).body())
        .contains("\"deed\":\"token-made\"")
        .contains("captain@example.org");
  }

  @Test
  void allPagesWorkWithoutScriptsAndAreKeptByNobody() {
    Visitor liv = Visitor.named(site, "liv");
    liv.post("/challenges/mayo-pbc/team", "team", "Pages");
    site.platform()
        .people()
        .accounts()
        .give(Actor.operator(), "liv@example.org", Role.ADMINISTRATOR, "");
    List<HttpResponse<String>> pages =
        List.of(
            site.get("/log-in"),
            site.get("/sign-up"),
            liv.get("/account"),
            liv.get("/challenges/mayo-pbc/team"),
            liv.get(TEAM),
            liv.get("/admin/audit-log"));
    for (HttpResponse<String> page : pages) {
      assertThat(page.statusCode()).as(page.uri().getPath()).isEqualTo(200);
      assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
      assertThat(page.headers().firstValue("content-security-policy")).isPresent();
      assertThat(page.body())
          .as(page.uri().getPath())
          .startsWith("<!doctype html>")
          .contains("<main id=\"main\"", "</html>")
          .doesNotContainPattern("(?i)<[^>]*\\sstyle\\s*=")
          .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)")
          .doesNotContainPattern("(?i)<[a-z][^>]*\\son[a-z]+\\s*=")
          .doesNotContain("{{", "}}", "null", "Optional[", "argon2");
    }
  }

  @Test
  void ofAProxyOnThisMachineTheLastAddressIsBelieved() {
    Visitor.named(site, "pat");
    site.platform()
        .people()
        .accounts()
        .give(Actor.operator(), "pat@example.org", Role.ADMINISTRATOR, "");
    for (String header : List.of("203.0.113.66, 203.0.113.9", "<script>", "not.an.address")) {
      Visitor pat = new Visitor(site);
      pat.through(header);
      pat.get("/log-in");
      pat.post("/log-in", "email", "pat@example.org", "password", Visitor.PASSWORD);
      assertThat(pat.get("/admin/audit-log").body())
          .contains("203.0.113.9")
          .doesNotContain("203.0.113.66")
          .doesNotContain("not.an.address")
          .contains("127.0.0.1");
    }
  }

  @Test
  void whoChangesThePasswordLogsInAgain() {
    Visitor max = Visitor.named(site, "max");
    max.get("/account");
    assertThat(
            max.post("/account/password", "current", "wrong", "password", "a better long password")
                .statusCode())
        .isEqualTo(401);
    assertThat(
            max.post(
                    "/account/password",
                    "current",
                    Visitor.PASSWORD,
                    "password",
                    "a better long password")
                .body())
        .contains("The new password is set");
    assertThat(max.get("/account").statusCode()).isEqualTo(401);
    assertThat(
            max.post("/log-in", "email", "max@example.org", "password", "a better long password")
                .statusCode())
        .isEqualTo(303);
  }

  /** Forms are for who has logged in, from our own pages, and for captains. */
  @Test
  void everyFormIsRefusedToWhomItIsNotFor() {
    Visitor nobody = new Visitor(site);
    Visitor leader = Visitor.named(site, "leader");
    leader.post(TEAM, "team", "Forms");
    String link = Visitor.found(LINK, leader.post(TEAM + "/invites", "uses", "1").body());
    Visitor member = Visitor.named(site, "member");
    member.post("/join", "invite", link.substring(link.indexOf("hsi_")));
    Visitor outsider = Visitor.named(site, "outsider");
    record Row(String path, int member, int outsider) {}
    List<Row> table =
        List.of(
            new Row("/account/tokens", 400, 400),
            new Row("/account/password", 400, 400),
            new Row("/account/tokens/999999/revoke", 404, 404),
            new Row("/account/tokens/x/revoke", 404, 404),
            new Row(TEAM, 409, 400),
            new Row(TEAM + "/invites", 403, 404),
            new Row(TEAM + "/invites/999999/revoke", 403, 404),
            new Row(TEAM + "/captain", 403, 404),
            new Row(TEAM + "/members/999999/remove", 403, 404),
            new Row("/join", 404, 404),
            new Row("/challenges/no-such/team", 404, 404));
    for (Row row : table) {
      assertThat(nobody.post(row.path(), "team", "X", "uses", "1").statusCode())
          .as(row.path() + " for nobody")
          .isEqualTo(401);
      member.get("/account");
      assertThat(member.post(row.path(), "team", "X", "uses", "1").statusCode())
          .as(row.path() + " for a member")
          .isEqualTo(row.member());
      outsider.get("/account");
      assertThat(outsider.post(row.path(), "team", "<i>", "uses", "1").statusCode())
          .as(row.path() + " for an outsider")
          .isEqualTo(row.outsider());
      assertThat(outsider.postWithKey(row.path(), "0".repeat(64), "team", "Stolen").statusCode())
          .as(row.path() + " from another site")
          .isEqualTo(403);
    }
    assertThat(outsider.get(TEAM).body()).doesNotContain("Stolen");
    for (String path : List.of("/sign-up", "/log-in", "/log-out", "/reset")) {
      assertThat(new Visitor(site).postWithKey(path, "", "email", "x@example.org").statusCode())
          .as(path)
          .isEqualTo(403);
    }
  }

  @Test
  void aFormOfAnotherSiteIsRefusedWhateverItHolds() {
    Visitor ann = Visitor.named(site, "ann");
    ann.get("/account");
    String cookie = "hs-session=" + ann.cookies().get("hs-session");
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri("/account/tokens"))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "form=" + ann.formKey() + "&name=x&scope=read"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aLogInHasANewSessionWhoseCookieIsForThisSiteAndNotForScripts() {
    Visitor joe = Visitor.named(site, "joe");
    String first = joe.cookies().get("hs-session");
    joe.get("/account");
    HttpResponse<String> again =
        joe.post("/log-in", "email", "joe@example.org", "password", Visitor.PASSWORD);
    List<String> set = again.headers().allValues("set-cookie");
    assertThat(set).hasSize(1);
    assertThat(set.get(0))
        .startsWith("hs-session=")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Secure")
        .doesNotContain("Domain");
    assertThat(joe.cookies().get("hs-session")).isNotEqualTo(first).hasSize(64);
    assertThat(site.platform().people().bySession(first)).as("the old one is over").isEmpty();
    joe.get("/account");
    assertThat(joe.post("/log-out").statusCode()).isEqualTo(303);
    assertThat(joe.cookies()).doesNotContainKey("hs-session");
    assertThat(joe.get("/account").statusCode()).isEqualTo(401);
  }

  @Test
  void overHttpsCookiesAreForThisHostAlone() {
    try (TestSite https = new TestSite(10, Optional.of(URI.create("https://privacy.example")))) {
      HttpResponse<String> page = https.get("/log-in");
      assertThat(page.headers().allValues("set-cookie"))
          .singleElement()
          .satisfies(
              set ->
                  assertThat(set)
                      .startsWith("__Host-hs-form=")
                      .contains("Secure")
                      .contains("HttpOnly")
                      .contains("Path=/")
                      .contains("SameSite=Strict")
                      .doesNotContain("Domain"));
    }
  }

  @Test
  void signUpAndLogInTellNobodyWhoHasAnAccount() {
    Visitor.named(site, "known");
    List<String> pages = new ArrayList<>();
    for (String email : List.of("KNOWN@example.org", "fresh@example.org")) {
      Visitor visitor = new Visitor(site);
      visitor.get("/sign-up");
      HttpResponse<String> answer =
          visitor.post(
              "/sign-up", "email", email, "name", "Somebody", "password", "another long password");
      assertThat(answer.statusCode()).isEqualTo(200);
      pages.add(answer.body().replace(email, "EMAIL").replaceAll("value=\"[0-9a-f]{64}\"", "KEY"));
    }
    assertThat(pages.get(0))
        .isEqualTo(pages.get(1))
        .contains("If this e-mail address had no account");
    pages.clear();
    for (String email : List.of("known@example.org", "unknown@example.org")) {
      Visitor visitor = new Visitor(site);
      visitor.get("/log-in");
      HttpResponse<String> answer =
          visitor.post("/log-in", "email", email, "password", "not the password");
      assertThat(answer.statusCode()).isEqualTo(401);
      pages.add(answer.body().replace(email, "EMAIL").replaceAll("value=\"[0-9a-f]{64}\"", "KEY"));
    }
    assertThat(pages.get(0)).isEqualTo(pages.get(1)).contains("do not belong together");
  }

  @Test
  void badInputIsAnsweredWithASentenceAndShownHarmlessly() {
    for (String name :
        List.of(
            InMemoryPlatform.SCRIPT,
            InMemoryPlatform.QUOTES,
            InMemoryPlatform.BACKWARDS,
            "a\u0000b",
            "x".repeat(10_000))) {
      Visitor visitor = new Visitor(site);
      visitor.get("/sign-up");
      HttpResponse<String> answer =
          visitor.post(
              "/sign-up",
              "email",
              "hostile@example.org",
              "name",
              name,
              "password",
              Visitor.PASSWORD);
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
      assertThat(answer.body())
          .contains("A name has 1 to 60 letters")
          .doesNotContain(InMemoryPlatform.SCRIPT)
          .doesNotContain("\u202E")
          .hasSizeLessThan(20_000);
    }
    Visitor visitor = new Visitor(site);
    visitor.get("/sign-up");
    assertThat(
            visitor
                .post("/sign-up", "email", "x".repeat(2_000_000), "name", "X", "password", "p")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void afterLogInOneGoesOnWithinThisSiteOnly() {
    Visitor.named(site, "kim");
    for (String next :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "x")) {
      Visitor kim = new Visitor(site);
      kim.get("/log-in");
      assertThat(location(kim, next)).as(next).isEqualTo("/account");
    }
    Visitor kim = new Visitor(site);
    kim.get("/log-in?next=%2Fchallenges%2Fmayo-liver%2Fteam");
    assertThat(location(kim, TEAM)).isEqualTo(TEAM);
  }

  private static String location(Visitor visitor, String next) {
    String to =
        visitor
            .post("/log-in", "email", "kim@example.org", "password", Visitor.PASSWORD, "next", next)
            .headers()
            .firstValue("location")
            .orElseThrow();
    return to.replaceFirst("^http://[^/]+", "");
  }

  @Test
  void theOperatorMakesAdministratorsAndLinksForNewPasswords() {
    String body =
        "{\"email\":\"First@example.org\",\"name\":\"First\",\"password\":\"a first long password\"}";
    assertThat(operator("/api/v1/administrators", InMemoryPlatform.TOKEN, body).statusCode())
        .isEqualTo(401);
    assertThat(
            operator("/api/v1/administrators", InMemoryPlatform.OPERATOR_TOKEN, body).statusCode())
        .isEqualTo(201);
    assertThat(
            operator("/api/v1/administrators", InMemoryPlatform.OPERATOR_TOKEN, body).statusCode())
        .isEqualTo(409);
    HttpResponse<String> made =
        operator(
            "/api/v1/password-resets",
            InMemoryPlatform.OPERATOR_TOKEN,
            "{\"email\":\"first@example.org\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String link = Visitor.found(Pattern.compile("(/reset\\?token=hsr_[0-9a-f]{64})"), made.body());
    Visitor first = new Visitor(site);
    assertThat(first.get(link).body()).contains("first@example.org");
    String token = link.substring(link.indexOf('=') + 1);
    assertThat(first.post("/reset", "token", token, "password", "short").statusCode())
        .isEqualTo(400);
    assertThat(
            first.post("/reset", "token", token, "password", "a second long password").statusCode())
        .isEqualTo(200);
    assertThat(
            first
                .post("/log-in", "email", "first@example.org", "password", "a second long password")
                .statusCode())
        .isEqualTo(303);
    assertThat(first.get("/admin/audit-log").body()).contains("reset link made");
    assertThat(first.get(link).statusCode()).as("used").isEqualTo(404);
    assertThat(
            operator(
                    "/api/v1/roles",
                    InMemoryPlatform.OPERATOR_TOKEN,
                    "{\"email\":\"first@example.org\",\"role\":\"administrator\",\"held\":false}")
                .statusCode())
        .isEqualTo(200);
    assertThat(first.get("/admin/audit-log").statusCode()).isEqualTo(403);
    assertThat(
            operator(
                    "/api/v1/roles",
                    InMemoryPlatform.OPERATOR_TOKEN,
                    "{\"email\":\"first@example.org\",\"role\":\"king\"}")
                .statusCode())
        .isEqualTo(400);
  }

  private static HttpResponse<String> operator(String path, String token, String body) {
    return site.send(
        HttpRequest.newBuilder(site.uri(path))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> api(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.uri(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return site.send(request.build());
  }
}
