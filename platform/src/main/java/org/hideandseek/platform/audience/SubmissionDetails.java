package org.hideandseek.platform.audience;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.submission.Format;

/**
 * A submission's own page.
 *
 * @param challenge the challenge's name
 * @param phase name of the phase that it counts for; empty where it counts for all
 * @param summary what lists show
 * @param own whether it is of the team that looks
 * @param archive SHA-256 of the upload
 * @param format what the upload is
 * @param image digest of the image; of a ZIP one of its content and of the adapter's version
 * @param queue where its next run stands in the queue; empty where none waits
 * @param runs its check, its releases and shadows or its matches, in the order they were queued
 */
public record SubmissionDetails(
    String challenge,
    Optional<String> phase,
    SubmissionSummary summary,
    boolean own,
    String archive,
    Format format,
    String image,
    Optional<QueuePlace> queue,
    List<RunSummary> runs) {

  public SubmissionDetails {
    runs = List.copyOf(runs);
  }

  /**
   * What a hider costs before it meets a seeker: the wall clock of its releases and shadows.
   *
   * @return empty for a seeker
   */
  public Optional<Duration> cost() {
    return summary.role() == PlayerRole.SEEKER
        ? Optional.empty()
        : Optional.of(
            runs.stream()
                .filter(run -> run.kind() == RunKind.RELEASE || run.kind() == RunKind.SHADOW)
                .flatMap(run -> run.duration().stream())
                .reduce(Duration.ZERO, Duration::plus));
  }
}
