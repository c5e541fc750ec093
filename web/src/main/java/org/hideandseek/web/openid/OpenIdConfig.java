package org.hideandseek.web.openid;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A provider at which people may log in.
 *
 * @param issuer its address
 * @param clientId what it calls this site
 * @param secret what this site proves itself with
 * @param name what people call it
 * @param site the address under which people reach this site
 */
public record OpenIdConfig(URI issuer, String clientId, String secret, String name, URI site) {
  /** Where the provider sends people back to. */
  public static final String CALLBACK = "/log-in/openid/callback";

  public OpenIdConfig {
    requireNonNull(clientId);
    requireNonNull(secret);
    requireNonNull(name);
    requireNonNull(site);
    if (!isSafe(issuer)) {
      throw new ProblemException(
          Problem.INVALID,
          "HIDEANDSEEK_OIDC_ISSUER is the provider's https address, such as https://id.example.org.");
    }
  }

  /** Whether what is sent there can't be read on the way. */
  static boolean isSafe(URI address) {
    String host = address.getHost();
    boolean here =
        host != null
            && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    return host != null
        && ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && here));
  }

  URI callback() {
    return URI.create(site.toString().replaceFirst("/+$", "") + CALLBACK);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return clientId + " at " + issuer;
  }
}
