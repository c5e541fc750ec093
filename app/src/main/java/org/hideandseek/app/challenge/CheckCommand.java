package org.hideandseek.app.challenge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.PlayOptions;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleReview;
import org.hideandseek.platform.bundle.BundleCheck;
import org.hideandseek.platform.bundle.Findings;
import org.hideandseek.platform.bundle.Machine;
import org.hideandseek.platform.play.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Says whether a bundle can be opened: reads all of it with its patients, and plays its players on
 * the public patients.
 */
@Command(
    name = "check",
    description =
        "Read a bundle with its patients, play its players on the public ones, and say all that is"
            + " wrong. Exit code 0 if it can be opened, 1 if not.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(
      paramLabel = "DIR|NAME",
      description = "Folder of a bundle, or name of a built-in challenge.")
  private String nameOrFolder;

  @Option(names = "--no-play", description = "Only read; needs no container engine.")
  private boolean noPlay;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description =
          "Draws the split of public patients and seeds the players, as in referee (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlayOptions asked;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    Findings findings = new Findings();
    ObjectNode root = JSON.createObjectNode().put("challenge", nameOrFolder);
    ArrayNode players = JSON.createArrayNode();
    Path work = Files.createTempDirectory("hideandseek-check");
    try {
      BundleReview review = Bundle.review(nameOrFolder);
      var unused =
          new BundleCheck(Machine.here(asked.gpus().size()), work.resolve("patients"), findings)
              .check(review);
      Optional<Bundle> bundle = review.bundle();
      findings.facts().forEach(out::println);
      if (bundle.isPresent() && findings.problems().isEmpty() && !noPlay) {
        play(bundle.get(), findings, players);
      }
    } finally {
      Folders.delete(work);
    }
    print(findings);
    root.put("can_be_opened", findings.problems().isEmpty());
    add(root.putArray("facts"), findings.facts());
    add(root.putArray("notices"), findings.notices());
    add(root.putArray("problems"), findings.problems());
    root.set("players", players);
    asked.write(root);
    return findings.problems().isEmpty() ? 0 : 1;
  }

  private void play(Bundle bundle, Findings findings, ArrayNode players) throws IOException {
    if (bundle.players().none()) {
      findings.notice(
          "The bundle has no players/players.yaml, so nothing was played: whether the gate fails"
              + " what it should is not known.");
      return;
    }
    out.println("Playing the bundle's players on its public patients:");
    try (Ground ground = Ground.open("check", asked.gpus())) {
      new PlayerCheck(
              bundle,
              ground.sandbox(),
              Practice.onPublic(bundle, ground.referee(), seed, ground.work()),
              findings,
              new PlayerCheck.Report(players, out))
          .play();
    }
  }

  private void print(Findings findings) {
    findings.notices().forEach(notice -> out.println("Notice: " + notice));
    findings.problems().forEach(problem -> out.println("Problem: " + problem));
    int problems = findings.problems().size();
    out.println(
        nameOrFolder
            + (problems == 0
                ? " can be opened."
                : " can't be opened: " + (problems == 1 ? "1 problem." : problems + " problems.")));
  }

  private static void add(ArrayNode array, List<String> sentences) {
    sentences.forEach(array::add);
  }
}
