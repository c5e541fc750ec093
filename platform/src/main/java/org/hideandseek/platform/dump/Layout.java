package org.hideandseek.platform.dump;

import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.run.Run;

/** Where things lie in a dump. */
final class Layout {
  static final String HEAD = "dump.json";
  static final String COMMITMENTS = "commitments.json";
  static final String LOG = "log.json";
  static final String SUBMISSIONS = "submissions.json";
  static final String RUNS = "runs.json";
  static final String REPORTS = "reports.json";

  /** What organisers told everybody; dumps that are older than that have none. */
  static final String BULLETIN = "bulletin.json";

  /** The content of each item. */
  static final String COMMITTED = "committed";

  /** {@code schema.json}, and the four arrays in each of the two folders below. */
  static final String PATIENTS = "patients";

  static final String PUBLIC = "public";
  static final String PRIVATE = "private";

  /** Who of the public patients are the same person; there where seekers know shadows. */
  static final String PUBLIC_PEOPLE = "public-people";

  /** The four arrays of each release and its claim if it has one, by the number of its run. */
  static final String RELEASES = "releases";

  /** The four arrays of each shadow, by the number of its run; there where seekers know shadows. */
  static final String SHADOWS = "shadows";

  /** {@code scores.npy} of each match, by the number of its run. */
  static final String MATCHES = "matches";

  /** The published documents. */
  static final String BOARDS = "boards";

  private Layout() {}

  /** Where a document of boards lies; those of a phase have a folder of their own. */
  static String[] board(Leaderboards boards, String document) {
    return boards.view().phase().isPresent()
        ? new String[] {BOARDS, boards.view().phase().get(), document}
        : new String[] {BOARDS, document};
  }

  static String folder(Run run) {
    return String.valueOf(run.id().value());
  }
}
