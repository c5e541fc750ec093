package org.hideandseek.app.participant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.app.CommandException;

/**
 * A platform, and what its user is known by there.
 *
 * @param server such as {@code https://hide-and-seek.example.org}, without a slash at its end
 * @param token empty where nobody has logged in
 */
record Access(String server, Optional<String> token) {

  /**
   * The address of a platform as it is kept.
   *
   * @param typed what was typed
   * @throws CommandException if it is none
   */
  static String address(String typed) {
    try {
      URI uri = new URI(typed.strip().replaceAll("/+$", ""));
      boolean web = "http".equals(scheme(uri)) || "https".equals(scheme(uri));
      if (web
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri.toString();
      }
    } catch (URISyntaxException e) {
      // It is told below.
    }
    throw new CommandException(
        ExitCodes.USAGE,
        "'" + typed + "' is no address of a platform such as https://hide-and-seek.example.org.");
  }

  /**
   * Refuses to send a token where others on the way could read it.
   *
   * @throws CommandException if the address is plain HTTP of another machine
   */
  static void requireConfidential(String server) {
    URI uri = URI.create(server);
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    boolean here =
        host.equals("localhost")
            || host.matches("127(\\.[0-9]{1,3}){3}")
            || host.matches("::1|0:0:0:0:0:0:0:1");
    if (!"https".equals(scheme(uri)) && !here) {
      throw new CommandException(
          ExitCodes.USAGE,
          "The token would go to "
              + server
              + " where everybody on the way can read it; use https, or add --insecure-http if you know the way.");
    }
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }
}
