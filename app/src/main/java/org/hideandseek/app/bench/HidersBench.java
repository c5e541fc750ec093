package org.hideandseek.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the reference hiders cost and reach: each runs alone in the sandbox, under the challenge's
 * limits, on the members of splits as large as a competition's, and meets all reference seekers.
 */
@Command(
    name = "hiders",
    description =
        "Run the reference hiders on splits of a competition's size, one at a time, and print time, memory, "
            + "utility and the worst AUC over the reference seekers of each.",
    mixinStandardHelpOptions = true)
final class HidersBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(paramLabel = "NAME", description = "Hiders to measure (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--challenge",
      defaultValue = "mayo-liver",
      description =
          "Name of a built-in challenge, or folder of a bundle (default: ${DEFAULT-VALUE}).")
  private String challengeName;

  @Option(
      names = "--splits",
      defaultValue = "1",
      description =
          "On how many splits of the private patients; the table then has the longest time, the most memory and "
              + "the means of the rest (default: ${DEFAULT-VALUE}).")
  private int splits;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the splits and seeds the players (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlayOptions asked;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    if (splits < 1) {
      throw new CommandException("--splits is at least 1, not " + splits + ".");
    }
    List<ReferencePlayer> hiders = ReferencePlayer.chosen(Home.folder(), PlayerRole.HIDER, names);
    List<ReferencePlayer> seekers =
        ReferencePlayer.all(Home.folder(), PlayerRole.SEEKER).stream()
            .filter(seeker -> seeker.missing(Set.of(Knowledge.REFERENCE)).isEmpty())
            .toList();
    Bundle bundle = Bundle.find(challengeName);
    try (Ground ground = Ground.open("bench", asked.gpus())) {
      List<Practice> practices = new ArrayList<>();
      for (int number = 1; number <= splits; number++) {
        Path folder = Files.createDirectory(ground.work().resolve("split-" + number));
        practices.add(
            Practice.onPrivate(bundle, ground.referee(), seed, number, folder)
                .giving(new Gives(true, 0)));
      }
      describe(bundle, practices);
      HiderTable table = new HiderTable(bundle.challenge(), out);
      table.head();
      boolean allReleased = true;
      for (ReferencePlayer hider : hiders) {
        MeasuredHider measured = measure(ground, practices, hider, seekers);
        table.add(measured);
        allReleased &= measured.failure().isEmpty();
      }
      ObjectNode root =
          JSON.createObjectNode()
              .put("challenge", bundle.challenge().name())
              .put("seed", seed)
              .set("hiders", table.json());
      asked.write(root);
      return allReleased ? 0 : 1;
    }
  }

  private void describe(Bundle bundle, List<Practice> practices) {
    PlayerLimits limits = bundle.challenge().limits(PlayerRole.HIDER);
    out.println(
        bundle.challenge().name()
            + ", hiders within "
            + limits.seconds()
            + " s, "
            + limits.memoryMib()
            + " MiB and "
            + limits.cpus()
            + " CPU cores; "
            + practices.stream()
                .map(split -> split.members() + " members of " + split.candidates() + " candidates")
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static MeasuredHider measure(
      Ground ground, List<Practice> practices, ReferencePlayer hider, List<ReferencePlayer> seekers)
      throws IOException, ImageRefusedException {
    List<MeasuredHider.Played> played = new ArrayList<>();
    for (Practice practice : practices) {
      try (Practice.Hiding hiding = practice.hide(ground.find(hider))) {
        Map<String, Practice.Seeking> met = new LinkedHashMap<>();
        if (hiding.utility().isPresent()) {
          for (ReferencePlayer seeker : seekers) {
            met.put(seeker.name(), practice.seek(ground.find(seeker), hiding));
          }
        }
        played.add(new MeasuredHider.Played(hiding.result(), hiding.utility(), met));
      }
    }
    return new MeasuredHider(hider.name(), played);
  }
}
