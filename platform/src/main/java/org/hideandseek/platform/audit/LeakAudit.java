package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.challenge.Audit;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.scoring.audit.AuditReport;

/** Lays out what the first players would be given, and inspects it. */
public final class LeakAudit implements Audit {
  private final Path work;

  /**
   * An audit that works in a folder.
   *
   * @param work a folder that only this user can enter
   */
  public LeakAudit(Path work) {
    this.work = work;
  }

  /**
   * Audits a bundle as if it opened with a seed, and opens nothing.
   *
   * @param work an empty folder that only this user can enter, for its patients
   * @throws org.hideandseek.platform.problem.ProblemException INVALID if it can't be divided as it
   *     says
   */
  public static AuditReport rehearse(Bundle bundle, SecretSeed seed, Path work, Clock clock)
      throws IOException {
    PatientFolders patients = new PatientFolders(work.resolve("challenges"));
    return new LeakAudit(work).of(Challenges.prepare(bundle, seed, patients, clock), patients);
  }

  @Override
  public AuditReport of(OpenChallenge challenge, PatientFolders patients) throws IOException {
    Path folder = Folders.createPrivate(work.resolve("audit-" + UUID.randomUUID()));
    try {
      Exhibit exhibit =
          Exhibit.layOut(challenge, patients, Files.createDirectory(folder.resolve("exhibit")));
      return new Inspection(challenge, exhibit, folder).report();
    } finally {
      Folders.delete(folder);
    }
  }
}
