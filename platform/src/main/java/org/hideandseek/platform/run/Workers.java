package org.hideandseek.platform.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.phase.Timetable;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.sandbox.Sandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes runs from the queue and plays them, as many at a time as this node has slots. A fault of
 * the platform or its machine gives the run back and makes the worker wait, longer each time; a
 * fault of a container is a result like any other.
 */
public final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String node;
  private final int slots;
  private final RunStore runs;
  private final RunPlayer player;
  private final Challenges challenges;
  private final Sandbox sandbox;
  private final RunNews news;
  private final BooleanSupplier idleWork;
  private final Clock clock;
  private final News listeners;
  private final ExecutorService threads;
  private final Map<RunId, Run> underWay = new ConcurrentHashMap<>();
  private final ScheduledExecutorService housekeeper = Executors.newScheduledThreadPool(2);
  private final Semaphore work = new Semaphore(0);
  private volatile Instant nextSwitch = Instant.MAX;
  private volatile boolean stopping;

  /**
   * The machine that plays.
   *
   * @param name names this node's leases
   * @param slots how many containers run at a time
   * @param sandbox runs them
   * @param referee lays out what they see
   */
  public record Node(String name, int slots, Sandbox sandbox, Referee referee) {}

  /** What is played, and where results go. */
  public record Stores(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      BlobStore blobs) {}

  /**
   * Workers that wait for {@link #start}.
   *
   * @param idleWork what a slot does while no run waits: a small step of it, which says whether
   *     there may be more
   */
  public Workers(Node node, Stores stores, News listeners, BooleanSupplier idleWork, Clock clock) {
    this.node = node.name();
    this.slots = node.slots();
    this.sandbox = node.sandbox();
    this.runs = stores.runs();
    this.challenges = stores.challenges();
    this.player = new RunPlayer(node.sandbox(), node.referee(), stores);
    this.news = new RunNews(stores.challenges(), stores.submissions(), stores.runs());
    this.listeners = listeners;
    this.idleWork = idleWork;
    this.clock = clock;
    this.threads = Executors.newFixedThreadPool(slots);
  }

  /** Takes up what an earlier life of this node left, and starts. */
  public void start() {
    int containers = sandbox.removeLeftovers();
    int recovered = runs.recover(node);
    if (containers + recovered > 0) {
      log.info(
          "Removed {} containers of an earlier process and queued {} runs again",
          containers,
          recovered);
    }
    planAll();
    for (int slot = 1; slot <= slots; slot++) {
      threads.execute(this::takeAndPlay);
    }
    long third = LEASE.toMillis() / 3;
    ScheduledFuture<?> unused =
        housekeeper.scheduleWithFixedDelay(this::keepHouse, third, third, TimeUnit.MILLISECONDS);
    long pause = WATCH.toMillis();
    for (Runnable watch : List.<Runnable>of(this::stopWhatIsNotHeld, this::planWhatBegins)) {
      ScheduledFuture<?> unusedToo =
          housekeeper.scheduleWithFixedDelay(watch, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** Says that something may be waiting. */
  public void wake() {
    work.release(slots);
  }

  private void keepHouse() {
    try {
      runs.renew(node, LEASE);
      if (runs.expire() > 0) {
        wake();
      }
      planAll();
    } catch (RuntimeException e) {
      log.error("Leases could not be renewed; will be tried again", e);
    }
  }

  /** Stops the containers of runs that this node no longer holds, as when somebody ended them. */
  private void stopWhatIsNotHeld() {
    try {
      // Before the question to the database, so that a run that begins in between is not stopped.
      List<Run> playing = List.copyOf(underWay.values());
      if (playing.isEmpty()) {
        return;
      }
      List<Run> held = runs.held(node);
      for (Run run : playing) {
        if (!held.contains(run)) {
          sandbox.cancel(RunPlayer.containerName(run));
        }
      }
    } catch (RuntimeException e) {
      log.error("It is not known which runs were ended; will be asked again", e);
    }
  }

  /** Queues what a phase plays as soon as it begins. */
  private void planWhatBegins() {
    try {
      if (!clock.instant().isBefore(nextSwitch)) {
        planAll();
      }
    } catch (RuntimeException e) {
      log.error("What a phase plays could not be queued; will be tried again", e);
    }
  }

  private void planAll() {
    Instant now = clock.instant();
    Instant next = Instant.MAX;
    for (OpenChallenge challenge : challenges.all()) {
      runs.plan(challenge.definition());
      Optional<Instant> begins = new Timetable(challenge.definition().phases()).next(now);
      next = begins.filter(next::isAfter).orElse(next);
    }
    nextSwitch = next;
  }

  private void takeAndPlay() {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        Optional<Run> run = runs.claim(node, LEASE);
        if (run.isPresent()) {
          pause = playNamed(run.get()) ? FIRST_PAUSE : pauseAfterFault(pause);
        } else if (!idleWork.getAsBoolean()
            && work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("The queue can't be read; trying again", e);
        pause = pauseAfterFault(pause);
      }
    }
  }

  /** Plays one run, whose number is in all that is logged meanwhile. */
  private boolean playNamed(Run run) {
    MDC.put("run", Long.toString(run.id().value()));
    try {
      return playOne(run);
    } finally {
      MDC.remove("run");
    }
  }

  /** Plays one run; false if the platform or its machine was at fault. */
  private boolean playOne(Run run) {
    underWay.put(run.id(), run);
    try {
      news.started(run).ifPresent(this::tell);
      RunOutcome outcome = player.play(run);
      if (outcome.state() == RunState.CANCELLED) {
        // Either this node stops, or somebody ended the run, and then it is no longer held.
        runs.lose(node, run, "The platform was stopped.");
        return true;
      }
      if (runs.finish(node, run, outcome, challenges.find(run.challenge()).definition())) {
        news.ended(run, outcome).ifPresent(this::tell);
        wake();
      }
      return true;
    } catch (Exception e) {
      log.error("Run {} could not be played and waits again", run.id().value(), e);
      runs.lose(
          node,
          run,
          "The platform could not play this run; it is tried again and costs the team nothing.");
      return false;
    } finally {
      underWay.remove(run.id());
    }
  }

  private void tell(ChallengeChanged change) {
    listeners.tell(change);
  }

  private Duration pauseAfterFault(Duration pause) {
    try {
      if (!stopping) {
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Stops what runs, gives it back to the queue, and ends. */
  @Override
  public void close() {
    stopping = true;
    housekeeper.shutdownNow();
    wake();
    sandbox.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        log.warn("Some runs did not stop in time; they start again when the platform does");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
