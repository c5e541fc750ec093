package org.hideandseek.platform.audience;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.platform.board.BoardState;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Intervention;
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps boards, and what they are made of, until it changes. The database counts the changes, so
 * that what another node did is noticed too; whoever asks brings the count along.
 *
 * <p>Boards are kept by challenge, round and what may be seen of them, never by who looks: who may
 * see something else has other boards. A board of up to {@value #LARGE} runs is never older than
 * the last change. To make a larger one takes seconds: it is made again in the background, so that
 * at most a fifth of a core goes into that, and meanwhile the last one is shown, which says of when
 * it is. Which scores may be seen is never late.
 */
final class BoardShelf {
  static final int LARGE = 20_000;

  /** In all boards that are kept; a match takes about 200 bytes. */
  private static final int MOST_MATCHES = 2_000_000;

  private static final int MOST_BOARDS = 500;
  private static final int MOST_SUBMISSIONS = 500_000;
  private static final int MOST_STATEMENTS = 20_000;
  private static final long LATE_PROGRESS = Duration.ofSeconds(2).toNanos();
  private static final long SHORTEST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final int PAUSE_BY_COST = 4;
  private static final Logger log = LoggerFactory.getLogger(BoardShelf.class);

  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final Map<String, KnownSlot> known = new ConcurrentHashMap<>();
  private final Map<Long, String> challengeOf = new ConcurrentHashMap<>();
  private final Map<String, CountedProgress> progress = new ConcurrentHashMap<>();
  private final Map<Long, Statement> statements = new ConcurrentHashMap<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Download> practice = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> roots = new ConcurrentHashMap<>();
  private final Map<String, KeptBulletin> bulletins = new ConcurrentHashMap<>();
  private final Map<String, KeptInterventions> interventions = new ConcurrentHashMap<>();
  private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);
  private final ExecutorService refresher =
      new ThreadPoolExecutor(
          1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BoardShelf::thread);

  BoardShelf(Challenges challenges, SubmissionStore submissions, RunStore runs) {
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
    ((ThreadPoolExecutor) refresher).allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "boards");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A challenge with what entered it.
   *
   * @param submissions the oldest first
   * @param byId the same by number
   */
  record Known(
      OpenChallenge challenge,
      List<Submission> submissions,
      Map<Long, Submission> byId,
      Players players) {

    private static Known of(OpenChallenge challenge, List<Submission> submissions) {
      Map<Long, Submission> byId = new HashMap<>();
      submissions.forEach(one -> byId.put(one.id().value(), one));
      return new Known(
          challenge, List.copyOf(submissions), Map.copyOf(byId), Players.of(submissions));
    }
  }

  /** What was known at which change. */
  private record KnownAt(
      Known known, long entered, Optional<Instant> closedAt, Optional<Instant> revealedAt) {
    boolean holds(BoardState state) {
      return entered >= state.entered()
          && closedAt.equals(state.closedAt())
          && revealedAt.equals(state.revealedAt());
    }
  }

  private static final class KnownSlot {
    private volatile Optional<KnownAt> at = Optional.empty();
    private final Object readingRuns = new Object();
    private SoftReference<List<RunRecord>> runs = new SoftReference<>(List.of());
    private long runsAt = -1;
  }

  /** A challenge as it is in a state of its boards. */
  Known known(String name, BoardState state) {
    KnownSlot slot = known.computeIfAbsent(name, any -> new KnownSlot());
    Optional<KnownAt> at = slot.at;
    if (at.isPresent() && at.get().holds(state)) {
      return at.get().known();
    }
    synchronized (slot) {
      if (slot.at.isEmpty() || !slot.at.get().holds(state)) {
        Known read = Known.of(challenges.find(name), submissions.all(name));
        if (challengeOf.size() > MOST_SUBMISSIONS) {
          challengeOf.clear();
        }
        read.submissions().forEach(one -> challengeOf.put(one.id().value(), name));
        slot.at =
            Optional.of(new KnownAt(read, state.entered(), state.closedAt(), state.revealedAt()));
      }
      return slot.at.get().known();
    }
  }

  /** The challenge of a submission, if it was read before; it never changes. */
  Optional<String> challengeOf(long submission) {
    return Optional.ofNullable(challengeOf.get(submission));
  }

  /** What patients look like, which never changes. */
  Schema schema(String name, Supplier<Schema> read) {
    return schemas.computeIfAbsent(name, any -> read.get());
  }

  /** The public patients to take home, which never change, and are read for their checksum. */
  Download practice(String name, Supplier<Download> read) {
    return practice.computeIfAbsent(name, any -> read.get());
  }

  /** What a team said of a submission when it entered, which never changes. */
  Statement statement(long submission, Supplier<Statement> read) {
    if (statements.size() > MOST_STATEMENTS) {
      statements.clear();
    }
    return statements.computeIfAbsent(submission, any -> read.get());
  }

  private record KeptBulletin(Bulletin bulletin, long entered) {}

  /** What organisers have told everybody, which changes with a challenge's own settings. */
  Bulletin bulletin(String name, BoardState state, Supplier<Bulletin> read) {
    KeptBulletin last = bulletins.get(name);
    if (last != null && last.entered() >= state.entered()) {
      return last.bulletin();
    }
    Bulletin now = read.get();
    bulletins.put(name, new KeptBulletin(now, state.entered()));
    return now;
  }

  private record KeptInterventions(List<Intervention> interventions, long entered) {}

  /** What organisers did to results, which changes with a challenge's own settings. */
  List<Intervention> interventions(
      String name, BoardState state, Supplier<List<Intervention>> read) {
    KeptInterventions last = interventions.get(name);
    if (last != null && last.entered() >= state.entered()) {
      return last.interventions();
    }
    List<Intervention> now = read.get();
    interventions.put(name, new KeptInterventions(now, state.entered()));
    return now;
  }

  /** The digest of what a challenge committed to, which never changes. */
  Optional<String> root(String name, Supplier<Optional<String>> read) {
    return roots.computeIfAbsent(name, any -> read.get());
  }

  private record CountedProgress(Progress progress, long changes, long readAt) {}

  /** How far the runs of a challenge are; of a large one it may be two seconds old. */
  Progress progress(String name, BoardState state) {
    CountedProgress last = progress.get(name);
    if (last != null
        && (last.changes() >= state.changes()
            || (last.progress().total() > LARGE
                && System.nanoTime() - last.readAt() < LATE_PROGRESS))) {
      return last.progress();
    }
    Progress read = runs.progress(name);
    keep(name, read, state.changes());
    return read;
  }

  private void keep(String name, Progress read, long changes) {
    CountedProgress counted = new CountedProgress(read, changes, System.nanoTime());
    progress.merge(name, counted, (old, now) -> old.changes() > now.changes() ? old : now);
  }

  /**
   * Which boards.
   *
   * @param audience what may be seen of them, see {@link Disclosure#audience}
   */
  record Key(String challenge, Round round, Optional<Instant> revealedAt, String audience) {}

  /**
   * Boards.
   *
   * @param changes how many changes they have seen
   */
  record Made(Leaderboards boards, long changes) {
    boolean large() {
      return boards.progress().total() > LARGE;
    }
  }

  /** Makes boards. */
  interface Maker {
    /** Empty if the key is no longer what the viewer may see. */
    Optional<Leaderboards> of(Known known, List<RunRecord> runs, Progress progress);
  }

  private static final class Slot {
    private volatile Optional<Made> made = Optional.empty();
    private boolean refreshing;
    private long notBefore;
  }

  /**
   * Boards that are there, or are made now.
   *
   * @param state of their challenge, as read for this request
   * @param latest reads it again, for what is made later
   */
  Made boards(Key key, BoardState state, Supplier<BoardState> latest, Maker maker) {
    Slot slot = slot(key);
    Optional<Made> made = slot.made;
    if (made.isPresent() && made.get().changes() >= state.changes()) {
      return made.get();
    }
    if (made.isPresent() && made.get().large()) {
      refreshLater(slot, key, latest, maker);
      return made.get();
    }
    synchronized (slot) {
      if (slot.made.isEmpty() || slot.made.get().changes() < state.changes()) {
        slot.made = Optional.of(make(key, state, maker).orElseThrow());
        evict();
      }
      return slot.made.get();
    }
  }

  private Optional<Made> make(Key key, BoardState state, Maker maker) {
    Known now = known(key.challenge(), state);
    List<RunRecord> all = runs(key.challenge(), state);
    Progress counted = count(all);
    keep(key.challenge(), counted, state.changes());
    return maker.of(now, all, counted).map(boards -> new Made(boards, state.changes()));
  }

  /** Boards for other eyes are made of the same runs; they are kept while there is memory. */
  private List<RunRecord> runs(String name, BoardState state) {
    KnownSlot slot = known.computeIfAbsent(name, any -> new KnownSlot());
    synchronized (slot.readingRuns) {
      List<RunRecord> last = slot.runs.get();
      if (last != null && slot.runsAt >= state.changes()) {
        return last;
      }
      List<RunRecord> read = runs.onBoards(name);
      slot.runs = new SoftReference<>(read);
      slot.runsAt = state.changes();
      return read;
    }
  }

  private static Progress count(List<RunRecord> runs) {
    int queued = 0;
    int running = 0;
    int matches = 0;
    for (RunRecord run : runs) {
      queued += run.state() == RunState.QUEUED ? 1 : 0;
      running += run.state() == RunState.RUNNING ? 1 : 0;
      matches += run.state() == RunState.SUCCEEDED && run.run().kind() == RunKind.MATCH ? 1 : 0;
    }
    return new Progress(queued, running, runs.size() - queued - running, matches);
  }

  private void refreshLater(Slot slot, Key key, Supplier<BoardState> latest, Maker maker) {
    synchronized (slot) {
      if (slot.refreshing || System.nanoTime() - slot.notBefore < 0) {
        return;
      }
      slot.refreshing = true;
    }
    refresher.execute(
        () -> {
          long began = System.nanoTime();
          Optional<Made> made = Optional.empty();
          try {
            made = make(key, latest.get(), maker);
          } catch (RuntimeException e) {
            log.warn("The boards of challenge {} could not be made again", key.challenge(), e);
          }
          long now = System.nanoTime();
          synchronized (slot) {
            slot.refreshing = false;
            slot.notBefore = now + Math.max(SHORTEST_PAUSE, PAUSE_BY_COST * (now - began));
            if (made.isPresent()) {
              slot.made = made;
            }
          }
        });
  }

  private Slot slot(Key key) {
    synchronized (slots) {
      return slots.computeIfAbsent(key, any -> new Slot());
    }
  }

  /** Those that were asked for last stay. */
  private void evict() {
    synchronized (slots) {
      List<Slot> newestLast = new ArrayList<>(slots.values());
      long matches = 0;
      for (Slot slot : newestLast) {
        matches += slot.made.map(made -> made.boards().matches().size()).orElse(0);
      }
      Iterator<Slot> oldest = slots.values().iterator();
      while (slots.size() > 1 && (matches > MOST_MATCHES || slots.size() > MOST_BOARDS)) {
        matches -= oldest.next().made.map(made -> made.boards().matches().size()).orElse(0);
        oldest.remove();
      }
    }
  }
}
