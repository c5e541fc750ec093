package org.hideandseek.web.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.BindException;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.Desks;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.account.AccountSite;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.OpenApi;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.board.BoardApi;
import org.hideandseek.web.board.BoardPages;
import org.hideandseek.web.board.ScoresApi;
import org.hideandseek.web.challenge.ChallengeApi;
import org.hideandseek.web.challenge.ChallengePages;
import org.hideandseek.web.commitment.CommitmentApi;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.hosting.HostingApi;
import org.hideandseek.web.live.LiveApi;
import org.hideandseek.web.metrics.MetricsApi;
import org.hideandseek.web.openid.OpenIdProvider;
import org.hideandseek.web.organise.OrganiseSite;
import org.hideandseek.web.page.AboutPages;
import org.hideandseek.web.page.Assets;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.repeat.RepeatedRequests;
import org.hideandseek.web.report.ReportApi;
import org.hideandseek.web.report.ReportPages;
import org.hideandseek.web.request.RequestJournal;
import org.hideandseek.web.session.Browser;
import org.hideandseek.web.submission.DownloadApi;
import org.hideandseek.web.submission.EndingApi;
import org.hideandseek.web.submission.EndingPages;
import org.hideandseek.web.submission.SubmissionApi;
import org.hideandseek.web.submission.SubmissionPages;
import org.hideandseek.web.submission.SubmitPages;
import org.hideandseek.web.submission.TusApi;
import org.hideandseek.web.submission.UploadApi;
import org.hideandseek.web.team.TeamApi;

/** Serves pages, API and live events. Started once, closed once. */
public final class WebServer implements AutoCloseable {
  private static final long GRACE_MILLIS = 5_000;
  private static final long IDLE_MILLIS = 100;

  /** A description and a fact sheet travel in a header. */
  private static final int HEADER_BYTES = 64 << 10;

  private final LiveApi live;
  private final RepeatedRequests repeats;
  private final GracefulHandler requests = new GracefulHandler();
  private final Javalin javalin;

  public WebServer(Desks desks, WebConfig config) {
    Visitors visitors = desks.visitors();
    Participants participants = desks.participants();
    Operators operators = desks.operators();
    People people = desks.people();
    Organisers organisers = desks.organisers();
    Json json = new Json();
    Assets assets = new Assets();
    Browser browser = new Browser(people, new Tokens(new SecureRandom()), config.secure());
    Site site = new Site(assets, config.version(), browser::looker);
    Callers callers = new Callers(participants, browser);
    Audience audience = new Audience(visitors, participants, callers);
    Optional<OpenIdProvider> provider =
        config.openId().map(openId -> new OpenIdProvider(openId, Clock.systemUTC()));
    Doorway doorway = new Doorway(site, browser, provider.map(OpenIdProvider::name));
    OwnAddress ownAddress = new OwnAddress(config.publicUrl());
    Renditions renditions = new Renditions(callers, ownAddress);
    live = new LiveApi(visitors, json, config.liveClients(), config.keepAlive());
    MetricsApi metrics = new MetricsApi(operators, live::clients);
    RequestJournal journal = new RequestJournal(List.of(metrics));
    repeats = new RepeatedRequests(participants.repeats(), json, protections());
    javalin =
        Javalin.create(
            javalinConfig -> {
              serving(javalinConfig, requests, site, json, journal);
              repeats.addTo(javalinConfig);
              var routes = javalinConfig.routes;
              journal.addTo(routes);
              routes.before(ctx -> protections().forEach(ctx::header));
              assets.addTo(routes);
              new ChallengePages(visitors, audience, renditions, site, ownAddress).addTo(routes);
              new BoardPages(audience, renditions, site).addTo(routes);
              new SubmissionPages(audience, participants, browser, renditions, site, ownAddress)
                  .addTo(routes);
              new ReportPages(audience, site).addTo(routes);
              new AboutPages(site).addTo(routes);
              new ChallengeApi(visitors, audience, renditions, json).addTo(routes);
              new BoardApi(audience, renditions, json).addTo(routes);
              new ReportApi(audience, operators, json).addTo(routes);
              new SubmissionApi(audience, participants, callers, renditions, json).addTo(routes);
              new ScoresApi(audience, json).addTo(routes);
              new DownloadApi(participants.downloads(), callers).addTo(routes);
              new UploadApi(participants, callers, visitors, json).addTo(routes);
              new TusApi(participants.uploads(), callers, visitors, json).addTo(routes);
              new SubmitPages(participants, visitors, browser, site, assets).addTo(routes);
              new EndingApi(participants, callers, operators, visitors, json).addTo(routes);
              new EndingPages(participants, callers, operators).addTo(routes);
              new TeamApi(operators, json).addTo(routes);
              new AccountSite(people, visitors, participants, operators, ownAddress, provider)
                  .addTo(routes, json, doorway);
              new OrganiseSite(organisers, people, ownAddress).addTo(routes, site, json, doorway);
              new CommitmentApi(visitors, json).addTo(routes);
              new HostingApi(operators, json).addTo(routes);
              live.addTo(routes);
              new OpenApi().addTo(routes);
              new Health(operators, json).addTo(routes);
              metrics.addTo(routes);
              new ErrorAnswers(site, json).addTo(javalinConfig);
            });
  }

  /**
   * Starts to serve.
   *
   * @param port 0 takes a free one
   * @param bindAddress a name or number of this machine, such as {@code 127.0.0.1}
   * @throws ProblemException with a sentence for the operator, if the port can't be had
   */
  public void start(int port, String bindAddress) {
    try {
      javalin.start(bindAddress, port);
    } catch (JavalinException e) {
      live.close();
      repeats.close();
      throw new ProblemException(Problem.UNAVAILABLE, whyNot(port, bindAddress, e), e);
    }
  }

  /** The port it serves on. */
  public int port() {
    return javalin.port();
  }

  /** Every method and path that it takes, such as {@code GET /api/v1/challenges/{name}}. */
  Set<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Ends live connections, lets other requests finish for a few seconds, and stops. */
  @Override
  public void close() {
    boolean nobodyListens = live.clients() == 0;
    live.close();
    if (nobodyListens && requests.isRunning() && nothingIsAsked()) {
      hurryIdleConnections();
    }
    javalin.stop();
    repeats.close();
  }

  /** Whether all requests have ended, some of them perhaps this moment. */
  private boolean nothingIsAsked() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    while (requests.getCurrentRequestCount() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return requests.getCurrentRequestCount() == 0;
  }

  /**
   * Connections that clients only keep for later would be waited for, for a second. While a request
   * is under way that second stays, and for live events: their last bytes may be on the way.
   */
  private void hurryIdleConnections() {
    for (Connector connector : requests.getServer().getConnectors()) {
      if (connector instanceof AbstractConnector hurried) {
        hurried.setShutdownIdleTimeout(IDLE_MILLIS);
      }
    }
  }

  private static String whyNot(int port, String bindAddress, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof BindException && message.contains("Permission denied")) {
        return String.format(
            Locale.ROOT,
            "Port %d is reserved for the system; choose one from 1024 with --port.",
            port);
      }
      if (cause instanceof BindException && message.contains("Cannot assign")) {
        return "This machine has no address " + bindAddress + "; choose another with --bind.";
      }
      if (cause instanceof BindException) {
        return String.format(
            Locale.ROOT,
            "Port %d is in use; stop what uses it or choose another with --port.",
            port);
      }
      if (cause instanceof SocketException) {
        return "This machine has no address " + bindAddress + "; choose another with --bind.";
      }
    }
    return "The web server can't be started: " + thrown.getMessage();
  }

  private static void serving(
      JavalinConfig config,
      GracefulHandler requests,
      Site site,
      Json json,
      RequestJournal journal) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(HEADER_BYTES));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new UnreadableRequests(site, json));
          server.insertHandler(requests);
          journal.watch(server);
          server.addEventListener(new LargeReads());
          server.setStopTimeout(GRACE_MILLIS);
        });
  }

  /** Headers of every answer. */
  static Map<String, String> protections() {
    return Map.of(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options",
        "nosniff",
        "X-Frame-Options",
        "DENY",
        "Referrer-Policy",
        "same-origin",
        "Cross-Origin-Opener-Policy",
        "same-origin",
        "Cross-Origin-Resource-Policy",
        "same-origin",
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=()");
  }
}
