package org.hideandseek.platform.bundle;

import java.util.Locale;

/** Numbers with their nouns, as in "1 hour" and "2,000 hours". */
final class Counted {
  private Counted() {}

  /** With a noun that takes an s. */
  static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /**
   * With the words for one and for several.
   *
   * @param one what follows 1
   * @param several what follows 0 and all other numbers
   */
  static String of(long count, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
  }
}
