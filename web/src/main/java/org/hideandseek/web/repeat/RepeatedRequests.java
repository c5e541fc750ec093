package org.hideandseek.web.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.JavalinConfig;
import io.javalin.router.InternalRouter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.hideandseek.platform.repeat.Attempt;
import org.hideandseek.platform.repeat.KeptAnswer;
import org.hideandseek.platform.repeat.Repeats;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.KeptForRepeats;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.request.RequestId;
import org.hideandseek.web.request.RequestJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a POST of the API that was sent before with the same {@code Idempotency-Key} by the same
 * sender as it was answered then, and does nothing again. What was refused created nothing and is
 * tried again. An answer that says {@code no-store}, as those with a secret do, is not kept unless
 * its route says that it may be: a repetition is told that it was done.
 *
 * <p>It stands before all routes, so that it sees whole bodies as they are read: a repetition has
 * the same method, address and body, to the byte.
 */
public final class RepeatedRequests implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RepeatedRequests.class);

  /** The header with the key. */
  public static final String KEY = "Idempotency-Key";

  /** The header of an answer that was given before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern KEYS = Pattern.compile("\"?([!#-\\[\\]-~]{1,200})\"?");
  private static final long TICK_SECONDS = 30;
  private static final long DRAINED_BYTES = 64L << 20;

  private final Repeats repeats;
  private final Json json;
  private final Map<String, String> headers;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "repeats");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A filter.
   *
   * @param headers of every answer
   */
  public RepeatedRequests(Repeats repeats, Json json, Map<String, String> headers) {
    this.repeats = repeats;
    this.json = json;
    this.headers = Map.copyOf(headers);
  }

  /** Puts it before the API's routes, and begins to renew what is held. */
  public void addTo(JavalinConfig config) {
    FilterHolder holder =
        new FilterHolder(
            (request, response, chain) ->
                filter(
                    config.unsafe.internalRouter,
                    (HttpServletRequest) request,
                    (HttpServletResponse) response,
                    chain));
    holder.setAsyncSupported(true);
    config.jetty.modifyServletContextHandler(
        servlets -> servlets.addFilter(holder, "/api/v1/*", EnumSet.of(DispatcherType.REQUEST)));
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      repeats.tick();
    } catch (RuntimeException e) {
      log.warn("The keys of requests could not be renewed", e);
    }
  }

  private void filter(
      InternalRouter router,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    String key = request.getHeader(KEY);
    Optional<String> sender = sender(request);
    if (key == null || !request.getMethod().equals("POST") || sender.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    RequestJournal.note(request, router);
    Matcher whole = KEYS.matcher(key);
    if (!whole.matches()) {
      refuse(
          request.getInputStream(),
          response,
          400,
          "The header "
              + KEY
              + " has 1 to 200 visible characters of ASCII, without quotes within.");
      return;
    }
    Sent sent = new Sent(request, sender.get(), whole.group(1));
    Repeats.Request begun;
    try {
      begun = repeats.begin(sent.sender(), sent.key());
    } catch (RuntimeException e) {
      log.error("A key could not be looked up", e);
      refuse(
          request.getInputStream(),
          response,
          503,
          "The platform can't tell at the moment whether this was sent before; send it again later.");
      return;
    }
    Attempt attempt = begun.attempt();
    if (attempt instanceof Attempt.First) {
      handle(sent, begun, response, chain);
    } else if (attempt instanceof Attempt.Answered answered) {
      answerAgain(sent, answered, response);
    } else {
      refuse(
          request.getInputStream(),
          response,
          409,
          "A request with this "
              + KEY
              + " is under way; send it again when that has been answered.");
    }
  }

  /** A request, by whom, and with which key. */
  private record Sent(HttpServletRequest request, String sender, String key) {
    String fingerprint(String body) {
      return Repeats.fingerprint(
          sender,
          key,
          request.getMethod()
              + " "
              + request.getRequestURI()
              + "?"
              + request.getQueryString()
              + "\n"
              + uploadHeaders()
              + "\n"
              + body);
    }

    /** What begins a resumable upload has no body; it says all in its headers. */
    private String uploadHeaders() {
      return request.getHeader("Upload-Length") + " " + request.getHeader("Upload-Metadata");
    }
  }

  private void handle(
      Sent sent, Repeats.Request begun, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HashedRequest hashed = new HashedRequest(sent.request());
    CapturedResponse captured = new CapturedResponse(response);
    boolean done = false;
    try {
      chain.doFilter(hashed, captured);
      done = captured.getStatus() >= 200 && captured.getStatus() < 300;
    } finally {
      if (done) {
        keep(sent, begun, hashed, captured);
      } else {
        giveBack(begun);
      }
    }
    captured.pass();
  }

  private void keep(
      Sent sent, Repeats.Request begun, HashedRequest hashed, CapturedResponse captured) {
    try {
      repeats.answered(
          begun,
          sent.fingerprint(hashed.bodyHash()),
          captured.kept(KeptForRepeats.isAllowed(sent.request())));
    } catch (IOException | RuntimeException e) {
      // It is done, and its sender has to know; whoever repeats it is made to wait.
      log.error("The answer to a request with a key could not be kept", e);
    }
  }

  private void giveBack(Repeats.Request begun) {
    try {
      repeats.giveBack(begun);
    } catch (RuntimeException e) {
      log.error("The key of a request could not be given back", e);
    }
  }

  private void answerAgain(Sent sent, Attempt.Answered answered, HttpServletResponse response)
      throws IOException {
    String body = new HashedRequest(sent.request()).bodyHash();
    if (!sent.fingerprint(body).equals(answered.request())) {
      answer(
          response,
          422,
          "Another request was sent with this "
              + KEY
              + " before; take a new key for a new request.");
      return;
    }
    if (answered.answer().isEmpty()) {
      answer(
          response,
          409,
          "This was done at "
              + Figures.time(answered.begunAt())
              + ", but the answer held a secret and was not kept; make a new one if you did not get it.");
      return;
    }
    KeptAnswer kept = answered.answer().get();
    headers.forEach(response::setHeader);
    response.setStatus(kept.status());
    response.setHeader(REPLAYED, "true");
    response.setHeader("Cache-Control", "no-cache");
    if (!kept.location().isEmpty()) {
      response.setHeader("Location", kept.location());
    }
    if (!kept.contentType().isEmpty()) {
      response.setContentType(kept.contentType());
    }
    response.getOutputStream().write(kept.body().getBytes(UTF_8));
  }

  /** Reads some of the body first: most clients listen when they have sent everything. */
  private void refuse(InputStream body, HttpServletResponse response, int status, String sentence)
      throws IOException {
    byte[] chunk = new byte[1 << 16];
    long read = 0;
    for (int n = body.read(chunk); n >= 0 && read < DRAINED_BYTES; n = body.read(chunk)) {
      read += n;
    }
    answer(response, status, sentence);
  }

  private void answer(HttpServletResponse response, int status, String sentence)
      throws IOException {
    String id = response.getHeader(RequestId.HEADER);
    headers.forEach(response::setHeader);
    response.setStatus(status);
    response.setContentType(ErrorAnswers.PROBLEM);
    response.setHeader("Cache-Control", "no-store");
    if (status == 503) {
      response.setHeader("Retry-After", "10");
    }
    response
        .getOutputStream()
        .write(json.text(ErrorAnswers.problem(json, status, sentence, id)).getBytes(UTF_8));
  }

  /** A secret that only the sender has: their token, else their session. */
  private static Optional<String> sender(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
          ? Optional.of(authorization.substring("bearer ".length()).strip())
          : Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().endsWith("hs-session"))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty())
            .findFirst();
  }

  /** Stops to renew what is held. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
