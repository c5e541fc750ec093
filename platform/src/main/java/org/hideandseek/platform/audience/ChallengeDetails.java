package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.platform.challenge.Pause;
import org.hideandseek.platform.phase.Stage;

/**
 * A challenge's own page.
 *
 * @param summary what the list shows
 * @param definition what the organiser wrote
 * @param schema what a patient looks like
 * @param overview the organiser's page in Markdown
 * @param publicPatients how many patients are published for practice
 * @param privatePatients how many patients the splits are drawn from
 * @param openedAt since when submissions are taken
 * @param closedAt since when none are taken any more
 * @param revealedAt since when the boards stand and what was committed to is shown
 * @param root the digest of all its commitments; empty if it was opened before there were any
 * @param stage where it stands in its phases
 * @param submissions the newest first
 * @param pause why it stands still for now
 */
public record ChallengeDetails(
    ChallengeSummary summary,
    Challenge definition,
    Schema schema,
    String overview,
    int publicPatients,
    int privatePatients,
    Instant openedAt,
    Optional<Instant> closedAt,
    Optional<Instant> revealedAt,
    Optional<String> root,
    Stage stage,
    List<SubmissionSummary> submissions,
    Optional<Pause> pause) {

  public ChallengeDetails {
    submissions = List.copyOf(submissions);
  }

  /** Of a challenge that goes on. */
  public ChallengeDetails(
      ChallengeSummary summary,
      Challenge definition,
      Schema schema,
      String overview,
      int publicPatients,
      int privatePatients,
      Instant openedAt,
      Optional<Instant> closedAt,
      Optional<Instant> revealedAt,
      Optional<String> root,
      Stage stage,
      List<SubmissionSummary> submissions) {
    this(
        summary,
        definition,
        schema,
        overview,
        publicPatients,
        privatePatients,
        openedAt,
        closedAt,
        revealedAt,
        root,
        stage,
        submissions,
        Optional.empty());
  }

  /** Whether submissions are taken now. */
  public boolean takesSubmissions() {
    return closedAt.isEmpty() && pause.isEmpty() && stage.takesSubmissions();
  }
}
