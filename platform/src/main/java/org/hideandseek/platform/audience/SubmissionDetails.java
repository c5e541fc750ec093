package org.hideandseek.platform.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Intervention;

/**
 * A submission's own page.
 *
 * @param challenge the challenge's name
 * @param phase name of the phase that it counts for; empty where it counts for all
 * @param phases names of the phases that it plays in and that have begun; none where it plays in
 *     all
 * @param choice what its team may choose now; empty for others, and where there is nothing to
 *     choose
 * @param summary what lists show
 * @param own whether it is of the team that looks
 * @param archive SHA-256 of the upload
 * @param format what the upload is
 * @param image digest of the image; of a ZIP one of its content and of the adapter's version
 * @param statement what its team says of it; empty where the viewer does not see that
 * @param queue where its next run stands in the queue; empty where none waits
 * @param checkLog what its container printed during its check, for its own team alone; empty for
 *     others, and until it has run
 * @param history what organisers did to its results, the oldest first
 * @param runs its check, its releases and shadows or its matches, in the order they were queued
 */
public record SubmissionDetails(
    String challenge,
    Optional<String> phase,
    List<String> phases,
    Optional<Choice> choice,
    SubmissionSummary summary,
    boolean own,
    String archive,
    Format format,
    String image,
    Optional<StatementDetails> statement,
    Optional<QueuePlace> queue,
    Optional<BlobId> checkLog,
    List<Intervention> history,
    List<RunSummary> runs) {

  public SubmissionDetails {
    phases = List.copyOf(phases);
    history = List.copyOf(history);
    runs = List.copyOf(runs);
  }

  /**
   * Whether a submission goes on into the next phase.
   *
   * @param phase the next phase's name
   * @param begins when that begins, and with it the time to choose ends
   * @param most how many a team may choose in this role
   * @param chosen whether its team has chosen this one
   */
  public record Choice(String phase, Instant begins, int most, boolean chosen) {}

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
