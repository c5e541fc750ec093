package org.hideandseek.platform.account;

import java.util.Locale;

/** What somebody may do beyond taking part, which everybody with an account may. */
public enum Role {
  /** Reads the audit log. */
  ADMINISTRATOR,
  /** Of one challenge: reads what the audit log says about it. */
  ORGANISER,
  /** Creates challenges, and becomes the organiser of each. */
  CREATOR;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
