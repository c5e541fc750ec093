package org.hideandseek.sandbox.docker;

import java.time.Duration;
import java.util.Locale;

/** How numbers and strangers' names are written in a sentence. */
final class Words {
  private static final int LONGEST_NAME = 120;

  private Words() {}

  /** A stranger's text as printable ASCII, cut where it is long. */
  static String printable(String text) {
    return printable(text, LONGEST_NAME);
  }

  static String printable(String text, int longest) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (out.length() >= longest) {
        return out.append("...").toString();
      }
      char c = text.charAt(i);
      out.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return out.toString();
  }

  /** Such as "512 MiB", or "1234 bytes" where no larger unit divides it. */
  static String bytes(long count) {
    String[] units = {"GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      long unit = 1L << (10 * (units.length - i));
      if (count >= unit && count % unit == 0) {
        return count / unit + " " + units[i];
      }
    }
    return count(count, "byte");
  }

  /** Such as "1 file" or "7 files". */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Such as "600 s" or "1.5 s". */
  static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
  }
}
