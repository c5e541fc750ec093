package org.hideandseek.platform.audience;

import java.util.List;
import org.hideandseek.platform.submission.Format;

/**
 * A submission's own page.
 *
 * @param challenge the challenge's name
 * @param summary what lists show
 * @param archive SHA-256 of the upload
 * @param format what the upload is
 * @param image digest of the image; of a ZIP one of its content and of the adapter's version
 * @param runs its check, its releases or its matches, in the order they were queued
 */
public record SubmissionDetails(
    String challenge,
    SubmissionSummary summary,
    String archive,
    Format format,
    String image,
    List<RunSummary> runs) {

  public SubmissionDetails {
    runs = List.copyOf(runs);
  }
}
