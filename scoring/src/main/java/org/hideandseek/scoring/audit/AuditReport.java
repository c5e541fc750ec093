package org.hideandseek.scoring.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found; for organisers only, as it tells about private patients.
 *
 * @param findings the gravest first, otherwise in the order of the checks
 */
public record AuditReport(List<Finding> findings) {

  public AuditReport {
    findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  /** The gravest finding that keeps the challenge from opening. */
  public Optional<Finding> firstBlocking() {
    return findings.stream().filter(f -> f.severity() == Severity.BLOCKING).findFirst();
  }

  /** Whether all that blocks are random tests, which can err. */
  public boolean blocksByChanceAtMost() {
    return findings.stream()
        .filter(f -> f.severity() == Severity.BLOCKING)
        .allMatch(f -> f.pValue().isPresent());
  }

  /** How many findings are so grave. */
  public int count(Severity severity) {
    return (int) findings.stream().filter(f -> f.severity() == severity).count();
  }
}
