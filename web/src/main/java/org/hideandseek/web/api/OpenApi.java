package org.hideandseek.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The document that describes the API to programs, in OpenAPI 3.1. */
public final class OpenApi {
  private static final String FILE = "/web/openapi.json";

  private final byte[] document;

  public OpenApi() {
    try (InputStream stream = OpenApi.class.getResourceAsStream(FILE)) {
      document = stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The description of the API can't be read.", e);
    }
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/openapi.json", this::send);
    routes.head("/api/v1/openapi.json", this::send);
  }

  private void send(Context ctx) {
    ctx.contentType("application/json").header("Cache-Control", "no-cache").result(document);
  }
}
