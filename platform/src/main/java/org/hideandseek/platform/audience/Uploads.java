package org.hideandseek.platform.audience;

import java.io.InputStream;
import java.util.List;
import org.hideandseek.platform.team.Entrants.Entrant;

/**
 * Uploads that can be resumed: begun, sent in parts, and made a submission when all bytes are
 * there. What counts for phase and quota is when one begins. Nobody but its team learns that there
 * is one.
 */
public interface Uploads {

  /**
   * What a team may submit now; FORBIDDEN without a team in the challenge, NOT_FOUND if there is no
   * such challenge.
   */
  Allowance allowance(Entrant entrant, String challenge);

  /**
   * Begins an upload. All that can be checked without the file is checked here.
   *
   * @param length how many bytes will come
   * @return the upload; FORBIDDEN without a team, NOT_FOUND, INVALID, CONFLICT, LIMIT_REACHED (a
   *     quota, or too many unfinished uploads), TOO_LARGE or UNAVAILABLE (no room) otherwise
   */
  UploadDetails begin(Entrant entrant, String challenge, EntryForm form, long length);

  /** An upload; NOT_FOUND if it is another team's, has expired, or was deleted. */
  UploadDetails find(Entrant entrant, String id);

  /** Those that still may become submissions, of all challenges, the oldest first. */
  List<UploadDetails> unfinished(Entrant entrant);

  /**
   * Takes a part. If the stream breaks off, what has arrived until then counts.
   *
   * @param offset where the part begins: as many bytes as have arrived
   * @return how many bytes have arrived then; NOT_FOUND, CONFLICT for another offset or if it has
   *     ended, BUSY if another request writes to it, TOO_LARGE if more bytes come than were
   *     announced, UNAVAILABLE if the disk is full
   */
  long append(Entrant entrant, String id, long offset, InputStream part);

  /** Deletes an upload and what has arrived; NOT_FOUND, CONFLICT if it is a submission, BUSY. */
  void delete(Entrant entrant, String id);

  /**
   * Makes a submission of an upload that is whole; asked again, answers the same.
   *
   * @return the submission's number; NOT_FOUND, CONFLICT if bytes are missing or the name is taken,
   *     LIMIT_REACHED, INVALID if the file is no player or not the one that was announced
   */
  long complete(Entrant entrant, String id);
}
