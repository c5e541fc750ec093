package org.hideandseek.web.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.challenge.ChallengeJson;
import org.hideandseek.web.challenge.StateLine;

/**
 * Live events of a challenge: {@code state} at the start and {@code changed} after every change,
 * each with a sentence and the progress. One thread writes to all clients and waits for none: a
 * client that reads too slowly misses events, and gets the latest.
 */
public final class LiveApi implements AutoCloseable {
  private final Visitors visitors;
  private final Json json;
  private final int limit;
  private final ScheduledExecutorService writer;
  private final ScheduledFuture<?> keepingAlive;
  private final AtomicInteger places = new AtomicInteger();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /**
   * Events for visitors.
   *
   * @param limit how many clients at once
   * @param keepAlive how often a silent connection gets a comment, which is also when a client that
   *     left is noticed
   */
  public LiveApi(Visitors visitors, Json json, int limit, Duration keepAlive) {
    this.visitors = visitors;
    this.json = json;
    this.limit = limit;
    this.writer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "live-events");
              thread.setDaemon(true);
              return thread;
            });
    keepingAlive =
        writer.scheduleWithFixedDelay(
            () -> streams.forEach(EventStream::keepAlive),
            keepAlive.toMillis(),
            keepAlive.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/challenges/{name}/events", this::open);
  }

  /** How many clients listen. */
  public int clients() {
    return streams.size();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    keepingAlive.cancel(false);
    streams.forEach(EventStream::close);
    writer.shutdown();
  }

  private void open(Context ctx) throws IOException {
    String name = ctx.pathParam("name");
    Progress known = visitors.challenge(name).summary().progress();
    if (places.incrementAndGet() > limit) {
      places.decrementAndGet();
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "Too many clients listen to live events; load the page again for news.");
    }
    ctx.contentType("text/event-stream; charset=UTF-8")
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
    AsyncContext async = ctx.req().startAsync();
    async.setTimeout(0);
    EventStream stream =
        new EventStream(
            ctx.res().getOutputStream(),
            this::text,
            task -> {
              if (!writer.isShutdown()) {
                writer.execute(task);
              }
            });
    async.addListener(stream);
    streams.add(stream);
    Visitors.Subscription subscription =
        visitors.subscribe(name, changed -> stream.offer("changed", changed));
    stream.onClose(
        () -> {
          subscription.close();
          streams.remove(stream);
          places.decrementAndGet();
        });
    stream.offer("state", new ChallengeChanged(name, StateLine.sentence(known), known));
    ctx.future(stream::closed);
    stream.start();
  }

  private String text(String event, ChallengeChanged changed) {
    ObjectNode node = json.object();
    node.put("sentence", changed.sentence());
    ChallengeJson.progress(node.putObject("progress"), changed.progress());
    return "event: " + event + "\ndata: " + json.text(node) + "\n\n";
  }
}
