package org.hideandseek.platform.mail;

import org.hideandseek.platform.account.Email;

/**
 * A mail in plain text.
 *
 * @param to whom
 * @param subject one line; what would break it, or change how the rest is seen, is replaced
 * @param text lines; likewise
 */
public record Mail(Email to, String subject, String text) {
  static final int LONGEST_SUBJECT = 200;

  public Mail {
    subject = line(subject);
    text = lines(text);
  }

  /** A text as one line of at most 200 characters, without what is not to be seen itself. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      if (line.length() + Character.charCount(point) > LONGEST_SUBJECT) {
        break;
      }
      line.appendCodePoint(Character.isWhitespace(point) ? ' ' : shown(point));
    }
    return line.toString().strip();
  }

  /** A text without what is not to be seen itself, but for ends of lines. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder();
    text.replace("\r\n", "\n")
        .codePoints()
        .map(point -> point == '\n' ? point : shown(point))
        .forEach(lines::appendCodePoint);
    return lines.toString();
  }

  private static int shown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          point == '\t' ? ' ' : '\uFFFD';
      default -> point;
    };
  }
}
