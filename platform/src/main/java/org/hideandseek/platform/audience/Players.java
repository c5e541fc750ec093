package org.hideandseek.platform.audience;

import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.submission.Submission;

/** Who plays in a run: every submission of its images. */
final class Players {
  private Players() {}

  static boolean hides(Submission submission, Run run) {
    return submission.role() == PlayerRole.HIDER
        && run.hider().equals(Optional.of(submission.image()));
  }

  static boolean seeks(Submission submission, Run run) {
    return submission.role() == PlayerRole.SEEKER
        && run.seeker().equals(Optional.of(submission.image()));
  }
}
