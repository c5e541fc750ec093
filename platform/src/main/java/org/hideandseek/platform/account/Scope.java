package org.hideandseek.platform.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a personal token may be used for, each with all before it. */
public enum Scope {
  READ,
  SUBMIT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** Whether what needs another scope may be done with this one. */
  public boolean covers(Scope needed) {
    return compareTo(needed) >= 0;
  }
}
