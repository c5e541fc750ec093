package org.hideandseek.web.page;

/**
 * Who looks at a page and has logged in.
 *
 * @param unread how many notices they have not read
 * @param unverified whether they still have to confirm their e-mail address
 */
public record Looker(int unread, boolean unverified) {
  boolean hasUnread() {
    return unread > 0;
  }
}
