package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Family;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Severity;

/** How often audits of challenges in which nothing leaks raise an alarm. */
public final class AuditCalibration {
  private final Path work;
  private final Clock clock;

  /**
   * Calibrates in a folder.
   *
   * @param work a folder that only this user can enter
   */
  public AuditCalibration(Path work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /**
   * What came of many audits.
   *
   * @param audits how many there were
   * @param falseAlarms in how many a random test was below the audit's level
   * @param blocked in how many anything blocked
   * @param reasons the sentences of what was found
   */
  public record Count(int audits, int falseAlarms, int blocked, List<String> reasons) {}

  /**
   * Audits invented challenges, each of other patients and with another secret seed.
   *
   * @param patients in each
   */
  public Count simulated(int challenges, int patients, long seed) throws IOException {
    List<AuditReport> reports = new ArrayList<>();
    for (int i = 0; i < challenges; i++) {
      Path folder = work.resolve("bundle");
      try {
        reports.add(audit(SimulatedChallenge.write(folder, patients, seed + i), secret(seed, i)));
      } finally {
        Folders.delete(folder);
      }
    }
    return count(reports);
  }

  /** Audits one challenge with many secret seeds. */
  public Count withOtherSeeds(Bundle bundle, int seeds, long seed) throws IOException {
    List<AuditReport> reports = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      reports.add(audit(bundle, secret(seed, i)));
    }
    return count(reports);
  }

  private AuditReport audit(Bundle bundle, SecretSeed seed) throws IOException {
    Path folder = Folders.createPrivate(work.resolve("patients"));
    try {
      return LeakAudit.rehearse(bundle, seed, folder, clock);
    } finally {
      Folders.delete(folder);
    }
  }

  /** Repeatable, but not one of those that the audit knows. */
  static SecretSeed secret(long seed, int number) {
    return SecretSeed.parse(SecretSeed.guessable(seed).derive("audit", number).hex());
  }

  private static Count count(List<AuditReport> reports) {
    int alarms = 0;
    int blocked = 0;
    List<String> reasons = new ArrayList<>();
    for (AuditReport report : reports) {
      List<Finding> raised =
          report.findings().stream()
              .filter(f -> f.pValue().isPresent() && f.pValue().getAsDouble() <= Family.LEVEL)
              .toList();
      alarms += raised.isEmpty() ? 0 : 1;
      blocked += report.count(Severity.BLOCKING) > 0 ? 1 : 0;
      report.findings().stream()
          .filter(f -> raised.contains(f) || f.severity() == Severity.BLOCKING)
          .forEach(f -> reasons.add(f.sentence()));
    }
    return new Count(reports.size(), alarms, blocked, List.copyOf(reasons));
  }
}
