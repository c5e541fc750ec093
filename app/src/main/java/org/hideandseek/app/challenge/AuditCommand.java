package org.hideandseek.app.challenge;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audit.LeakAudit;
import org.hideandseek.platform.challenge.AuditJson;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for leaks in a challenge as if it opened now. */
@Command(
    name = "audit",
    description =
        "Look for leaks in a challenge as if it opened now; exit code 1 if one keeps it from opening.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|NAME",
      description = "Folder of a bundle, or name of a built-in challenge.")
  private String nameOrFolder;

  @Option(
      names = "--seed",
      description =
          "Draw the splits from this number, which everybody can try and is itself a finding (default: a fresh secret).")
  private Optional<Long> seed;

  @Option(names = "--json", description = "Write the report into this file too.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    Bundle bundle = Bundle.find(nameOrFolder);
    SecretSeed secret =
        seed.map(SecretSeed::guessable).orElseGet(() -> SecretSeed.draw(new SecureRandom()));
    Path work = Files.createTempDirectory("hideandseek-audit");
    try {
      AuditReport report = LeakAudit.rehearse(bundle, secret, work, Clock.systemUTC());
      print(bundle.challenge().name(), report);
      if (json.isPresent()) {
        Files.writeString(json.get(), AuditJson.write(report));
      }
      return report.firstBlocking().isPresent() ? 1 : 0;
    } finally {
      Folders.delete(work);
    }
  }

  private void print(String name, AuditReport report) {
    for (Finding finding : report.findings()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-9s %-9s %-9s %s",
              finding.severity().name().toLowerCase(Locale.ROOT),
              finding.check(),
              finding.pValue().isPresent()
                  ? String.format(Locale.ROOT, "p %.2g", finding.pValue().getAsDouble())
                  : "",
              finding.sentence()));
    }
    int blocking = report.count(Severity.BLOCKING);
    out.println(
        blocking == 0
            ? "Nothing keeps challenge " + name + " from opening."
            : "Challenge " + name + " does not open, for " + blocking + " of these.");
  }
}
