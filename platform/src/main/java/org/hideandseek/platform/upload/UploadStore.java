package org.hideandseek.platform.upload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.submission.UploadId;
import org.hideandseek.platform.team.TeamId;

/**
 * The uploads that can be resumed. One request at a time writes to an upload: it holds a lease
 * under a name of its own, which it renews as bytes arrive, so that one whose client or process is
 * gone makes room for the next.
 */
public interface UploadStore {
  /**
   * Adds an upload; one at a time in a challenge, so that a limit holds however many begin at once.
   *
   * @param most how many unfinished ones its team may have in the challenge, with this one
   */
  Begun begin(PendingUpload upload, int most);

  /** What became of the wish to begin an upload. */
  enum Begun {
    BEGUN,
    /** There is a submission of this name and role, or another team is uploading one. */
    NAME_TAKEN,
    /** The same team is uploading one of this name and role already. */
    UNDER_WAY,
    TOO_MANY
  }

  Optional<PendingUpload> find(UploadId id);

  /** A team's in a challenge that still may become submissions, the oldest first. */
  List<PendingUpload> unfinished(String challenge, TeamId team);

  /** Takes the lease of an upload that is unfinished and that nobody else holds. */
  boolean take(UploadId id, String writer, Duration lease);

  /**
   * Notes what has arrived, and holds the lease for longer; false if somebody else took it
   * meanwhile, and nothing is noted then.
   */
  boolean renew(UploadId id, String writer, long received, Duration lease);

  /** Notes what has arrived, and gives the lease back; false as for {@link #renew}. */
  boolean release(UploadId id, String writer, long received);

  /** Keeps an upload from expiring for a while from now, whoever holds its lease. */
  void hold(UploadId id, Duration time);

  /** Notes the SHA-256 of what arrived. */
  void seal(UploadId id, BlobId archive);

  /** Notes why it can't become a submission. */
  void refuse(UploadId id, String sentence);

  /** Forgets an upload. */
  void delete(UploadId id);

  /** Those whose time is over and that nobody writes to, finished ones, too. */
  List<UploadId> expired();
}
