package org.hideandseek.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Home;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.app.practice.Gives;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.app.practice.Release;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.ChanceBand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Whether seekers are at chance where there is nothing to find: they play in the sandbox on
 * releases of real people who are neither members, candidates nor reference. A seeker that finds
 * members there was told who they are by the platform.
 */
@Command(
    name = "strangers",
    description =
        "Play the reference seekers on releases of real people who are neither members nor candidates, and count how "
            + "often the AUC lies in its 95 % chance band.",
    mixinStandardHelpOptions = true)
final class StrangersBench implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Seekers to play (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--challenge",
      defaultValue = "mayo-pbc",
      description =
          "Name of a built-in challenge, or folder of a bundle (default: ${DEFAULT-VALUE}).")
  private String challengeName;

  @Option(
      names = "--draws",
      defaultValue = "100",
      description = "How many splits are drawn (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--shadows",
      defaultValue = "2",
      description = "How many shadows seekers are given (default: ${DEFAULT-VALUE}).")
  private int shadows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the splits and seeds the players (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Of 100 draws 90 are enough, as fewer come less often by chance; of 8 draws 6. */
  private static final double LEAST = 0.02;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    if (draws < 1 || shadows < 1) {
      throw new CommandException("--draws and --shadows are at least 1.");
    }
    List<ReferencePlayer> seekers = ReferencePlayer.chosen(Home.folder(), PlayerRole.SEEKER, names);
    Bundle bundle = Bundle.find(challengeName);
    int[] inside = new int[seekers.size()];
    double[] sum = new double[seekers.size()];
    try (Ground ground = Ground.open("bench", List.of())) {
      for (int draw = 1; draw <= draws; draw++) {
        Path folder = Files.createDirectory(ground.work().resolve("draw-" + draw));
        Practice practice =
            Practice.onPrivate(bundle, ground.referee(), seed, draw, folder)
                .giving(Gives.everything(shadows));
        Release strangers = practice.stranger();
        for (int s = 0; s < inside.length; s++) {
          double auc = auc(practice, strangers, ground, seekers.get(s));
          sum[s] += auc;
          inside[s] += band(practice).contains(auc) ? 1 : 0;
        }
        Folders.delete(folder);
      }
    }
    out.printf(Locale.ROOT, "%-22s %14s %9s%n", "seeker", "in the band", "mean AUC");
    boolean honest = true;
    for (int s = 0; s < inside.length; s++) {
      honest &= byChance(inside[s], draws) > LEAST;
      out.printf(
          Locale.ROOT,
          "%-22s %7d of %3d %9.3f%n",
          seekers.get(s).name(),
          inside[s],
          draws,
          sum[s] / draws);
    }
    return honest ? 0 : 1;
  }

  /** How likely at most so many draws lie in a band of 95 %. */
  static double byChance(int inside, int draws) {
    double chance = 0;
    double term = Math.pow(0.05, draws);
    for (int i = 0; i <= inside; i++) {
      chance += term;
      term *= (draws - i) / (i + 1.0) * 0.95 / 0.05;
    }
    return chance;
  }

  private static Interval band(Practice practice) {
    int others = practice.candidates() - practice.members();
    return ChanceBand.ofMeanAuc(0.95, practice.members(), others, 1);
  }

  private static double auc(
      Practice practice, Release strangers, Ground ground, ReferencePlayer seeker)
      throws IOException, ImageRefusedException {
    Practice.Seeking seeking = practice.seek(ground.find(seeker), strangers);
    return seeking
        .privacy()
        .orElseThrow(
            () ->
                new CommandException(
                    "Seeker " + seeker.name() + " gave no scores: " + seeking.result().reason()))
        .auc();
  }
}
