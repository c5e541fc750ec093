package org.hideandseek.web.server;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The site's own address, for commands that people copy from its pages. */
final class OwnAddress implements Function<Context, String> {
  private final Optional<URI> configured;

  OwnAddress(Optional<URI> configured) {
    this.configured = configured;
  }

  @Override
  public String apply(Context ctx) {
    if (configured.isPresent()) {
      return configured.get().toString().replaceFirst("/+$", "");
    }
    String host = ctx.host();
    // A Host header can hold anything; only what a shell and a browser read alike is repeated.
    boolean plain =
        host != null
            && (host.matches("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")
                || host.matches("\\[[0-9A-Fa-f:.]{2,45}\\](:[0-9]{1,5})?"));
    return plain ? ctx.scheme() + "://" + host : "http://localhost:" + ctx.req().getLocalPort();
  }
}
