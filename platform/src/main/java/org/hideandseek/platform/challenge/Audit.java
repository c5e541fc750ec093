package org.hideandseek.platform.challenge;

import java.io.IOException;
import org.hideandseek.scoring.audit.AuditReport;

/** Looks at a challenge, as its players would, before it may open. */
public interface Audit {
  /**
   * Looks for whatever tells members from non-members without a release.
   *
   * @param challenge not open yet
   * @param patients hold those of the challenge
   */
  AuditReport of(OpenChallenge challenge, PatientFolders patients) throws IOException;
}
