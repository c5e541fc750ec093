package org.hideandseek.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.audience.People;
import org.hideandseek.web.AuthenticatorApp;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.hideandseek.web.error.ErrorAnswers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document and the server say the same: routes on the one hand, what is really answered
 * on the other. What the document does not name is an error here, though clients must bear it.
 */
class OpenApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "";
  private static final Map<String, String> TUS = Map.of("Tus-Resumable", "1.0.0");
  private static final String CHALLENGE = "/api/v1/challenges/mayo-liver";

  private final TestSite site = new TestSite();
  private static final String ADMINISTRATOR =
      "{\"email\":\"ida@example.org\",\"name\":\"Ida\",\"password\":\"correct horse battery\"}";
  private static final String ORGANISER =
      "{\"email\":\"ada@example.org\",\"role\":\"organiser\",\"challenge\":\"mayo-pbc\"}";

  private static final String ORGANISER_TOO = ORGANISER.replace("mayo-pbc", "mayo-liver");
  private static final String CREATOR = "{\"email\":\"ada@example.org\",\"role\":\"creator\"}";
  private static final String ORGANISE = "/api/v1/challenges/mayo-pbc/organise";
  private static final String EXTENSION =
      "{\"phase\":\"final\",\"ends\":\"2027-03-01T18:00:00Z\",\"move\":true}";

  private JsonNode document;

  /** A request, by whose token, and the status that it must have. */
  private record Exchange(
      String method,
      String path,
      String token,
      String type,
      String body,
      int status,
      Map<String, String> headers) {
    Exchange(String method, String path, String token, String type, String body, int status) {
      this(method, path, token, type, body, status, Map.of());
    }

    static Exchange get(String path, String token, int status) {
      return new Exchange("GET", path, token, "", "", status);
    }

    static Exchange post(String path, String token, String body, int status) {
      return new Exchange("POST", path, token, "application/json", body, status);
    }
  }

  @BeforeEach
  void read() throws IOException {
    HttpResponse<String> answer = site.get("/api/v1/openapi.json");
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
    document = JSON.readTree(answer.body());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void everyRouteIsAnOperationAndEveryOperationARoute() {
    InMemoryPlatform platform = new InMemoryPlatform();
    Set<String> routes;
    try (WebServer server = new WebServer(platform.desks(), WebConfig.of("test"))) {
      routes =
          server.routes().stream()
              .filter(route -> !route.startsWith("HEAD "))
              .filter(route -> ErrorAnswers.isForPrograms(route.substring(route.indexOf('/'))))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(routes).hasSizeGreaterThan(20);
    assertThat(operations().keySet()).containsExactlyElementsOf(routes);
  }

  @Test
  void everyOperationIsWhole() {
    Set<String> ids = new TreeSet<>();
    operations()
        .forEach(
            (route, operation) -> {
              assertThat(ids.add(operation.path("operationId").asText())).as(route).isTrue();
              assertThat(operation.path("summary").asText()).as(route).isNotEmpty();
              assertThat(operation.path("responses").has("default")).as(route).isTrue();
              Set<String> inPath = new TreeSet<>();
              Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(route);
              while (matcher.find()) {
                inPath.add(matcher.group(1));
              }
              Set<String> declared = new TreeSet<>();
              for (JsonNode parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asText()).as(route).endsWith(".");
                if (parameter.path("in").asText().equals("path")) {
                  declared.add(parameter.path("name").asText());
                }
              }
              assertThat(declared).as(route).isEqualTo(inPath);
            });
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void whatIsAnsweredIsWhatTheDocumentSays() throws IOException {
    String team = InMemoryPlatform.TOKEN;
    String operator = InMemoryPlatform.OPERATOR_TOKEN;
    String person = tokenOfAPersonWithATeam();
    String upload = CHALLENGE + "/submissions?role=hider&name=";
    List<Exchange> exchanges =
        List.of(
            Exchange.get("/api/v1/challenges", NOBODY, 200),
            Exchange.get(CHALLENGE, NOBODY, 200),
            Exchange.get("/api/v1/challenges/mayo-pbc", NOBODY, 200),
            Exchange.get("/api/v1/challenges/icu-nutrition", NOBODY, 200),
            Exchange.get("/api/v1/challenges/nothing", NOBODY, 404),
            Exchange.get(CHALLENGE + "/leaderboards", NOBODY, 200),
            Exchange.get("/api/v1/challenges/icu-nutrition/leaderboards", NOBODY, 200),
            Exchange.get(CHALLENGE + "/matrix", NOBODY, 200),
            Exchange.get(CHALLENGE + "/matches?hider=timevae", NOBODY, 200),
            Exchange.get(CHALLENGE + "/matches?limit=5", NOBODY, 200),
            Exchange.get(CHALLENGE + "/matches?limit=0", NOBODY, 400),
            Exchange.get(CHALLENGE + "/submissions?limit=2", NOBODY, 200),
            Exchange.get(CHALLENGE + "/submissions?after=x", NOBODY, 400),
            Exchange.get("/api/v1/submissions/3/runs?limit=1", NOBODY, 200),
            Exchange.get("/api/v1/submissions/3/runs", NOBODY, 200),
            Exchange.get(CHALLENGE + "/commitments", NOBODY, 200),
            Exchange.get(CHALLENGE + "/pages/rules", NOBODY, 200),
            Exchange.get(CHALLENGE + "/pages/nothing", NOBODY, 404),
            Exchange.get("/api/v1/challenges/nothing/events", NOBODY, 404),
            Exchange.get("/api/v1/submissions/1", NOBODY, 200),
            Exchange.get("/api/v1/submissions/3", NOBODY, 200),
            Exchange.get("/api/v1/submissions/9", NOBODY, 200),
            Exchange.get("/api/v1/submissions/18", NOBODY, 200),
            Exchange.get("/api/v1/submissions/x", NOBODY, 404),
            Exchange.get("/api/v1/submissions/1/log", team, 200),
            Exchange.get("/api/v1/submissions/1/log", NOBODY, 401),
            Exchange.get("/api/v1/submissions/1/scores", NOBODY, 200),
            Exchange.get("/api/v1/submissions/11/scores", NOBODY, 200),
            Exchange.get("/api/v1/submissions/77777/scores", NOBODY, 404),
            Exchange.get("/api/v1/challenges/mayo-liver/practice", NOBODY, 200),
            Exchange.get("/api/v1/challenges/mayo-pbc/practice", NOBODY, 404),
            Exchange.get(CHALLENGE + "/submissions?own=true", team, 200),
            Exchange.get(CHALLENGE + "/submissions?own=true", NOBODY, 401),
            Exchange.get(CHALLENGE + "/submissions?own=mine", team, 400),
            Exchange.get("/api/v1/submissions/9/upload", team, 200),
            Exchange.get("/api/v1/submissions/9/upload", NOBODY, 401),
            Exchange.get("/api/v1/submissions/1/upload", team, 404),
            Exchange.get("/api/v1/submissions/9/releases/1", team, 200),
            Exchange.get("/api/v1/submissions/9/releases/2", team, 404),
            Exchange.get(CHALLENGE + "/releases", team, 200),
            Exchange.get("/api/v1/challenges/mayo-pbc/releases", team, 403),
            Exchange.get(CHALLENGE + "/releases", NOBODY, 401),
            Exchange.get("/api/v1/matches/100", NOBODY, 200),
            Exchange.get("/api/v1/matches/131", NOBODY, 200),
            Exchange.get("/api/v1/matches/197", NOBODY, 200),
            Exchange.get("/api/v1/releases/100011", NOBODY, 200),
            Exchange.get("/api/v1/releases/100031", NOBODY, 200),
            Exchange.get("/api/v1/releases/100082", NOBODY, 200),
            Exchange.get("/api/v1/releases/100092", NOBODY, 200),
            Exchange.get("/api/v1/releases/100011/near-copies", operator, 200),
            Exchange.get("/api/v1/releases/100011/near-copies", team, 401),
            Exchange.get("/api/v1/schema/challenge", NOBODY, 200),
            Exchange.get("/api/v1/openapi.json", NOBODY, 200),
            Exchange.get("/health/live", NOBODY, 200),
            Exchange.get("/health/ready", NOBODY, 200),
            Exchange.get("/metrics", operator, 200),
            Exchange.get("/metrics", team, 401),
            new Exchange("POST", upload + "new", team, "application/zip", "PK", 201),
            new Exchange("POST", upload + "new", team, "application/zip", "PK", 409),
            new Exchange("POST", upload + "new", team, "image/png", "PK", 415),
            Exchange.post("/api/v1/submissions/1/raise", operator, "", 200),
            Exchange.post("/api/v1/submissions/2/disqualify", operator, "{\"reason\":\"x\"}", 200),
            Exchange.post("/api/v1/submissions/2/disqualify", operator, "{}", 400),
            new Exchange("PUT", "/api/v1/submissions/13/choice", team, "", "", 200),
            new Exchange("PUT", "/api/v1/submissions/13/choice", NOBODY, "", "", 401),
            Exchange.get("/api/v1/submissions/13", team, 200),
            new Exchange("DELETE", "/api/v1/submissions/13/choice", team, "", "", 200),
            new Exchange("DELETE", "/api/v1/submissions/2/choice", team, "", "", 404),
            Exchange.post("/api/v1/submissions/13/withdraw", team, "", 200),
            Exchange.post("/api/v1/submissions/13/withdraw", NOBODY, "", 401),
            Exchange.post("/api/v1/submissions/9/cancel", team, "", 200),
            Exchange.post("/api/v1/submissions/9/cancel", team, "", 409),
            Exchange.post("/api/v1/administrators", operator, ADMINISTRATOR, 201),
            Exchange.post("/api/v1/administrators", operator, ADMINISTRATOR, 409),
            Exchange.post(
                "/api/v1/password-resets", operator, "{\"email\":\"ida@example.org\"}", 201),
            Exchange.post(
                "/api/v1/second-factor-resets", operator, "{\"email\":\"ada@example.org\"}", 200),
            Exchange.post(
                "/api/v1/second-factor-resets", operator, "{\"email\":\"ida@example.org\"}", 404),
            Exchange.post("/api/v1/roles", operator, ORGANISER, 200),
            Exchange.post("/api/v1/roles", operator, CREATOR, 200),
            Exchange.get(ORGANISE, person, 200),
            Exchange.get(ORGANISE, NOBODY, 401),
            Exchange.get(CHALLENGE + "/organise", person, 403),
            Exchange.post(ORGANISE + "/pause", person, "{\"reason\":\"Full.\"}", 200),
            Exchange.post(ORGANISE + "/pause", person, "{\"reason\":\"Full.\"}", 409),
            Exchange.get(ORGANISE, person, 200),
            Exchange.post(ORGANISE + "/resume", person, "", 200),
            Exchange.post(ORGANISE + "/announce", person, "{\"text\":\"Hello.\"}", 200),
            Exchange.post(ORGANISE + "/extend", person, EXTENSION, 200),
            Exchange.post(ORGANISE + "/extend", person, "{\"phase\":\"x\",\"ends\":\"?\"}", 400),
            Exchange.get(ORGANISE + "/cost?hiders=3&seekers=2", person, 200),
            Exchange.get(ORGANISE + "/cost?hiders=x", person, 400),
            Exchange.get(ORGANISE + "/rescore", person, 200),
            Exchange.post(ORGANISE + "/rescore", person, "", 200),
            Exchange.post(ORGANISE + "/rescore/apply", person, "", 200),
            Exchange.post(ORGANISE + "/rescore", person, "", 200),
            Exchange.post(ORGANISE + "/rescore/drop", person, "", 200),
            Exchange.post(ORGANISE + "/rescore/drop", person, "", 409),
            Exchange.get("/api/v1/challenges/mayo-pbc", NOBODY, 200),
            Exchange.post("/api/v1/roles", operator, ORGANISER_TOO, 200),
            Exchange.post(
                CHALLENGE + "/organise/submissions/1/rerun",
                person,
                "{\"reason\":\"A disk failed.\"}",
                200),
            Exchange.post(CHALLENGE + "/organise/submissions/1/raise", person, "", 200),
            Exchange.post(
                CHALLENGE + "/organise/submissions/1/disqualify",
                person,
                "{\"reason\":\"x\"}",
                200),
            Exchange.post(CHALLENGE + "/organise/submissions/9999/raise", person, "", 404),
            Exchange.get("/api/v1/bundles", person, 200),
            Exchange.get("/api/v1/bundles", team, 401),
            bundle("good.zip", person, 201),
            bundle("bad.zip", person, 201),
            Exchange.get("/api/v1/bundles", person, 200),
            Exchange.get("/api/v1/bundles/1", person, 200),
            Exchange.get("/api/v1/bundles/2", person, 200),
            Exchange.get("/api/v1/bundles/3", person, 404),
            Exchange.post("/api/v1/bundles/2/open", person, "", 400),
            Exchange.post("/api/v1/bundles/2/discard", person, "", 200),
            Exchange.post("/api/v1/bundles/1/open", person, "", 201),
            Exchange.get("/api/v1/account", person, 200),
            Exchange.get("/api/v1/account", team, 401),
            Exchange.get(CHALLENGE + "/team", person, 200),
            Exchange.get("/api/v1/challenges/mayo-pbc/team", person, 404),
            Exchange.get("/api/v1/audit-log?challenge=mayo-pbc", person, 200),
            Exchange.get("/api/v1/audit-log", person, 403),
            Exchange.post("/api/v1/teams", operator, "{\"name\":\"Lethe\"}", 201),
            Exchange.post("/api/v1/teams", operator, "{", 400),
            Exchange.post("/api/v1/teams/Lethe/token", operator, "", 200),
            Exchange.post("/api/v1/challenges", operator, "{\"bundle\":\"mayo-liver\"}", 200),
            Exchange.post(CHALLENGE + "/dump", operator, "{\"folder\":\"/srv/x\"}", 200),
            Exchange.post(CHALLENGE + "/dump", operator, "{\"folder\":\"x\"}", 400),
            Exchange.post(CHALLENGE + "/close", operator, "", 200),
            Exchange.get(CHALLENGE + "/commitments", NOBODY, 200),
            Exchange.get(CHALLENGE, NOBODY, 200));
    Set<String> shown = new TreeSet<>(resumableUpload(team));
    for (Exchange exchange : exchanges) {
      String route = check(exchange);
      if (exchange.status() < 300) {
        shown.add(route);
      }
    }
    // Its answer has no end; LiveIT reads it.
    shown.add("GET /api/v1/challenges/{name}/events");
    assertThat(shown).isEqualTo(operations().keySet());

    site.platform().breakDown();
    check(Exchange.get("/health/ready", NOBODY, 503));
    check(Exchange.get("/api/v1/challenges", NOBODY, 500));
  }

  private static Exchange bundle(String name, String token, int status) {
    return new Exchange(
        "POST", "/api/v1/bundles?name=" + name, token, "application/zip", "PK", status);
  }

  private String tokenOfAPersonWithATeam() {
    People people = site.platform().people();
    people.accounts().signUp("ada@example.org", "Ada", "correct horse battery", "127.0.0.1");
    String session =
        people.accounts().logIn("ada@example.org", "correct horse battery", "127.0.0.1");
    Person person = people.bySession(session).orElseThrow();
    people.teams().make(person, "mayo-liver", "Mnemosyne", "127.0.0.1");
    SecondFactors factors = people.secondFactors();
    String secret = factors.begin(person, "correct horse battery", "127.0.0.1").secret();
    factors.confirm(person, AuthenticatorApp.code(secret), "127.0.0.1");
    return people.accounts().makeToken(person, "laptop", Scope.SUBMIT, "127.0.0.1");
  }

  /** The routes of an upload in two parts, and of one that is deleted. */
  private Set<String> resumableUpload(String team) throws IOException {
    String begin = CHALLENGE + "/uploads";
    String metadata =
        "role aGlkZXI=,name d2hvbGU=,description YSA8Yj4=,sheet.data eWVz,agree dHJ1ZQ==";
    Set<String> shown = new TreeSet<>();
    shown.add(check(tus("OPTIONS", begin, NOBODY, 204)));
    Exchange first =
        tus("POST", begin, team, 201, "Upload-Length", "4", "Upload-Metadata", metadata);
    shown.add(check(first));
    String id = "/api/v1/uploads/upload0000000001";
    check(tus("POST", begin, NOBODY, 401, "Upload-Length", "4"));
    check(tus("POST", begin, team, 400, "Upload-Length", "4", "Upload-Metadata", "role !"));
    check(Exchange.post(begin, team, "", 412));
    check(part(id, team, "PK", 204, "0"));
    check(part(id, team, "PK", 409, "0"));
    check(part(id, team, "PKPKPK", 413, "2"));
    check(new Exchange("PATCH", id, team, "text/plain", "PK", 415, TUS));
    check(Exchange.post(id + "/submission", team, "", 409));
    shown.add(check(part(id, team, "PK", 204, "2")));
    shown.add(check(Exchange.get(id, team, 200)));
    shown.add(check(Exchange.get("/api/v1/uploads", team, 200)));
    check(Exchange.get("/api/v1/uploads", NOBODY, 401));
    shown.add(check(Exchange.post(id + "/submission", team, "", 201)));
    check(Exchange.post(id + "/submission", team, "", 201));
    check(Exchange.get("/api/v1/submissions/900", team, 200));
    check(first);
    String second = "/api/v1/uploads/upload0000000002";
    shown.add(check(tus("DELETE", second, team, 204)));
    check(Exchange.get(second, team, 404));
    return shown;
  }

  private static Exchange part(String path, String token, String bytes, int status, String offset) {
    return new Exchange(
        "PATCH",
        path,
        token,
        "application/offset+octet-stream",
        bytes,
        status,
        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", offset));
  }

  private static Exchange tus(
      String method, String path, String token, int status, String... headers) {
    Map<String, String> all = new TreeMap<>(TUS);
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new Exchange(method, path, token, "", "", status, all);
  }

  @Test
  void theComparisonNoticesWhatIsLeftOutOrAdded() throws IOException {
    JsonSchema schema =
        strict(JSON.readTree("{\"$ref\": \"#/components/schemas/SubmissionSummary\"}"));
    JsonNode challenge = JSON.readTree(site.get(CHALLENGE).body());
    ObjectNode submission = (ObjectNode) challenge.get("submissions").get(0);
    assertThat(schema.validate(submission)).isEmpty();
    assertThat(schema.validate(submission.deepCopy().put("secret", 1))).hasSize(1);
    assertThat(schema.validate(submission.deepCopy().put("created_at", "today"))).hasSize(1);
    submission.remove("team");
    assertThat(schema.validate(submission)).hasSize(1);
  }

  /** The route of an exchange whose answer is as the document says. */
  private String check(Exchange exchange) throws IOException {
    String as = exchange.method() + " " + exchange.path();
    Map.Entry<String, JsonNode> operation =
        operations().entrySet().stream()
            .filter(entry -> matches(entry.getKey(), exchange))
            .min(Map.Entry.comparingByKey())
            .orElseThrow(() -> new AssertionError("no operation for " + as));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.uri(exchange.path()))
            .method(exchange.method(), BodyPublishers.ofString(exchange.body(), UTF_8));
    if (!exchange.token().isEmpty()) {
      request.header("Authorization", "Bearer " + exchange.token());
    }
    if (!exchange.type().isEmpty()) {
      request.header("Content-Type", exchange.type());
    }
    exchange.headers().forEach(request::header);
    HttpResponse<String> answer = site.send(request.build());
    assertThat(answer.statusCode()).as(as + answer.body()).isEqualTo(exchange.status());
    JsonNode responses = operation.getValue().get("responses");
    JsonNode response = responses.path(Integer.toString(exchange.status()));
    response = response.isMissingNode() ? responses.get("default") : response;
    if (response.has("$ref")) {
      response = document.at(response.get("$ref").asText().substring(1));
    }
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            header -> assertThat(answer.headers().firstValue(header)).as(as + header).isPresent());
    if (!response.has("content")) {
      assertThat(answer.body()).as(as).isEmpty();
      return operation.getKey();
    }
    String type = answer.headers().firstValue("content-type").orElseThrow().split(";")[0];
    JsonNode content = response.get("content");
    assertThat(content.fieldNames()).toIterable().as(as).containsExactly(type);
    if (type.endsWith("json")) {
      assertThat(strict(content.get(type).get("schema")).validate(JSON.readTree(answer.body())))
          .as(as)
          .isEmpty();
    }
    return operation.getKey();
  }

  private static boolean matches(String route, Exchange exchange) {
    String path = exchange.path().split("\\?")[0];
    String pattern = route.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\.");
    return (exchange.method() + " " + path).matches(pattern);
  }

  /** The schema, which also refuses what it does not name. */
  private JsonSchema strict(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    JsonNode components = document.get("components").deepCopy();
    close(components.get("schemas"));
    whole.set("components", components);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void close(JsonNode node) {
    node.forEach(OpenApiIT::close);
    if (node.path("type").toString().contains("object") && node.path("properties").isObject()) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String name = method.getKey().toUpperCase(Locale.ROOT);
        operations.put(name + " " + path.getKey(), method.getValue());
      }
    }
    return operations;
  }
}
