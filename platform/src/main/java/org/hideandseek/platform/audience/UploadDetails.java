package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.upload.PendingUpload;

/**
 * An upload that can be resumed, for its own team.
 *
 * @param id in its address
 * @param challenge the challenge's name
 * @param role what it is to play
 * @param name of the submission that it is to become
 * @param length how many bytes it will have
 * @param offset how many of them have arrived
 * @param begunAt when it began
 * @param expiresAt until when it may become a submission
 * @param refusal why it can't become one, as a sentence; empty if it may
 * @param submission the number of the one that it has become
 */
public record UploadDetails(
    String id,
    String challenge,
    PlayerRole role,
    String name,
    long length,
    long offset,
    Instant begunAt,
    Instant expiresAt,
    String refusal,
    Optional<Long> submission) {

  static UploadDetails of(PendingUpload upload) {
    return new UploadDetails(
        upload.id().value(),
        upload.entry().challenge(),
        upload.entry().role(),
        upload.entry().name(),
        upload.length(),
        upload.received(),
        upload.begunAt(),
        upload.expiresAt(),
        upload.refusal(),
        upload.submission().map(SubmissionId::value));
  }
}
