package org.hideandseek.app.challenge;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a bundle with its patients and says whether it can be opened. */
@Command(
    name = "check",
    description = "Read a bundle with its patients, and say whether it can be opened.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|NAME",
      description = "Folder of a bundle, or name of a built-in challenge.")
  private String nameOrFolder;

  private final PrintStream out = System.out;

  @Override
  public Integer call() {
    Bundle bundle = Bundle.find(nameOrFolder);
    Challenge challenge = bundle.challenge();
    int patients = bundle.patients().load().size();
    int wanted = challenge.splits().sizes().total();
    int secret = challenge.shares(patients).secret().length;
    if (secret < wanted) {
      throw new CommandException(
          "Challenge "
              + challenge.name()
              + " wants "
              + wanted
              + " private patients for each split but has "
              + secret
              + "; make its splits or its public_share smaller.");
    }
    out.println(
        "Challenge "
            + challenge.name()
            + " can be opened: "
            + patients
            + " patients, "
            + secret
            + " of them private.");
    return 0;
  }
}
