package org.hideandseek.platform.submission;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.hideandseek.challenges.commitment.EntryLog;

/**
 * A challenge's submissions as a log that can't be changed unnoticed. It follows from the
 * submissions alone, so nothing is stored for it.
 */
public final class SubmissionLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private SubmissionLog() {}

  /**
   * The log. An entry is number, time (UTC, to the millisecond), role, image, SHA-256 of the
   * upload, team and name, with a tab between each two.
   *
   * @param root of the challenge's commitments
   * @param submissions all of the challenge, the oldest first
   */
  public static List<EntryLog.Link> of(String root, List<Submission> submissions) {
    return EntryLog.of(root, submissions.stream().map(SubmissionLog::entry).toList());
  }

  private static String entry(Submission submission) {
    return String.join(
        "\t",
        String.valueOf(submission.id().value()),
        TIME.format(submission.createdAt()),
        submission.role().word(),
        submission.image().value(),
        submission.archive().sha256(),
        submission.team().name(),
        submission.name());
  }
}
