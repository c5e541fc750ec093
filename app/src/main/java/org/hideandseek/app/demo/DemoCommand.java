package org.hideandseek.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.hideandseek.app.Closing;
import org.hideandseek.app.Home;
import org.hideandseek.app.Node;
import org.hideandseek.app.NodeOptions;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.dump.DumpWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a whole competition. */
@Command(
    name = "demo",
    description = "Play a whole competition of the reference players on this machine.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** Why a demo opens although its audit finds the seed. */
  private static final String NO_SECRET = "a demonstration: its seed is no secret";

  @Mixin private NodeOptions options;

  @Option(
      names = "--challenge",
      defaultValue = "mayo-liver",
      description =
          "Name of a built-in challenge, or folder of a bundle (default: ${DEFAULT-VALUE}).")
  private String challenge;

  @Option(
      names = "--data",
      description =
          "Folder of the demo, emptied unless an unfinished demo lies in it (default: var/demo).")
  private Optional<Path> data;

  @Option(
      names = "--seed",
      description =
          "Make everything repeatable: a number from which all secrets follow (default: drawn anew).")
  private Optional<Long> seed;

  @Option(
      names = "--all",
      description = "Let all reference players play, and not only those that take seconds.")
  private boolean all;

  @Option(
      names = "--exit",
      description = "Stop when all is played, instead of serving the pages until Ctrl-C.")
  private boolean exit;

  @Option(names = "--json", description = "Write the leaderboards and every match into this file.")
  private Optional<Path> json;

  @Option(
      names = "--dump",
      description =
          "Close the challenge when all is played, and write it into this new folder for 'challenge verify'.")
  private Optional<Path> dump;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Instant began = Instant.now();
    Bundle bundle = Bundle.find(challenge);
    if (dump.isPresent()) {
      DumpWriter.requireEmpty(dump.get());
    }
    DemoFolder folder =
        DemoFolder.prepare(
            data.orElse(Home.data("demo")), bundle.challenge().name(), seed, new SecureRandom());
    logInto(folder.path().resolve("platform.log"));
    out.println(folder.resumed() ? "Going on with the unfinished demo." : "A new demo begins.");
    Node node = Node.open(folder.path(), options);
    CountDownLatch closed = new CountDownLatch(1);
    Thread closing =
        new Thread(
            () -> {
              Closing.quietly(node);
              closed.countDown();
            });
    Runtime.getRuntime().addShutdownHook(closing);
    node.platform().challenges().openOverriding(bundle, folder.secretSeed(), NO_SECRET);
    node.play();
    out.println("Watch it at " + node.address() + "/challenges/" + bundle.challenge().name());

    Leaderboards boards = playAll(node, bundle.challenge().name());
    folder.finished();
    out.println();
    BoardPrinter.print(boards, out);
    out.println("All played in " + words(Duration.between(began, Instant.now())) + ".");
    if (json.isPresent()) {
      Path file = json.get().toAbsolutePath();
      Files.createDirectories(file.getParent());
      DemoJson.write(file, boards);
    }
    if (dump.isPresent()) {
      dump(node, bundle.challenge().name(), dump.get());
    }
    if (!exit) {
      out.println("The pages stay at " + node.address() + " until Ctrl-C.");
      closed.await();
    }
    return 0;
  }

  private void dump(Node node, String name, Path folder) {
    Hosting hosting = node.platform().hosting();
    hosting.close(name);
    hosting.dump(name, folder);
    out.println(
        "Closed, and written to " + folder + "; next: ./hideandseek challenge verify " + folder);
  }

  private Leaderboards playAll(Node node, String name) throws IOException, InterruptedException {
    Visitors visitors = node.platform().visitors();
    Watcher watcher = new Watcher(out);
    Visitors.Subscription subscription = visitors.subscribe(name, watcher::tell);
    try {
      Entering entering = new Entering(node.address(), name, out);
      for (PlayerRole role : PlayerRole.values()) {
        List<ReferencePlayer> players =
            ReferencePlayer.all(Home.folder(), role).stream()
                .filter(player -> all || player.quick())
                .toList();
        entering.enter(role, players, node.platform().teams(), visitors);
      }
      while (!visitors.challenge(name).summary().progress().settled()) {
        watcher.await();
      }
    } finally {
      subscription.close();
    }
    return visitors.leaderboards(name);
  }

  /**
   * The terminal is for what happens in the competition. Takes effect as long as nothing has been
   * logged; see logback.xml.
   */
  private static void logInto(Path file) {
    System.setProperty("hideandseek.log.file", file.toString());
    System.setProperty("hideandseek.log.to", "file");
  }

  private static String words(Duration duration) {
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
