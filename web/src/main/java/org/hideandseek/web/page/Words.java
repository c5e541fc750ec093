package org.hideandseek.web.page;

import java.util.Locale;

/** The words of closed sets, as in files and addresses. */
public final class Words {

  private Words() {}

  /** An enum's word where it has none of its own: {@code TIMED_OUT} is {@code timed-out}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
