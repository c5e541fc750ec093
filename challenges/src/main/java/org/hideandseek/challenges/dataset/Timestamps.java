package org.hideandseek.challenges.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Table;

/** Dates with times of day, as {@code 2180-07-23 14:05:00}, without a zone. */
final class Timestamps {
  private static final int DATE = 10;
  private static final int MINUTES = 16;
  private static final int SECONDS = 19;
  private static final long SECONDS_PER_DAY = 86_400;

  private Timestamps() {}

  /**
   * Seconds since 1970.
   *
   * @throws BadRow if the cell is no date with or without a time of day
   */
  static double seconds(Table.Row row, String column, String text) throws BadRow {
    try {
      int length = text.length();
      if (length >= DATE && text.charAt(4) == '-' && text.charAt(7) == '-') {
        long day =
            LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, DATE))
                .toEpochDay();
        if (length == DATE) {
          return day * (double) SECONDS_PER_DAY;
        }
        boolean separated =
            (text.charAt(DATE) == ' ' || text.charAt(DATE) == 'T')
                && length >= MINUTES
                && text.charAt(13) == ':';
        if (separated
            && (length == MINUTES || (length >= SECONDS && text.charAt(MINUTES) == ':'))) {
          int hour = digits(text, 11, 13);
          int minute = digits(text, 14, MINUTES);
          double second = length == MINUTES ? 0 : Double.parseDouble(text.substring(17));
          if (hour < 24 && minute < 60 && second >= 0 && second < 61) {
            return day * (double) SECONDS_PER_DAY + hour * 3600.0 + minute * 60.0 + second;
          }
        }
      }
    } catch (DateTimeException | NumberFormatException e) {
      // As below.
    }
    throw row.unlike(column, text, "a time such as 2180-07-23 14:05:00");
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException();
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
