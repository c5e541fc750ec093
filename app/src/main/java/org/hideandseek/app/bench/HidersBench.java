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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Home;
import org.hideandseek.app.Node;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that the players may use, such as 0,1 (default: none).")
  private List<Integer> gpus = List.of();

  @Option(names = "--json", description = "Write all numbers into this file.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    if (splits < 1) {
      throw new CommandException("--splits is at least 1, not " + splits + ".");
    }
    List<ReferencePlayer> hiders = chosen(ReferencePlayer.all(Home.folder(), PlayerRole.HIDER));
    List<ReferencePlayer> seekers = ReferencePlayer.all(Home.folder(), PlayerRole.SEEKER);
    Bundle bundle = Bundle.find(challengeName);
    Path work = Files.createTempDirectory("hideandseek-bench");
    try (Sandbox sandbox = Node.sandbox("bench-" + UUID.randomUUID())) {
      Referee referee =
          new Referee(sandbox, Folders.createPrivate(work.resolve("runs")), new Gpus(gpus));
      List<Practice> practices = new ArrayList<>();
      for (int number = 1; number <= splits; number++) {
        Path folder = Files.createDirectory(work.resolve("split-" + number));
        practices.add(Practice.onPrivate(bundle, referee, seed, number, folder));
      }
      describe(bundle, practices);
      HiderTable table = new HiderTable(bundle.challenge(), out);
      table.head();
      boolean allReleased = true;
      for (ReferencePlayer hider : hiders) {
        MeasuredHider measured = measure(sandbox, practices, hider, seekers);
        table.add(measured);
        allReleased &= measured.failure().isEmpty();
      }
      if (json.isPresent()) {
        ObjectNode root =
            JSON.createObjectNode()
                .put("challenge", bundle.challenge().name())
                .put("seed", seed)
                .set("hiders", table.json());
        Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
      }
      return allReleased ? 0 : 1;
    } finally {
      Folders.delete(work);
    }
  }

  private List<ReferencePlayer> chosen(List<ReferencePlayer> all) {
    for (String name : names) {
      if (all.stream().noneMatch(hider -> hider.name().equals(name))) {
        throw new CommandException(
            "There is no reference hider called "
                + name
                + "; there are "
                + all.stream().map(ReferencePlayer::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
    return all.stream().filter(hider -> names.isEmpty() || names.contains(hider.name())).toList();
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
      Sandbox sandbox,
      List<Practice> practices,
      ReferencePlayer hider,
      List<ReferencePlayer> seekers)
      throws IOException, ImageRefusedException {
    List<MeasuredHider.Played> played = new ArrayList<>();
    for (Practice practice : practices) {
      try (Practice.Hiding hiding = practice.hide(find(sandbox, hider))) {
        Map<String, Practice.Seeking> met = new LinkedHashMap<>();
        if (hiding.utility().isPresent()) {
          for (ReferencePlayer seeker : seekers) {
            met.put(seeker.name(), practice.seek(find(sandbox, seeker), hiding));
          }
        }
        played.add(new MeasuredHider.Played(hiding.result(), hiding.utility(), met));
      }
    }
    return new MeasuredHider(hider.name(), played);
  }

  private static PracticePlayer find(Sandbox sandbox, ReferencePlayer player)
      throws IOException, ImageRefusedException {
    return PracticePlayer.find(sandbox, player.role(), player.image());
  }
}
