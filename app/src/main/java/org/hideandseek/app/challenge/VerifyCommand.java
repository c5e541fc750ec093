package org.hideandseek.app.challenge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.platform.dump.DumpVerifier;
import org.hideandseek.platform.dump.Verification;
import org.hideandseek.web.board.PublishedBoards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a finished challenge again from its dump. */
@Command(
    name = "verify",
    description =
        "Compute commitments, splits, scores and boards of a finished challenge again from its dump, and compare.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DUMP", description = "Folder that challenge close --dump wrote.")
  private Path dump;

  @Option(
      names = "--root",
      description = "Root of the commitments as you saw it while the challenge was open.")
  private Optional<String> root;

  @Option(
      names = "--log",
      description = "Last digest of the log of submissions as you saw it when it was closed.")
  private Optional<String> logHead;

  @Option(names = "--json", description = "Write the result into this file.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    Verification verification =
        new DumpVerifier(new PublishedBoards(), System.err::println)
            .verify(dump, new DumpVerifier.Witness(root, logHead));
    print(verification);
    if (json.isPresent()) {
      write(json.get(), verification);
    }
    return verification.confirmed() ? 0 : 1;
  }

  private void print(Verification verification) {
    out.println("Challenge " + verification.challenge());
    out.println("Root of its commitments    " + verification.root());
    out.println("Log of submissions         " + verification.logHead());
    for (Verification.Check check : verification.checks()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-28s %6d  %s",
              check.what(),
              check.checked(),
              check.wrong() == 0 ? "all right" : check.wrong() + " wrong"));
    }
    verification.differences().forEach(out::println);
    if (!verification.confirmed()) {
      out.println("Not confirmed.");
    } else if (root.isPresent()) {
      out.println("Confirmed.");
    } else {
      out.println(
          "Confirmed, if the root is the one that was published when the challenge opened.");
    }
  }

  private static void write(Path file, Verification verification) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("challenge", verification.challenge())
            .put("confirmed", verification.confirmed())
            .put("root", verification.root())
            .put("log_head", verification.logHead());
    ArrayNode checks = node.putArray("checks");
    for (Verification.Check check : verification.checks()) {
      checks
          .addObject()
          .put("what", check.what())
          .put("checked", check.checked())
          .put("wrong", check.wrong());
    }
    ArrayNode differences = node.putArray("differences");
    verification.differences().forEach(differences::add);
    Files.write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
  }
}
