package org.hideandseek.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;

/**
 * A whole platform with its pages, that plays without containers and by a clock that stands still
 * until a test moves it.
 */
final class SmallSite implements AutoCloseable {
  /** What a bundle of few patients begins with; its name is {@code small-pbc}. */
  static final String BUNDLE =
      """
      name: small-pbc
      title: Small
      summary: Few patients of mayo-pbc.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  static final String HOME = "/challenges/small-pbc";

  private final AtomicReference<Instant> now;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Path data;
  private final DatabaseConfig database;
  private Platform platform;
  private WebServer web;

  /**
   * Opens a challenge in a new folder.
   *
   * @param folder gets the platform's folder {@code data}, and the folder {@code bundle}, which may
   *     hold what the challenge's file names
   * @param more what follows {@link #BUNDLE}
   * @param moment at which the clock stands
   */
  SmallSite(Path folder, EmptyDatabases databases, String more, String moment) throws Exception {
    now = new AtomicReference<>(Instant.parse(moment));
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE + more);
    data = folder.resolve("data");
    database = databases.next(data);
    serve();
    platform.hosting().open(bundle.toString());
  }

  /** Goes on after it was closed, as a node that is started again. */
  void serve() throws Exception {
    // The same splits in every test, so that the audit's random tests never err here.
    SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(1);
    platform =
        Platform.open(
            new PlatformConfig(data, database, 1, List.of()),
            new CopyingSandbox(),
            new PublishedBoards(),
            new StandingClock(now),
            random);
    web = new WebServer(platform.desks(), WebConfig.of("test"));
    web.start(0, "127.0.0.1");
  }

  private static final class StandingClock extends Clock {
    private final AtomicReference<Instant> now;

    StandingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("all times are in UTC");
    }
  }

  Platform platform() {
    return platform;
  }

  DatabaseConfig database() {
    return database;
  }

  int port() {
    return web.port();
  }

  HttpClient client() {
    return client;
  }

  /** Moves the clock. */
  void goTo(String moment) {
    now.set(Instant.parse(moment));
  }

  Instant now() {
    return now.get();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return client.send(request.uri(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(), path);
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder().header("Authorization", "Bearer " + token), path);
  }

  JsonNode read(String path) throws Exception {
    return json.readTree(get(path).body());
  }

  HttpResponse<String> submit(String token, String role, String name) throws Exception {
    return send(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("image of " + role + " " + name)),
        "/api/v1" + HOME + "/submissions?role=" + role + "&name=" + name);
  }

  @Override
  public void close() throws IOException {
    web.close();
    platform.close();
  }
}
