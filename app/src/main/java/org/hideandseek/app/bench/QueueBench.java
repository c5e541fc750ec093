package org.hideandseek.app.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.Audited;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.run.JdbiRunStore;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunOutcome;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamStore;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.scoring.audit.AuditReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Fills a queue and lets workers that do nothing empty it, each run with a match's result; sees
 * that none is lost and none taken twice.
 */
@Command(
    name = "queue",
    description = {
      "Claim and finish a full queue of runs that do nothing, and print how many a second.",
      "The database must be empty; without --database or --postgres it is H2 in a temporary folder."
    },
    mixinStandardHelpOptions = true)
final class QueueBench implements Callable<Integer> {
  private static final int SPLITS = 2;
  private static final int HIDERS = 50;
  private static final int TEAMS = 100;
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final BlobId BLOB = new BlobId("ab".repeat(32));
  private static final String BUNDLE =
      """
      name: bench-queue
      title: Bench
      summary: Runs that do nothing.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  @Mixin private MeasuredDatabase measured;

  @Option(
      names = "--runs",
      defaultValue = "100000",
      description = "How many matches wait, a multiple of 100 (default: ${DEFAULT-VALUE}).")
  private int matches;

  @Option(
      names = "--workers",
      defaultValue = "4",
      description = "How many workers take from the queue (default: ${DEFAULT-VALUE}).")
  private int workers;

  private final PrintStream out = System.out;
  private final Challenge challenge = Bundle.parse(BUNDLE, "challenge.yaml");
  private final Clock clock = Clock.systemUTC();
  private final ScoredMatch score =
      RunScorer.score(
          new float[] {0.5f, 0.25f, 0.125f, 0.5f},
          new boolean[] {true, false, true, false},
          Format.IMAGE,
          BLOB);

  @Override
  public Integer call() throws Exception {
    if (matches < SPLITS * HIDERS || matches % (SPLITS * HIDERS) != 0 || workers < 1) {
      throw new CommandException("--runs is a multiple of 100, and --workers is 1 or more.");
    }
    Path folder = Files.createTempDirectory("hideandseek-queue");
    try (MeasuredDatabase server = measured;
        Database database = Database.open(server.start(folder))) {
      fill(database);
      drain(new JdbiRunStore(database.jdbi(), clock));
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  /** Seekers enter last, so that the matches wait for the turns of their teams. */
  private void fill(Database database) {
    JdbiChallengeStore challenges = new JdbiChallengeStore(database.jdbi());
    if (!challenges.all().isEmpty()) {
      throw new CommandException("The database is not empty; name one that nobody uses.");
    }
    challenges.add(
        new OpenChallenge(
            challenge,
            "",
            SecretSeed.guessable(1),
            62,
            250,
            clock.instant(),
            Optional.empty(),
            Optional.empty()),
        BUNDLE,
        List.of(),
        new Audited(
            new AuditReport(List.of()),
            Optional.of("a measurement: its seed is no secret"),
            clock.instant()));
    TeamStore teams = new JdbiTeamStore(database.jdbi(), clock);
    SubmissionStore submissions = new JdbiSubmissionStore(database.jdbi(), clock);
    RunStore runs = new JdbiRunStore(database.jdbi(), clock);
    Team hiding = team(teams, 0);
    for (int hider = 0; hider < HIDERS; hider++) {
      enter(submissions, hiding, PlayerRole.HIDER, hider);
    }
    List<Team> seeking = new ArrayList<>();
    for (int number = 1; number <= TEAMS; number++) {
      seeking.add(team(teams, number));
    }
    for (int seeker = 0; seeker < matches / SPLITS / HIDERS; seeker++) {
      enter(submissions, seeking.get(seeker % TEAMS), PlayerRole.SEEKER, HIDERS + seeker);
    }
    List<Run> releases = new ArrayList<>();
    for (Optional<Run> next = runs.claim("filler", LEASE);
        next.isPresent();
        next = runs.claim("filler", LEASE)) {
      if (next.get().kind() == RunKind.RELEASE) {
        releases.add(next.get());
      } else {
        runs.finish("filler", next.get(), ended(next.get()), challenge);
      }
    }
    releases.forEach(release -> runs.finish("filler", release, ended(release), challenge));
  }

  private static Team team(TeamStore teams, int number) {
    return teams
        .add("team " + number, false, String.format(Locale.ROOT, "%064x", number))
        .orElseThrow();
  }

  private void enter(SubmissionStore submissions, Team team, PlayerRole role, int number) {
    ImageId image = new ImageId("sha256:" + String.format(Locale.ROOT, "%064x", number));
    Upload upload = Upload.image(BLOB, image);
    if (submissions.add(challenge.name(), team.id(), role, "p" + number, upload).isEmpty()) {
      throw new CommandException("The database is not empty; name one that nobody uses.");
    }
  }

  private void drain(RunStore runs) throws InterruptedException, ExecutionException {
    Progress full = runs.progress(challenge.name());
    if (full.queued() != matches) {
      throw new CommandException(
          "The queue holds " + full.queued() + " runs instead of " + matches + ".");
    }
    Set<RunId> taken = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    long began = System.nanoTime();
    Duration javaBefore = WebBench.processCpu();
    Duration sqlBefore = measured.cpuTime();
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int worker = 1; worker <= workers; worker++) {
        String node = "worker-" + worker;
        work.add(() -> work(runs, node, taken));
      }
      int twice = 0;
      for (Future<Integer> done : threads.invokeAll(work)) {
        twice += done.get();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Duration java = WebBench.processCpu().minus(javaBefore);
      Duration sql = measured.cpuTime().minus(sqlBefore);
      Progress empty = runs.progress(challenge.name());
      int lost = matches - empty.matches();
      out.println(
          String.format(
              Locale.ROOT,
              "%d runs of %d teams, %d workers: %.1f s, %.0f runs a second, %d lost, %d taken twice;"
                  + " CPU a run: workers %.2f ms, database server %.2f ms; load average %.1f",
              matches,
              TEAMS,
              workers,
              seconds,
              matches / seconds,
              lost,
              twice,
              java.toNanos() / 1e6 / matches,
              sql.toNanos() / 1e6 / matches,
              ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
      if (lost + twice > 0 || taken.size() != matches || !empty.settled()) {
        throw new CommandException("The queue lost runs, or gave some twice.");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how many runs this worker got that another one had before. */
  private int work(RunStore runs, String node, Set<RunId> taken) {
    int twice = 0;
    for (Optional<Run> next = runs.claim(node, LEASE);
        next.isPresent();
        next = runs.claim(node, LEASE)) {
      boolean first = taken.add(next.get().id());
      boolean ended = runs.finish(node, next.get(), ended(next.get()), challenge);
      twice += first && ended ? 0 : 1;
    }
    return twice;
  }

  private RunOutcome ended(Run run) {
    return new RunOutcome(
        RunState.SUCCEEDED,
        "",
        OptionalInt.of(0),
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        1,
        BLOB,
        Optional.empty(),
        Optional.empty(),
        run.kind() == RunKind.MATCH ? Optional.of(score) : Optional.empty());
  }
}
