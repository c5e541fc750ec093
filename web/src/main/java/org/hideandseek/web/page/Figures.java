package org.hideandseek.web.page;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How numbers, times and amounts are written on pages, in English whatever the machine's locale. A
 * score that is missing or not a number is "not scored", never 0.
 */
public final class Figures {
  public static final String NOT_SCORED = "not scored";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** Three decimals, with a real minus sign. */
  public static String score(double value) {
    return Double.isFinite(value) ? fixed(value, 3) : NOT_SCORED;
  }

  public static String score(OptionalDouble value) {
    return value.isPresent() ? score(value.getAsDouble()) : NOT_SCORED;
  }

  /** Fixed decimals, with a real minus sign, and no minus before a rounded zero. */
  public static String fixed(double value, int decimals) {
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? "\u2212" + digits : digits;
  }

  /** With the fewest decimals that say it, at most four. */
  public static String plain(double value) {
    String digits = fixed(value, 4);
    return digits.replaceFirst("\\.?0+$", "");
  }

  /** With all of its few digits; as {@code 1.3e-5} where it is small or large. */
  public static String exact(double value) {
    BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return value == 0 || (exponent >= -3 && exponent < 6)
        ? digits.toPlainString()
        : digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /** With a comma before every three digits. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count with its noun: "1 run", "2 runs". */
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** As {@code 1 March 2026, 12:00 UTC}. */
  public static String time(Instant instant) {
    return MINUTE.format(instant);
  }

  /** For the {@code datetime} attribute and for JSON. */
  public static String iso(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant);
  }

  /** As {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s} or {@code 2 h 10 min}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toMillis() < 9_950) {
      return fixed(duration.toMillis() / 1000.0, 1) + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      long rest = seconds % 60;
      return seconds / 60 + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
    long rest = seconds % 3600 / 60;
    return count(seconds / 3600) + " h" + (rest == 0 ? "" : " " + rest + " min");
  }

  /** In binary units. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return count(bytes, "byte");
    }
    if (bytes < 104_858) {
      // Less than 0.1 MiB.
      return count(Math.round(bytes / 1024.0)) + " KiB";
    }
    double mebibytes = bytes / 1048576.0;
    if (mebibytes < 1024) {
      return fixed(mebibytes, mebibytes < 10 ? 1 : 0) + " MiB";
    }
    return fixed(mebibytes / 1024, 1) + " GiB";
  }
}
