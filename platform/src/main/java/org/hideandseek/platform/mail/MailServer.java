package org.hideandseek.platform.mail;

/** Takes mail and hands it on. */
public interface MailServer {
  /**
   * Sends a mail.
   *
   * @param id the same whenever the same mail is sent again, so that a server can tell
   * @throws MailException if the server did not take it
   */
  void send(String id, Mail mail) throws MailException;
}
