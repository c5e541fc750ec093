package org.hideandseek.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Home;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.app.practice.Gives;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.PlayOptions;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the reference seekers cost and find: each plays alone in the sandbox, under the challenge's
 * limits, on the releases that the reference hiders make of the members of a split as large as a
 * competition's.
 */
@Command(
    name = "seekers",
    description =
        "Run the reference seekers on a split of a competition's size, one at a time, and print time, memory and AUC "
            + "of each against each reference hider.",
    mixinStandardHelpOptions = true)
final class SeekersBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(paramLabel = "NAME", description = "Seekers to measure (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--hiders",
      split = ",",
      description = "Hiders that they meet, such as copy,var (default: all).")
  private List<String> hiderNames = List.of();

  @Option(
      names = "--challenge",
      defaultValue = "mayo-liver",
      description =
          "Name of a built-in challenge, or folder of a bundle (default: ${DEFAULT-VALUE}).")
  private String challengeName;

  @Option(
      names = "--shadows",
      defaultValue = "2",
      description =
          "How many shadows of each hider are made; the reference is given in any case (default: ${DEFAULT-VALUE}).")
  private int shadows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the split and seeds the players (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlayOptions asked;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    if (shadows < 0) {
      throw new CommandException("--shadows is at least 0, not " + shadows + ".");
    }
    List<ReferencePlayer> hiders =
        ReferencePlayer.chosen(Home.folder(), PlayerRole.HIDER, hiderNames);
    List<ReferencePlayer> seekers =
        ReferencePlayer.chosen(Home.folder(), PlayerRole.SEEKER, names).stream()
            .filter(seeker -> shadows > 0 || !seeker.needs().contains(Knowledge.SHADOWS))
            .toList();
    Bundle bundle = Bundle.find(challengeName);
    try (Ground ground = Ground.open("bench", asked.gpus())) {
      Practice practice =
          Practice.onPrivate(bundle, ground.referee(), seed, 1, ground.work())
              .giving(Gives.everything(shadows));
      describe(bundle, practice);
      ObjectNode root =
          JSON.createObjectNode().put("challenge", bundle.challenge().name()).put("seed", seed);
      ArrayNode matches = root.putArray("matches");
      boolean allPlayed = true;
      out.printf(
          Locale.ROOT,
          "%-18s %-22s %6s  %-14s %8s %7s %6s%n",
          "hider",
          "seeker",
          "AUC",
          "95 % interval",
          "TPR@1 %",
          "seconds",
          "MiB");
      for (ReferencePlayer hider : hiders) {
        allPlayed &= measure(ground, practice, hider, seekers, matches);
      }
      asked.write(root);
      return allPlayed ? 0 : 1;
    }
  }

  private void describe(Bundle bundle, Practice practice) {
    PlayerLimits limits = bundle.challenge().limits(PlayerRole.SEEKER);
    out.println(
        bundle.challenge().name()
            + ", seekers within "
            + limits.seconds()
            + " s, "
            + limits.memoryMib()
            + " MiB and "
            + limits.cpus()
            + " CPU cores; "
            + practice.candidates()
            + " candidates, "
            + practice.members()
            + " of them members; a reference, and "
            + shadows
            + " shadows of each hider.");
  }

  /** False if a run did not succeed. */
  private boolean measure(
      Ground ground,
      Practice practice,
      ReferencePlayer hider,
      List<ReferencePlayer> seekers,
      ArrayNode matches)
      throws IOException, ImageRefusedException {
    try (Practice.Hiding hiding = practice.hide(ground.find(hider))) {
      Optional<String> without = failure(hiding.result()).or(hiding::notMatched);
      if (without.isPresent()) {
        out.printf(Locale.ROOT, "%-18s %s%n", hider.name(), without.get());
        return false;
      }
      boolean allPlayed = true;
      for (ReferencePlayer seeker : seekers) {
        Practice.Seeking seeking = practice.seek(ground.find(seeker), hiding);
        add(matches.addObject(), hider, seeker, seeking);
        allPlayed &= seeking.privacy().isPresent();
      }
      return allPlayed;
    }
  }

  private static Optional<String> failure(RunResult run) {
    return run.end() == RunEnd.SUCCEEDED ? Optional.empty() : Optional.of(run.reason());
  }

  private void add(
      ObjectNode match, ReferencePlayer hider, ReferencePlayer seeker, Practice.Seeking seeking) {
    RunResult run = seeking.result();
    double seconds = run.duration().toMillis() / 1000.0;
    match
        .put("hider", hider.name())
        .put("seeker", seeker.name())
        .put("seconds", seconds)
        .put("cpu_seconds", run.cpuTime().toMillis() / 1000.0)
        .put("peak_memory_bytes", run.peakMemoryBytes());
    if (seeking.privacy().isEmpty()) {
      match.put("reason", run.reason());
      out.printf(Locale.ROOT, "%-18s %-22s %s%n", hider.name(), seeker.name(), run.reason());
      return;
    }
    MatchPrivacy privacy = seeking.privacy().get();
    double tpr = privacy.tprAtFpr().get(0.01);
    match.put("auc", privacy.auc()).put("tpr_at_fpr_001", tpr);
    match
        .putArray("auc_interval")
        .add(privacy.aucInterval().low())
        .add(privacy.aucInterval().high());
    out.printf(
        Locale.ROOT,
        "%-18s %-22s %6.3f  %.3f to %.3f %8.3f %7.1f %6d%n",
        hider.name(),
        seeker.name(),
        privacy.auc(),
        privacy.aucInterval().low(),
        privacy.aucInterval().high(),
        tpr,
        seconds,
        run.peakMemoryBytes() >> 20);
  }
}
