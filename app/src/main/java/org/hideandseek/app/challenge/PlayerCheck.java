package org.hideandseek.app.challenge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.TestPlayers;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.bundle.Findings;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;

/**
 * Plays the players of a bundle on its public patients and holds their results against what is
 * expected of them.
 */
final class PlayerCheck {
  private final Bundle bundle;
  private final Sandbox sandbox;
  private final Practice practice;
  private final Findings findings;
  private final ArrayNode json;
  private final PrintStream out;

  /**
   * A check of one bundle.
   *
   * @param report where results go
   */
  PlayerCheck(Bundle bundle, Sandbox sandbox, Practice practice, Findings findings, Report report) {
    this.bundle = bundle;
    this.sandbox = sandbox;
    this.practice = practice;
    this.findings = findings;
    this.json = report.json();
    this.out = report.out();
  }

  /**
   * Where results go.
   *
   * @param json gets an object for each
   * @param out gets a line for each as it comes
   */
  record Report(ArrayNode json, PrintStream out) {}

  void play() throws IOException {
    TestPlayers players = bundle.players();
    Map<String, Practice.Hiding> releases = new LinkedHashMap<>();
    try {
      for (TestPlayers.Hider hider : players.hiders()) {
        hide(hider).ifPresent(release -> releases.put(hider.name(), release));
      }
      for (TestPlayers.Seeker seeker : players.seekers()) {
        seek(seeker, releases);
      }
    } finally {
      releases.values().forEach(Practice.Hiding::close);
    }
  }

  /** The run of a hider whose release can be attacked. */
  private Optional<Practice.Hiding> hide(TestPlayers.Hider hider) throws IOException {
    Result result = new Result(PlayerRole.HIDER, hider.name());
    try {
      Practice.Hiding hiding = practice.hide(player(PlayerRole.HIDER, hider.player()));
      result.end(hiding.result(), hider.expect().end(), hider.expect().reason());
      hiding
          .utility()
          .ifPresent(
              utility -> {
                boolean passed = utility.total() >= bundle.challenge().gate();
                TestPlayers.Gate gate = passed ? TestPlayers.Gate.PASSED : TestPlayers.Gate.FAILED;
                result.found("utility", utility.total());
                result.gate(gate, hider.expect().gate());
              });
      hiding.notMatched().ifPresent(why -> result.wrong("is " + why));
      result.close();
      if (hiding.utility().isEmpty() || hiding.notMatched().isPresent()) {
        hiding.close();
        return Optional.empty();
      }
      return Optional.of(hiding);
    } catch (ImageRefusedException e) {
      result.refused(e);
      return Optional.empty();
    }
  }

  private void seek(TestPlayers.Seeker seeker, Map<String, Practice.Hiding> releases)
      throws IOException {
    List<TestPlayers.Against> wanted = seeker.expect().auc();
    if (wanted.isEmpty()) {
      Optional<String> first = releases.keySet().stream().findFirst();
      if (first.isEmpty()) {
        findings.problem(
            "Seeker " + seeker.name() + " can't play, as no hider of players.yaml made a release.");
        return;
      }
      seek(seeker, first.get(), Optional.empty(), releases.get(first.get()));
    }
    for (TestPlayers.Against against : wanted) {
      Optional<Practice.Hiding> release = Optional.ofNullable(releases.get(against.hider()));
      if (release.isPresent()) {
        seek(seeker, against.hider(), Optional.of(against), release.get());
      }
    }
  }

  private void seek(
      TestPlayers.Seeker seeker,
      String hider,
      Optional<TestPlayers.Against> wanted,
      Practice.Hiding release)
      throws IOException {
    Result result = new Result(PlayerRole.SEEKER, seeker.name());
    result.against(hider);
    try {
      Practice.Seeking seeking = practice.seek(player(PlayerRole.SEEKER, seeker.player()), release);
      result.end(seeking.result(), seeker.expect().end(), seeker.expect().reason());
      seeking
          .privacy()
          .ifPresent(
              privacy -> {
                result.found("auc", privacy.auc());
                wanted.ifPresent(range -> result.auc(privacy.auc(), range));
              });
      result.close();
    } catch (ImageRefusedException e) {
      result.refused(e);
    }
  }

  private PracticePlayer player(PlayerRole role, TestPlayers.Player player)
      throws IOException, ImageRefusedException {
    if (player.archive().isPresent()) {
      return PracticePlayer.load(sandbox, role, bundle.archives().get(player.archive().get()));
    }
    String image =
        player
            .reference()
            .map(name -> "hide-and-seek/" + role.word() + "-" + name + ":1")
            .or(player::image)
            .orElseThrow();
    return PracticePlayer.find(sandbox, role, image);
  }

  /** What a player came to, beside what was expected. */
  private final class Result {
    private final String who;
    private final ObjectNode node = json.addObject();
    private final StringBuilder line = new StringBuilder();
    private boolean right = true;
    private String whom = "";

    Result(PlayerRole role, String name) {
      this.who = role.word() + " " + name;
      node.put("role", role.word()).put("name", name);
    }

    void against(String hider) {
      whom = " against " + hider;
      node.put("against", hider);
    }

    void found(String measure, double value) {
      node.put(measure, value);
      line.append(String.format(Locale.ROOT, ", %s %.3f", measure, value));
    }

    void end(RunResult run, TestPlayers.End expected, Optional<String> reason) {
      String end = word(run.end());
      node.put("end", end).put("reason", run.reason());
      line.append(end);
      if (!run.end().name().equals(expected.name())) {
        wrong("was expected to end as " + word(expected) + " but " + end + ": " + run.reason());
      } else if (reason.isPresent()
          && !Pattern.compile(reason.get()).matcher(run.reason()).find()) {
        wrong("ended as expected, but its reason holds no '" + reason.get() + "': " + run.reason());
      }
    }

    void gate(TestPlayers.Gate gate, Optional<TestPlayers.Gate> expected) {
      node.put("gate", word(gate));
      line.append(", gate ").append(word(gate));
      if (expected.isPresent() && expected.get() != gate) {
        wrong(
            String.format(
                Locale.ROOT,
                "was expected to have %s the gate of %.2f but has %s it, with utility %.3f",
                word(expected.get()),
                bundle.challenge().gate(),
                word(gate),
                node.get("utility").doubleValue()));
      }
    }

    void auc(double auc, TestPlayers.Against range) {
      node.putArray("expected_auc").add(range.from()).add(range.to());
      if (auc < range.from() || auc > range.to()) {
        wrong(
            String.format(
                Locale.ROOT,
                "was expected to have an AUC from %.3f to %.3f but has %.3f",
                range.from(),
                range.to(),
                auc));
      }
    }

    void refused(ImageRefusedException e) {
      wrong("can't play: " + e.getMessage());
      close();
    }

    private void wrong(String how) {
      right = false;
      String sentence = who + whom + " " + how;
      findings.problem(
          sentence.substring(0, 1).toUpperCase(Locale.ROOT)
              + sentence.substring(1)
              + (sentence.endsWith(".") ? "" : "."));
    }

    void close() {
      node.put("as_expected", right);
      out.println((right ? "  as expected  " : "  NOT          ") + who + whom + ": " + line);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
