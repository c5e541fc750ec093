package org.hideandseek.platform.upload;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.UploadId;

/**
 * An upload that can be resumed.
 *
 * @param id names it
 * @param entry what it is to become
 * @param announced the SHA-256 that its client named; empty if it named none
 * @param length how many bytes it will have
 * @param received how many have arrived and are on disk
 * @param begunAt when it began
 * @param expiresAt until when it may become a submission
 * @param archive SHA-256 of what arrived, once that is known
 * @param refusal why it can't become a submission, as a sentence; empty if it may
 * @param submission what it has become
 */
public record PendingUpload(
    UploadId id,
    Entry entry,
    Optional<BlobId> announced,
    long length,
    long received,
    Instant begunAt,
    Instant expiresAt,
    Optional<BlobId> archive,
    String refusal,
    Optional<SubmissionId> submission) {

  public PendingUpload {
    if (length < 1 || received < 0 || received > length) {
      throw new IllegalArgumentException(
          "an upload can't have " + received + " of " + length + " bytes");
    }
  }

  /** One of which nothing has arrived. */
  public static PendingUpload begin(
      UploadId id,
      Entry entry,
      Optional<BlobId> announced,
      long length,
      Instant begunAt,
      Instant expiresAt) {
    return new PendingUpload(
        id,
        entry,
        announced,
        length,
        0,
        begunAt,
        expiresAt,
        Optional.empty(),
        "",
        Optional.empty());
  }

  /** Whether all bytes have arrived. */
  public boolean whole() {
    return received == length;
  }

  /** Whether it still may become a submission, as far as it has not expired. */
  public boolean unfinished() {
    return refusal.isEmpty() && submission.isEmpty();
  }
}
