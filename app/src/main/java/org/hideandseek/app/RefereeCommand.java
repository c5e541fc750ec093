package org.hideandseek.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.PlayOptions;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.utility.UtilityReport;
import org.hideandseek.web.page.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      description =
          "Image of the hider, as the engine knows it, or FILE.zip in the format of 2020.")
  private String hiderImage;

  @Option(
      names = "--seeker",
      required = true,
      description =
          "Image of the seeker, as the engine knows it, or FILE.zip in the format of 2020.")
  private String seekerImage;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Draws the split and seeds the players (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlayOptions asked;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Bundle bundle = Bundle.find(challengeName);
    try (Ground ground = Ground.open("referee", asked.gpus())) {
      PracticePlayer hider = PracticePlayer.find(ground.sandbox(), PlayerRole.HIDER, hiderImage);
      PracticePlayer seeker = PracticePlayer.find(ground.sandbox(), PlayerRole.SEEKER, seekerImage);
      ObjectNode result =
          JSON.createObjectNode()
              .put("challenge", bundle.challenge().name())
              .put("hider", hiderImage)
              .put("seeker", seekerImage);
      boolean played =
          play(
              Practice.onPublic(bundle, ground.referee(), seed, ground.work()),
              hider,
              seeker,
              bundle.challenge().gate(),
              result);
      asked.write(result);
      return played ? 0 : 1;
    }
  }

  private boolean play(
      Practice practice,
      PracticePlayer hider,
      PracticePlayer seeker,
      double gate,
      ObjectNode result)
      throws IOException, ImageRefusedException {
    try (Practice.Hiding hiding = practice.hide(hider)) {
      ObjectNode release = result.putObject("release");
      report("Hider", hiding.result(), release);
      if (hiding.utility().isEmpty()) {
        return false;
      }
      score(hiding.utility().get(), gate, release);
      hiding.claim().ifPresent(claim -> show(claim, release));
      if (!hiding.shadows().isEmpty()) {
        ArrayNode shadows = result.putArray("shadows");
        for (int number = 1; number <= hiding.shadows().size(); number++) {
          report(
              "Hider in shadow " + number, hiding.shadows().get(number - 1), shadows.addObject());
        }
      }
      if (hiding.notMatched().isPresent()) {
        out.println("The hider is " + hiding.notMatched().get() + ".");
        return false;
      }
      ObjectNode match = result.putObject("match");
      Practice.Seeking seeking = practice.seek(seeker, hiding);
      report("Seeker", seeking.result(), match);
      seeking.privacy().ifPresent(privacy -> score(privacy, practice.candidates(), match));
      seeking.accuracy().ifPresent(accuracy -> match.put("accuracy", accuracy));
      return seeking.privacy().isPresent();
    }
  }

  private void score(UtilityReport utility, double wanted, ObjectNode into) {
    String gate = utility.total() >= wanted ? "passed" : "failed";
    into.put("utility", utility.total()).put("gate", gate);
    ObjectNode facets = into.putObject("facets");
    out.println(
        String.format(Locale.ROOT, "Utility %.3f, gate of %.2f %s", utility.total(), wanted, gate));
    utility
        .facets()
        .forEach(
            (facet, skill) -> {
              facets.put(facet.word(), skill);
              out.println(String.format(Locale.ROOT, "  %-20s %.3f", facet.word(), skill));
            });
  }

  private void show(ClaimReport claim, ObjectNode into) {
    into.set("claim", ReportJson.write(claim));
    String claimed =
        String.format(
            Locale.ROOT,
            "Claims epsilon %s at delta %s by %s; ",
            Figures.exact(claim.epsilon()),
            Figures.exact(claim.delta()),
            claim.mechanism().word());
    String figures =
        claim.accounted().isPresent()
            ? "the noise that it lists costs epsilon "
                + Figures.exact(claim.accounted().getAsDouble())
            : "with the noise that it lists there is no bound";
    out.println(
        claimed
            + switch (claim.accounting()) {
              case FOLLOWS -> "this follows, as " + figures;
              case DOES_NOT_FOLLOW -> "this does not follow, as " + figures;
              case NOT_ACCOUNTED -> "it lists nothing that could be accounted for";
            });
  }

  private void score(MatchPrivacy privacy, int candidates, ObjectNode into) {
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
