package org.hideandseek.platform.journal;

import java.util.Locale;

/** What is worth a line in the journal. */
public enum Deed {
  SIGNED_UP,
  /** Somebody wanted an account for an address that has one. */
  SIGN_UP_REPEATED,
  LOGGED_IN,
  LOG_IN_FAILED,
  LOG_IN_BLOCKED,
  LOGGED_OUT,
  RESET_LINK_MADE,
  PASSWORD_CHANGED,
  ADDRESS_VERIFIED,
  NOTICE_MAIL_TURNED_ON,
  NOTICE_MAIL_TURNED_OFF,
  SECOND_FACTOR_ADDED,
  SECOND_FACTOR_REMOVED,
  RECOVERY_CODE_USED,
  IDENTITY_LINKED,
  IDENTITY_UNLINKED,
  TOKEN_MADE,
  TOKEN_REVOKED,
  ROLE_GIVEN,
  ROLE_TAKEN,
  TEAM_MADE,
  TEAM_TOKEN_RENEWED,
  INVITE_MADE,
  INVITE_REVOKED,
  TEAM_JOINED,
  TEAM_LEFT,
  MEMBER_REMOVED,
  CAPTAIN_CHANGED,
  SUBMISSION_DISQUALIFIED,
  SUBMISSION_RAISED,
  SUBMISSION_RERUN,
  CHALLENGE_PAUSED,
  CHALLENGE_RESUMED,
  PHASE_EXTENDED,
  ANNOUNCED,
  RESCORE_STARTED,
  RESCORE_APPLIED,
  RESCORE_DROPPED,
  BUNDLE_UPLOADED,
  BUNDLE_DISCARDED,
  CHALLENGE_OPENED;

  /** As in the database and in the API, such as {@code team-joined}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Deed of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
