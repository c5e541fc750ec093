package org.hideandseek.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.web.openid.OpenIdConfig;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;

/** A real server on a free port, with the made-up platform behind it. */
public final class TestSite implements AutoCloseable {
  public static final List<String> PAGES =
      List.of(
          "/",
          "/challenges",
          "/about",
          "/challenges/mayo-liver",
          "/challenges/mayo-liver/leaderboard",
          "/challenges/mayo-liver/leaderboard?sort=utility&order=desc&q=o&show=teams",
          "/challenges/mayo-liver/matrix",
          "/challenges/mayo-liver/matches",
          "/challenges/mayo-liver/matches?hider=timevae&seeker=achilles",
          "/challenges/mayo-liver/pages/rules",
          "/challenges/mayo-pbc",
          "/challenges/mayo-pbc/leaderboard",
          "/challenges/mayo-pbc/matrix",
          "/challenges/mayo-pbc/matches",
          "/challenges/icu-nutrition",
          "/challenges/icu-nutrition/leaderboard",
          "/challenges/icu-nutrition/matrix",
          "/challenges/icu-nutrition/matches",
          "/matches/100",
          "/matches/101",
          "/matches/131",
          "/matches/197",
          "/releases/100011",
          "/releases/100013",
          "/releases/100021",
          "/releases/100031",
          "/releases/100082",
          "/releases/100092",
          "/submissions/1",
          "/submissions/3",
          "/submissions/9",
          "/submissions/15",
          "/submissions/16",
          "/submissions/20");

  private final InMemoryPlatform platform;
  private final Optional<MailConfig> mail;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;

  public TestSite() {
    this(100, Optional.empty());
  }

  public TestSite(int liveClients, Optional<URI> publicUrl) {
    this(liveClients, publicUrl, Optional.empty(), Optional.empty());
  }

  public TestSite(
      int liveClients,
      Optional<URI> publicUrl,
      Optional<MailConfig> mail,
      Optional<OpenIdConfig> openId) {
    this.mail = mail;
    platform = new InMemoryPlatform(mail);
    server =
        new WebServer(
            platform,
            platform,
            platform,
            platform.people(),
            platform.organisers(),
            new WebConfig(publicUrl, "0.1.0-test", liveClients, Duration.ofMillis(100), openId));
    server.start(0, "127.0.0.1");
  }

  /** Another node of the same platform. */
  public WebServer anotherNode() {
    WebServer other =
        new WebServer(
            platform,
            platform,
            platform,
            platform.people(),
            platform.organisers(),
            WebConfig.of("0.1.0-test"));
    other.start(0, "127.0.0.1");
    return other;
  }

  public InMemoryPlatform platform() {
    return platform;
  }

  /** Sends the mail that waits. */
  public void sendMail() {
    platform.sendMail(mail.orElseThrow());
  }

  public int port() {
    return server.port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    platform.close();
  }
}
