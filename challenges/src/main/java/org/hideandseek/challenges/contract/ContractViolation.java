package org.hideandseek.challenges.contract;

import java.io.IOException;

/**
 * A file that breaks the contract; the message is one sentence that names the file, the first
 * offending index and the rule.
 */
public final class ContractViolation extends IOException {
  private static final long serialVersionUID = 1L;

  public ContractViolation(String message) {
    super(message);
  }
}
