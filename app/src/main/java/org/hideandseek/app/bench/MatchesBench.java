package org.hideandseek.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Node;
import org.hideandseek.app.NodeOptions;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the platform adds to a container's own time: 200 matches of players that only copy a ready
 * answer, against as many bare {@code docker run} of the same image at the same parallelism.
 */
@Command(
    name = "matches",
    description =
        "Compare 200 matches of no-op players with 200 bare 'docker run' of the same image.",
    mixinStandardHelpOptions = true)
final class MatchesBench implements Callable<Integer> {
  private static final String IMAGE = "hide-and-seek/bench";
  private static final int SEEKERS = 20;

  @Mixin private NodeOptions options;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description = "How often both are measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  private final PrintStream out = System.out;
  private final Bundle bundle = Bundle.find("mayo-pbc");
  private final Challenge challenge = bundle.challenge();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("hideandseek-bench");
    List<String> images = new ArrayList<>();
    try {
      int hiders = 200 / SEEKERS / challenge.splits().count();
      buildImages(folder, hiders, images);
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        double bare = bare(images.get(images.size() - 1)).toMillis() / 1000.0;
        double played = matches(folder.resolve("round-" + round), hiders).toMillis() / 1000.0;
        ratios.add(played / bare);
        out.println(
            String.format(
                Locale.ROOT,
                "round %d: 200 bare docker run %.1f s, 200 matches %.1f s, ratio %.2f",
                round,
                bare,
                played,
                played / bare));
      }
      out.println(
          String.format(
              Locale.ROOT,
              "ratio %.2f",
              ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
      return 0;
    } finally {
      for (String image : images) {
        docker("rmi", "--force", image);
      }
      Folders.delete(folder);
    }
  }

  /**
   * Players that copy an answer which lies in their image; a label makes each an image of its own.
   */
  private void buildImages(Path folder, int hiders, List<String> images)
      throws IOException, InterruptedException {
    Path context = Files.createDirectory(folder.resolve("image"));
    Cohort cohort = bundle.patients().load();
    int records = challenge.splits().sizes().records();
    CohortFiles.write(
        context.resolve("check").resolve("release"),
        new Cohort(cohort.schema(), cohort.patients().subList(0, checkRecords(cohort))));
    CohortFiles.write(
        context.resolve("play").resolve("release"),
        new Cohort(cohort.schema(), cohort.patients().subList(0, records)));
    ScoresFile.write(
        context.resolve("check"),
        new float[challenge.shares(cohort.size()).published().length / 2]);
    ScoresFile.write(context.resolve("play"), new float[challenge.splits().sizes().candidates()]);
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM hide-and-seek/java:1
        COPY check /check
        COPY play /play
        RUN mkdir /out
        """);
    docker("build", "--quiet", "--tag", IMAGE + ":base", context.toString());
    images.add(IMAGE + ":base");
    for (int hider = 1; hider <= hiders; hider++) {
      buildPlayer("hider-" + hider, records, "cp -r /$answer/release /out/", images);
    }
    for (int seeker = 1; seeker <= SEEKERS; seeker++) {
      buildPlayer(
          "seeker-" + seeker,
          challenge.splits().sizes().candidates(),
          "cp /$answer/scores.npy /out/",
          images);
    }
  }

  private int checkRecords(Cohort cohort) {
    return challenge.shares(cohort.size()).published().length / 2;
  }

  private static void buildPlayer(String tag, int records, String command, List<String> images)
      throws IOException, InterruptedException {
    String script =
        "answer=play; grep -q '\\\"records\\\": *"
            + records
            + "\\\\b' /in/task.json || answer=check; "
            + command;
    String bareScript = "[ -d /in ] || { answer=play; " + command + "; exit; }; ";
    dockerWithInput(
        "FROM "
            + IMAGE
            + ":base\nLABEL player="
            + tag
            + "\nCMD [\"sh\", \"-c\", \""
            + bareScript
            + script
            + "\"]\n",
        "build",
        "--quiet",
        "--tag",
        IMAGE + ":" + tag,
        "-");
    images.add(IMAGE + ":" + tag);
  }

  private Duration bare(String image) throws InterruptedException, ExecutionException {
    ExecutorService slots = Executors.newFixedThreadPool(options.slots());
    try {
      Instant began = Instant.now();
      List<Callable<Void>> runs = new ArrayList<>();
      for (int run = 0; run < 200; run++) {
        runs.add(
            () -> {
              docker("run", "--rm", image);
              return null;
            });
      }
      for (Future<Void> done : slots.invokeAll(runs)) {
        done.get();
      }
      return Duration.between(began, Instant.now());
    } finally {
      slots.shutdown();
    }
  }

  /**
   * From the start of the first match to the end of the last: seekers are all checked, hiders all
   * released before.
   */
  private Duration matches(Path data, int hiders) throws IOException, InterruptedException {
    try (Node node = Node.open(data, options)) {
      node.platform()
          .challenges()
          .openOverriding(bundle, SecretSeed.guessable(1), "a measurement: its seed is no secret");
      Visitors visitors = node.platform().visitors();
      Semaphore news = new Semaphore(0);
      Visitors.Subscription subscription =
          visitors.subscribe(challenge.name(), change -> news.release());
      try {
        String name = challenge.name();
        ApiClient hiding =
            new ApiClient(node.address(), node.platform().teams().create("hiders", false));
        ApiClient seeking =
            new ApiClient(node.address(), node.platform().teams().create("seekers", false));
        for (int hider = 1; hider <= hiders; hider++) {
          hiding.submit(name, PlayerRole.HIDER, "hider-" + hider, IMAGE + ":hider-" + hider);
        }
        List<Long> seekers = new ArrayList<>();
        for (int seeker = 1; seeker <= SEEKERS; seeker++) {
          seekers.add(
              seeking.submit(
                  name, PlayerRole.SEEKER, "seeker-" + seeker, IMAGE + ":seeker-" + seeker));
        }
        node.play();
        while (!visitors.challenge(name).summary().progress().settled()) {
          news.acquire();
          news.drainPermits();
        }
        if (visitors.challenge(name).summary().progress().matches() != 200) {
          throw new CommandException(
              "Not all of the 200 matches succeeded, so there is nothing to compare; see the log.");
        }
        return span(seekers.stream().map(visitors::submission).toList());
      } finally {
        subscription.close();
      }
    }
  }

  private static Duration span(List<SubmissionDetails> seekers) {
    List<RunSummary> matches =
        seekers.stream()
            .flatMap(seeker -> seeker.runs().stream())
            .filter(run -> run.kind() == RunKind.MATCH && run.state() == RunState.SUCCEEDED)
            .toList();
    Instant first =
        matches.stream()
            .map(run -> run.startedAt().orElseThrow())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant last =
        matches.stream()
            .map(run -> run.finishedAt().orElseThrow())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return Duration.between(first, last);
  }

  private static void docker(String... arguments) throws IOException, InterruptedException {
    dockerWithInput("", arguments);
  }

  private static void dockerWithInput(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new CommandException("'" + String.join(" ", command) + "' failed: " + said.strip());
    }
  }
}
