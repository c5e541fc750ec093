package org.hideandseek.platform.account;

/** How a password compares with a hash. */
public enum PasswordCheck {
  WRONG,
  RIGHT,
  /** Right, but hashed with other parameters than are used now. */
  OUTDATED
}
