package org.hideandseek.scoring.audit;

/** What a finding means for opening a challenge. */
public enum Severity {
  /** The challenge must not open, unless somebody gives a reason. */
  BLOCKING,
  /** Somebody should look at it. */
  WARNING,
  FINE
}
