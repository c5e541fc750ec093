package org.hideandseek.platform.audience;

import java.util.List;

/**
 * A submission's own page.
 *
 * @param challenge the challenge's name
 * @param summary what lists show
 * @param archive SHA-256 of the upload
 * @param image digest of the image
 * @param runs its check, its releases or its matches, in the order they were queued
 */
public record SubmissionDetails(
    String challenge,
    SubmissionSummary summary,
    String archive,
    String image,
    List<RunSummary> runs) {

  public SubmissionDetails {
    runs = List.copyOf(runs);
  }
}
