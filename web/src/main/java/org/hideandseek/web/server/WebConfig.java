package org.hideandseek.web.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hideandseek.web.openid.OpenIdConfig;

/**
 * What an operator can set.
 *
 * @param publicUrl the address under which people reach the site, for the commands on its pages;
 *     where it is empty, the address that a request came to
 * @param version of the software, at the foot of every page
 * @param liveClients how many clients may listen to live events at once
 * @param keepAlive how often a silent live connection is kept open with a comment
 * @param openId the provider at which people may log in; empty without one
 */
public record WebConfig(
    Optional<URI> publicUrl,
    String version,
    int liveClients,
    Duration keepAlive,
    Optional<OpenIdConfig> openId) {

  /** A site where people log in with a password. */
  public WebConfig(Optional<URI> publicUrl, String version, int liveClients, Duration keepAlive) {
    this(publicUrl, version, liveClients, keepAlive, Optional.empty());
  }

  public WebConfig {
    if (liveClients < 1) {
      throw new IllegalArgumentException("liveClients is at least 1, not " + liveClients);
    }
    if (keepAlive.compareTo(Duration.ofMillis(50)) < 0) {
      throw new IllegalArgumentException("keepAlive is at least 50 ms, not " + keepAlive);
    }
  }

  /** Whether people reach the site by HTTPS, so that cookies need never travel without. */
  boolean secure() {
    return publicUrl.filter(url -> "https".equalsIgnoreCase(url.getScheme())).isPresent();
  }

  /** For one machine: 500 live clients, a comment every 15 seconds. */
  public static WebConfig of(String version) {
    return new WebConfig(Optional.empty(), version, 500, Duration.ofSeconds(15));
  }
}
