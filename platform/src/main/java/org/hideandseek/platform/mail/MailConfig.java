package org.hideandseek.platform.mail;

import java.net.URI;

/**
 * How a platform sends mail.
 *
 * @param smtp the server that takes it
 * @param site the address under which people reach the pages; links in mails begin with it, never
 *     with what a request called the site
 */
public record MailConfig(SmtpConfig smtp, URI site) {

  /** The address of a page. */
  public String link(String path) {
    return site.toString().replaceFirst("/+$", "") + path;
  }
}
