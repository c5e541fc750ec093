package org.hideandseek.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.bench.JdbiCompetitionFiller.Plan;
import org.hideandseek.app.bench.OpenLoop.Ask;
import org.hideandseek.app.bench.OpenLoop.Timed;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Serves the pages of a large competition to many: how long each takes, how many SQL statements it
 * needs, and how much CPU.
 */
@Command(
    name = "web",
    description = {
      "Fill a database with 1,000 teams, 10,000 submissions and 1,000,000 matches, serve its pages and their JSON",
      "at a fixed rate, and print how long they take, how many SQL statements they need and how much CPU.",
      "The database must be empty; without --database or --postgres it is H2 in a temporary folder.",
      "Whoever asks shares the cores with the server."
    },
    mixinStandardHelpOptions = true)
final class WebBench implements Callable<Integer> {
  private static final int CHALLENGES = 9;
  private static final int ORGANISERS = 1;

  @Mixin private MeasuredDatabase measured;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "Requests a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "For how long it is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "For how long before, not measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--scale",
      defaultValue = "100",
      description = "Percent of players, for a quick try (default: ${DEFAULT-VALUE}).")
  private int scale;

  @Option(
      names = "--ending",
      defaultValue = "0",
      description =
          "Waiting matches that end meanwhile, a second: boards are made again (default: ${DEFAULT-VALUE}).")
  private int ending;

  @Option(
      names = "--filled",
      description = "The database was filled by an earlier run with the same --scale.")
  private boolean filled;

  private final PrintStream out = System.out;
  private final Clock clock = Clock.systemUTC();
  private final List<Plan> plans = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (rate < 1 || seconds < 1 || warmUp < 0 || scale < 1 || scale > 100 || ending < 0) {
      throw new CommandException(
          "--rate and --seconds are 1 or more, --scale is 1 to 100, and no number is negative.");
    }
    plan();
    Path folder =
        Folders.createPrivate(Files.createTempDirectory("hideandseek-web").resolve("data"));
    try (MeasuredDatabase database = measured) {
      DatabaseConfig config = database.start(folder);
      fill(config, folder);
      serve(config, folder);
    } finally {
      Folders.delete(folder.getParent());
    }
    return 0;
  }

  /** One large challenge and eight others: phases under way with each visibility, and without. */
  private void plan() {
    List<Optional<String>> boards =
        List.of(
            Optional.empty(),
            Optional.empty(),
            Optional.of("public"),
            Optional.of("participants"),
            Optional.of("hidden"));
    for (int number = 1; number <= CHALLENGES; number++) {
      plans.add(
          number == 1
              ? new Plan(1, scaled(500), scaled(400), scaled(600), Optional.empty(), 0)
              : new Plan(
                  number,
                  scaled(250),
                  scaled(150),
                  scaled(number == CHALLENGES ? 666 : 662),
                  boards.get(number % boards.size()),
                  number == 2 ? scaled(2_000) : 0));
    }
  }

  private int scaled(int count) {
    return Math.max(2, count * scale / 100);
  }

  private void fill(DatabaseConfig config, Path folder) throws IOException {
    long began = System.nanoTime();
    try (Database database = Database.open(config)) {
      JdbiCompetitionFiller filler = new JdbiCompetitionFiller(database.jdbi(), clock);
      if (!filled) {
        filler.teams(scaled(1000));
      }
      for (Plan plan : plans) {
        if (!filled) {
          filler.challenge(plan, scaled(1000));
        }
        Path patients = folder.resolve("challenges").resolve(plan.name());
        Files.createDirectories(patients);
        SchemaFile.write(patients, Bundle.find("mayo-pbc").patients().load().schema());
      }
      filler.settle();
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %d teams, %d submissions, %d matches in %d challenges, the largest with %d; filled in %.0f s",
            config.url().startsWith("jdbc:h2") ? "H2" : "PostgreSQL",
            scaled(1000),
            plans.stream().mapToInt(one -> one.hiders() + one.seekers() + one.others()).sum(),
            plans.stream().mapToInt(Plan::matches).sum(),
            plans.size(),
            plans.get(0).matches(),
            (System.nanoTime() - began) / 1e9));
  }

  private void serve(DatabaseConfig config, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    int total = rate * (warmUp + seconds);
    AtomicIntegerArray statements = new AtomicIntegerArray(total);
    PlatformConfig platformConfig = new PlatformConfig(folder, config, 1, List.of());
    try (Platform platform =
            Platform.open(
                platformConfig,
                new IdleSandbox(),
                new PublishedBoards(),
                clock,
                new SecureRandom());
        WebServer web = new WebServer(platform.desks(), WebConfig.of("bench"))) {
      platform.watchStatements(
          () ->
              Optional.ofNullable(MDC.get("request"))
                  .flatMap(OpenLoop::number)
                  .ifPresent(statements::incrementAndGet));
      web.start(0, "127.0.0.1");
      first(web.port());
      List<Ask> asks = asks(total);
      OpenLoop loop = new OpenLoop(web.port());
      EndingMatches matches = new EndingMatches(config, clock);
      ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor();
      Future<?> going =
          ends.scheduleAtFixedRate(
              ending > 0 ? matches : () -> {},
              0,
              1_000_000 / Math.max(1, ending),
              TimeUnit.MICROSECONDS);
      try {
        loop.run(asks::get, 0, rate, Duration.ofSeconds(warmUp));
        Duration serverBefore = processCpu();
        Duration databaseBefore = measured.cpuTime();
        OpenLoop.Load load = loop.run(asks::get, rate * warmUp, rate, Duration.ofSeconds(seconds));
        Duration java = processCpu().minus(serverBefore);
        Duration sql = measured.cpuTime().minus(databaseBefore);
        report(load, statements, java, sql);
      } finally {
        going.cancel(false);
        ends.shutdown();
        ends.awaitTermination(1, TimeUnit.MINUTES);
        matches.close();
      }
    }
  }

  /** The first visitor of a challenge waits for its boards. */
  private void first(int port) throws IOException {
    try (KeptConnection connection = new KeptConnection("127.0.0.1", port)) {
      for (Plan plan : plans) {
        long began = System.nanoTime();
        int status =
            connection.get("/challenges/" + plan.name() + "/leaderboard", Map.of()).status();
        if (plan.number() <= 2) {
          out.println(
              String.format(
                  Locale.ROOT,
                  "first leaderboard of %s with %d matches: %.1f s (status %d)",
                  plan.name(),
                  plan.matches(),
                  (System.nanoTime() - began) / 1e9,
                  status));
        }
      }
    }
  }

  /** CPU time of this process so far. */
  static Duration processCpu() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(machine.getProcessCpuTime());
  }

  /** What visitors and teams ask for: two fifths of it of the largest challenge. */
  private List<Ask> asks(int count) {
    SplittableRandom random = new SplittableRandom(1);
    int submissions =
        plans.stream().mapToInt(one -> one.hiders() + one.seekers() + one.others()).sum();
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Plan plan = plans.get(random.nextInt(10) < 4 ? 0 : 1 + random.nextInt(plans.size() - 1));
      String page = "/challenges/" + plan.name();
      String api = "/api/v1/challenges/" + plan.name();
      int submission = 1 + random.nextInt(submissions);
      int dice = random.nextInt(100);
      Ask ask;
      if (dice < 20) {
        ask = ask("leaderboard", page + "/leaderboard");
      } else if (dice < 25) {
        ask = ask("leaderboard, page 2", page + "/leaderboard?page=2");
      } else if (dice < 35) {
        ask = ask("leaderboards JSON", api + "/leaderboards");
      } else if (dice < 45) {
        ask = ask("matrix", page + "/matrix");
      } else if (dice < 50) {
        ask = ask("matrix JSON, a page", api + "/matrix?page=" + (1 + random.nextInt(4)));
      } else if (dice < 60) {
        ask = ask("matches", page + "/matches?page=" + (1 + random.nextInt(50)));
      } else if (dice < 65) {
        ask = ask("matches JSON, a part", api + "/matches?limit=100");
      } else if (dice < 85) {
        ask = ask("submission", "/submissions/" + submission);
      } else if (dice < 95) {
        ask = ask("submission JSON", "/api/v1/submissions/" + submission);
      } else {
        ask = ask("challenge", page);
      }
      boolean team = random.nextInt(10) == 0;
      asks.add(
          new Ask(
              ask.route(),
              ask.path(),
              team
                  ? Optional.of(
                      JdbiCompetitionFiller.token(
                          1 + ORGANISERS + random.nextInt(scaled(1000) - ORGANISERS)))
                  : Optional.empty(),
              random.nextInt(5) == 0));
    }
    return asks;
  }

  private static Ask ask(String route, String path) {
    return new Ask(route, path, Optional.empty(), false);
  }

  private void report(
      OpenLoop.Load load, AtomicIntegerArray statements, Duration java, Duration sql) {
    out.println(
        String.format(
            Locale.ROOT,
            "%d requests a second for %d s on %d cores, a tenth with a team's token, a fifth with an ETag:",
            rate,
            seconds,
            Runtime.getRuntime().availableProcessors()));
    out.println(
        String.format(
            Locale.ROOT,
            "%-22s %7s %8s %8s %8s %7s %6s %9s %8s",
            "route",
            "asked",
            "p50 ms",
            "p99 ms",
            "max ms",
            "errors",
            "304",
            "KB each",
            "SQL most"));
    OpenLoop.byRoute(load.requests())
        .forEach((route, requests) -> line(route, requests, statements));
    line("all", load.requests(), statements);
    double requests = load.requests().size();
    out.println(
        String.format(
            Locale.ROOT,
            "CPU a request: server %.2f ms, database server %.2f ms, who asks %.2f ms; load average %.1f",
            java.minus(load.cpu()).toNanos() / 1e6 / requests,
            sql.toNanos() / 1e6 / requests,
            load.cpu().toNanos() / 1e6 / requests,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  private void line(String route, List<Timed> requests, AtomicIntegerArray statements) {
    long[] nanos = requests.stream().mapToLong(Timed::nanos).sorted().toArray();
    out.println(
        String.format(
            Locale.ROOT,
            "%-22s %7d %8.1f %8.1f %8.1f %7d %6d %9.1f %8d",
            route,
            nanos.length,
            quantile(nanos, 0.5) / 1e6,
            quantile(nanos, 0.99) / 1e6,
            nanos[nanos.length - 1] / 1e6,
            requests.stream().filter(one -> one.status() != 200 && one.status() != 304).count(),
            requests.stream().filter(one -> one.status() == 304).count(),
            requests.stream().mapToLong(Timed::bytes).average().orElse(0) / 1000,
            requests.stream().mapToInt(one -> statements.get(one.number())).max().orElse(0)));
  }

  private static long quantile(long[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
