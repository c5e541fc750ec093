package org.hideandseek.app.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.platform.audit.AuditCalibration;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.scoring.audit.Family;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often the leak audit raises an alarm where nothing leaks. */
@Command(
    name = "audit",
    description = "Count the false alarms of the leak audit on challenges in which nothing leaks.",
    mixinStandardHelpOptions = true)
final class AuditBench implements Callable<Integer> {
  @Option(
      names = "--draws",
      defaultValue = "100",
      description = "How many challenges of each kind are audited (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--patients",
      defaultValue = "400",
      description = "Of each invented challenge (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("hideandseek-audit");
    try {
      AuditCalibration calibration = new AuditCalibration(work, Clock.systemUTC());
      print("invented patients, others each time", calibration.simulated(draws, patients, seed));
      print(
          "mayo-pbc, another secret seed each time",
          calibration.withOtherSeeds(Bundle.find("mayo-pbc"), draws, seed));
      return 0;
    } finally {
      Folders.delete(work);
    }
  }

  private void print(String what, AuditCalibration.Count count) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-40s %d of %d audits raise a false alarm at the level %.2f; %d block",
            what,
            count.falseAlarms(),
            count.audits(),
            Family.LEVEL,
            count.blocked()));
    count.reasons().forEach(reason -> out.println("  " + reason));
  }
}
