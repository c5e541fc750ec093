package org.hideandseek.platform.notice;

import org.hideandseek.platform.mail.Mail;

/**
 * What is told.
 *
 * @param subject one line
 * @param text at most 4,000 characters
 * @param link a path of the site where more is
 */
record Letter(String subject, String text, String link) {
  static final int LONGEST_TEXT = 4_000;

  Letter {
    subject = Mail.line(subject);
    String clean = Mail.lines(text).strip();
    // What is cut may end in half a character, which is replaced, too.
    text = clean.length() > LONGEST_TEXT ? Mail.lines(clean.substring(0, LONGEST_TEXT)) : clean;
  }
}
