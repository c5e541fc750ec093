package org.hideandseek.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Order;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.utility.Utility;
import org.hideandseek.scoring.utility.UtilityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays one hider against one seeker on a challenge's public patients, in the sandbox and with the
 * scorer of the platform. The public patients are divided like the private ones, in proportion.
 */
@Command(
    name = "referee",
    description = "Play one hider against one seeker on a challenge's public patients.",
    mixinStandardHelpOptions = true)
final class RefereeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--challenge",
      required = true,
      description = "Name of a built-in challenge, or folder of a bundle.")
  private String challengeName;

  @Option(
      names = "--hider",
      required = true,
      description = "Image of the hider, as the engine knows it.")
  private String hiderImage;

  @Option(
      names = "--seeker",
      required = true,
      description = "Image of the seeker, as the engine knows it.")
  private String seekerImage;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Draws the split and seeds the players (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that the players may use, such as 0,1 (default: none).")
  private List<Integer> gpus = List.of();

  @Option(names = "--json", description = "Write the result into this file.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Bundle bundle = Bundle.find(challengeName);
    Path work = Files.createTempDirectory("hideandseek-referee");
    try (Sandbox sandbox = Node.sandbox("referee-" + UUID.randomUUID())) {
      ImageId hider = sandbox.find(hiderImage);
      ImageId seeker = sandbox.find(seekerImage);
      ObjectNode result =
          JSON.createObjectNode()
              .put("challenge", bundle.challenge().name())
              .put("hider", hiderImage)
              .put("seeker", seekerImage);
      boolean played =
          new Practice(
                  bundle,
                  new Referee(sandbox, Folders.createPrivate(work.resolve("runs")), new Gpus(gpus)),
                  work)
              .play(hider, seeker, result);
      if (json.isPresent()) {
        Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
      }
      return played ? 0 : 1;
    } finally {
      Folders.delete(work);
    }
  }

  /** One game on public patients. */
  private final class Practice {
    private final Challenge challenge;
    private final Cohort published;
    private final SecretSeed secret = SecretSeed.guessable(seed);
    private final SplitSizes sizes;
    private final Split split;
    private final Referee referee;
    private final Path work;

    Practice(Bundle bundle, Referee referee, Path work) {
      this.challenge = bundle.challenge();
      Cohort all = bundle.patients().load();
      People people = bundle.patients().people(all.size());
      int[] shared = challenge.shares(people).published();
      this.published = all.select(shared);
      this.sizes = inProportion(challenge.splits().sizes(), published.size());
      this.split = Split.draw(secret.derive("split"), people.select(shared), sizes);
      this.referee = referee;
      this.work = work;
    }

    private static SplitSizes inProportion(SplitSizes wanted, int patients) {
      double share = Math.min(1, (double) patients / wanted.total());
      return new SplitSizes(
          (int) (wanted.candidates() * share),
          (int) (wanted.reference() * share),
          (int) (wanted.holdout() * share));
    }

    boolean play(ImageId hider, ImageId seeker, ObjectNode result) throws IOException {
      Cohort members = published.select(split.members());
      Path memberFolder = work.resolve("members");
      CohortFiles.write(memberFolder, members);
      try (Play hiding =
          referee.hide(
              order("hider", hider, PlayerRole.HIDER),
              sizes.records(),
              Inputs.folder(memberFolder))) {
        ObjectNode release = result.putObject("release");
        report("Hider", hiding.result(), release);
        if (hiding.result().end() != RunEnd.SUCCEEDED) {
          return false;
        }
        Path released = hiding.output().resolve(Referee.RELEASE);
        Cohort releasedCohort = CohortFiles.read(released, published.schema());
        score(members, releasedCohort, release);
        return seek(seeker, released, result.putObject("match"));
      }
    }

    private void score(Cohort members, Cohort release, ObjectNode into) {
      UtilityReport utility =
          Utility.score(
              members,
              release,
              published.select(split.holdout()),
              challenge.facets(),
              secret.derive("utility").forContainer());
      String gate = utility.total() >= challenge.gate() ? "passed" : "failed";
      into.put("utility", utility.total()).put("gate", gate);
      ObjectNode facets = into.putObject("facets");
      out.println(
          String.format(
              Locale.ROOT,
              "Utility %.3f, gate of %.2f %s",
              utility.total(),
              challenge.gate(),
              gate));
      utility
          .facets()
          .forEach(
              (facet, skill) -> {
                facets.put(facet.word(), skill);
                out.println(String.format(Locale.ROOT, "  %-20s %.3f", facet.word(), skill));
              });
    }

    private boolean seek(ImageId seeker, Path released, ObjectNode into) throws IOException {
      Path candidateFolder = work.resolve("candidates");
      CohortFiles.write(candidateFolder, published.select(split.candidates()));
      int candidates = split.candidates().length;
      try (Play seeking =
          referee.seek(
              order("seeker", seeker, PlayerRole.SEEKER),
              candidates,
              Inputs.folder(released),
              Inputs.folder(candidateFolder))) {
        report("Seeker", seeking.result(), into);
        if (seeking.result().end() != RunEnd.SUCCEEDED) {
          return false;
        }
        MatchPrivacy privacy =
            MatchPrivacy.score(ScoresFile.read(seeking.output(), candidates), split.member());
        into.put("auc", privacy.auc()).put("balanced_accuracy", privacy.balancedAccuracy());
        into.putArray("auc_interval")
            .add(privacy.aucInterval().low())
            .add(privacy.aucInterval().high());
        ObjectNode tpr = into.putObject("tpr_at_fpr");
        privacy.tprAtFpr().forEach((rate, value) -> tpr.put(String.valueOf(rate), value));
        out.println(
            String.format(
                Locale.ROOT,
                "AUC %.3f (95 %% interval %.3f to %.3f; 0.5 is chance) on %d candidates",
                privacy.auc(),
                privacy.aucInterval().low(),
                privacy.aucInterval().high(),
                candidates));
        return true;
      }
    }

    private Order order(String runId, ImageId image, PlayerRole role) {
      return new Order(
          runId,
          image,
          challenge.limits(role),
          secret.derive(runId).forContainer(),
          published.schema());
    }

    /** Public patients only, so its owner may read all that a container printed. */
    private void report(String who, RunResult run, ObjectNode into) {
      String state = run.end().name().toLowerCase(Locale.ROOT).replace('_', '-');
      into.put("state", state)
          .put("reason", run.reason())
          .put("seconds", run.duration().toMillis() / 1000.0)
          .put("peak_memory_bytes", run.peakMemoryBytes());
      out.println(
          String.format(
              Locale.ROOT,
              "%s %s in %.1f s with %d MiB at most. %s",
              who,
              state,
              run.duration().toMillis() / 1000.0,
              run.peakMemoryBytes() >> 20,
              run.reason()));
      if (run.end() != RunEnd.SUCCEEDED) {
        Arrays.stream(run.log().split("\n")).forEach(line -> out.println("  | " + line));
      }
    }
  }
}
