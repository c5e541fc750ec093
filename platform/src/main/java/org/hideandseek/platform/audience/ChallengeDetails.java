package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Schema;

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
 * @param submissions the newest first
 */
public record ChallengeDetails(
    ChallengeSummary summary,
    Challenge definition,
    Schema schema,
    String overview,
    int publicPatients,
    int privatePatients,
    Instant openedAt,
    List<SubmissionSummary> submissions) {

  public ChallengeDetails {
    submissions = List.copyOf(submissions);
  }
}
