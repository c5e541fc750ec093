package org.hideandseek.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.challenge.Challenges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the platform. */
@Command(name = "serve", description = "Run the platform.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private NodeOptions options;

  @Option(
      names = "--data",
      description = "Folder for everything that this node keeps (default: var/platform).")
  private Optional<Path> data;

  @Option(
      names = "--challenge",
      description =
          "Name of a built-in challenge, or folder of a bundle, to open unless it is open already; may be repeated.")
  private List<String> challenges = List.of();

  @Option(
      names = "--override-audit",
      paramLabel = "REASON",
      description =
          "Open the challenges whatever their leak audits find; the reason is kept with the audit.")
  private Optional<String> overrideAudit;

  @Override
  public Integer call() throws Exception {
    Path folder = data.orElse(Home.data("platform"));
    List<Bundle> bundles = challenges.stream().map(Bundle::find).toList();
    options.readEnvironment(System.getenv());
    Node node = Node.open(folder, options);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Closing.quietly(node);
                  closed.countDown();
                }));
    for (Bundle bundle : bundles) {
      open(node.platform().challenges(), bundle);
    }
    node.play();
    System.err.println("Hide-and-Seek is at " + node.address() + "; stop it with Ctrl-C.");
    closed.await();
    return 0;
  }

  private void open(Challenges open, Bundle bundle) throws IOException {
    if (overrideAudit.isPresent()) {
      open.openOverriding(bundle, SecretSeed.draw(new SecureRandom()), overrideAudit.get());
    } else {
      open.open(bundle);
    }
  }
}
