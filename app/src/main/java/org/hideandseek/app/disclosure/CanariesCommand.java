package org.hideandseek.app.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Home;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.scoring.disclosure.CanaryExposure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether seekers find unusual patients who were planted among a hider's members. */
@Command(
    name = "canaries",
    description = {
      "Plant unusual patients among the members, and let seekers rank them among others of the same kind that were "
          + "not planted.",
      "A planted one has exposure log2(n + 1) - log2(rank) among n others and itself."
    },
    mixinStandardHelpOptions = true)
final class CanariesCommand implements Callable<Integer> {
  private static final int[] WIDTHS = {24, 8, 14, 7, 7, 14, 7, 6, 14};
  private static final int PLANTED = 20;
  private static final int MEMBERS_TO_ONE = 10;
  private static final double LEVEL = 0.05;

  @Mixin private AuditedHider asked;

  @Option(
      names = "--seeker",
      description =
          "Image of a seeker, or FILE.zip in the format of 2020; may be given several times (default: all reference "
              + "seekers that need no shadows). All are given reference patients, where the challenge has some.")
  private List<String> seekers = List.of();

  @Option(
      names = "--canaries",
      description =
          "How many canaries are planted (default: 20, or a tenth of the members where they are fewer than 200).")
  private Optional<Integer> planted = Optional.empty();

  @Option(
      names = "--among",
      defaultValue = "500",
      description =
          "How many canaries there are, the planted ones included (default: ${DEFAULT-VALUE}).")
  private int all;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    planted.ifPresent(this::possible);
    Bundle bundle = Bundle.find(asked.challenge());
    try (Ground ground = Ground.open("disclosure", asked.gpus())) {
      PracticePlayer hider = PracticePlayer.find(ground.sandbox(), PlayerRole.HIDER, asked.hider());
      Map<String, PracticePlayer> battery = battery(ground.sandbox(), bundle.challenge());
      AuditSplit split = new AuditSplit(bundle, asked.seed(), ground.work());
      int count =
          planted.isPresent()
              ? planted.get()
              : possible(Math.min(PLANTED, Math.max(1, split.members().length / MEMBERS_TO_ONE)));
      ObjectNode document = asked.document();
      boolean done =
          audit(
              split,
              Planting.in(split, count, all, ground.work()),
              ground.referee(),
              hider,
              battery,
              document);
      asked.write(document);
      return done ? 0 : 1;
    }
  }

  private int possible(int count) {
    if (count < 1 || count >= all) {
      throw new CommandException(
          "Of "
              + all
              + " canaries 1 to "
              + (all - 1)
              + " can be planted, not "
              + count
              + "; change --canaries or --among.");
    }
    return count;
  }

  private Map<String, PracticePlayer> battery(Sandbox sandbox, Challenge challenge)
      throws IOException, ImageRefusedException {
    Map<String, String> images = new LinkedHashMap<>();
    if (seekers.isEmpty()) {
      for (ReferencePlayer player : ReferencePlayer.all(Home.folder(), PlayerRole.SEEKER)) {
        Optional<String> lacking = lacking(player, challenge);
        if (lacking.isPresent()) {
          out.println("Left out: seeker " + player.name() + ", which needs " + lacking.get() + ".");
        } else {
          images.put(player.name(), player.image());
        }
      }
    }
    seekers.forEach(seeker -> images.put(seeker, seeker));
    Map<String, PracticePlayer> battery = new LinkedHashMap<>();
    for (Map.Entry<String, String> seeker : images.entrySet()) {
      battery.put(
          seeker.getKey(), PracticePlayer.find(sandbox, PlayerRole.SEEKER, seeker.getValue()));
    }
    return battery;
  }

  /** What a seeker needs that it is not given here. */
  private static Optional<String> lacking(ReferencePlayer seeker, Challenge challenge) {
    if (seeker.needs().contains(Knowledge.SHADOWS)) {
      return Optional.of("shadows, which this audit does not make");
    }
    return seeker.needs().contains(Knowledge.REFERENCE)
            && challenge.splits().sizes().reference() == 0
        ? Optional.of("reference patients, which this challenge has none of")
        : Optional.empty();
  }

  private boolean audit(
      AuditSplit split,
      Planting planting,
      Referee referee,
      PracticePlayer hider,
      Map<String, PracticePlayer> battery,
      ObjectNode document)
      throws IOException, ImageRefusedException {
    try (Play hiding = split.hide(referee, hider, planting.records(), planting.members())) {
      if (!Printed.succeeded("Hider", hiding.result(), document.putObject("release"), out)) {
        return false;
      }
      Path released = hiding.output().resolve(InputFolders.RELEASE);
      ObjectNode seekersNode = document.putObject("seekers");
      Map<String, CanaryExposure> exposures = new LinkedHashMap<>();
      for (Map.Entry<String, PracticePlayer> seeker : battery.entrySet()) {
        ObjectNode node = seekersNode.putObject(seeker.getKey());
        try (Play seeking =
            split.seek(
                referee,
                seeker.getValue(),
                hider,
                released,
                planting.planted().length,
                planting.canaries())) {
          if (Printed.succeeded(seeker.getKey(), seeking.result(), node, out)) {
            exposures.put(
                seeker.getKey(),
                CanaryExposure.score(
                    ScoresFile.read(seeking.output(), planting.planted().length),
                    planting.planted(),
                    split.seed("chance").forContainer()));
          }
        }
      }
      document.put("records", planting.records());
      exposures.forEach(
          (name, exposure) -> write(exposure, battery.size(), (ObjectNode) seekersNode.get(name)));
      if (!exposures.isEmpty()) {
        print(exposures, battery.size());
      }
      return exposures.size() == battery.size();
    }
  }

  /** Whether a seeker's planted canaries stand out when all seekers are looked at at once. */
  private static boolean clear(CanaryExposure exposure, int seekers) {
    return exposure.pValue() * seekers <= LEVEL;
  }

  private void print(Map<String, CanaryExposure> exposures, int seekers) {
    CanaryExposure any = exposures.values().iterator().next();
    out.println(
        any.planted()
            + " canaries were planted; each is ranked among "
            + any.others()
            + " others and itself.");
    out.println(
        Printed.row(
            WIDTHS,
            "seeker",
            "exposure",
            "95 % interval",
            "largest",
            "chance",
            "chance band",
            "p",
            "AUC",
            "95 % interval"));
    exposures.forEach(
        (name, exposure) ->
            out.println(
                Printed.row(
                    WIDTHS,
                    name,
                    Printed.bits(exposure.mean()),
                    Printed.bits(exposure.interval()),
                    Printed.bits(exposure.largest()),
                    Printed.bits(exposure.chance()),
                    Printed.bits(exposure.chanceBand()),
                    String.format(Locale.ROOT, "%.4f", exposure.pValue()),
                    Printed.fixed(exposure.separation().auc()),
                    Printed.range(exposure.separation().aucInterval()),
                    clear(exposure, seekers) ? "clear" : "")));
    List<String> clear = new ArrayList<>();
    exposures.forEach(
        (name, exposure) -> {
          if (clear(exposure, seekers)) {
            clear.add(name);
          }
        });
    out.println(
        clear.isEmpty()
            ? "No seeker finds them clearly, all looked at at once."
            : "Found clearly, all looked at at once, by " + String.join(", ", clear) + ".");
  }

  private static void write(CanaryExposure exposure, int seekers, ObjectNode node) {
    node.put("planted", exposure.planted())
        .put("others", exposure.others())
        .put("mean_exposure", exposure.mean())
        .put("largest_exposure", exposure.largest())
        .put("chance", exposure.chance())
        .put("p_value", exposure.pValue())
        .put("clear", clear(exposure, seekers))
        .put("auc", exposure.separation().auc());
    Printed.put(node, "interval", exposure.interval());
    Printed.put(node, "chance_band", exposure.chanceBand());
    Printed.put(node, "auc_interval", exposure.separation().aucInterval());
  }
}
