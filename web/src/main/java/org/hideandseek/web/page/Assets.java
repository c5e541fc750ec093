package org.hideandseek.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Style sheets, scripts and pictures, each under an address that has its content's SHA-256 in it,
 * so that a browser may keep it for ever.
 */
public final class Assets {
  private static final String FOLDER = "/web/assets/";

  private final Map<String, Asset> byName = new LinkedHashMap<>();

  private record Asset(String href, String type, byte[] content) {}

  public Assets() {
    load("vendor/pico.min.css", "text/css");
    load("site.css", "text/css");
    load("live.js", "text/javascript");
    load("submit.js", "text/javascript");
    load("favicon.svg", "image/svg+xml");
  }

  /** The address of a file. */
  public String href(String name) {
    return byName.get(name).href();
  }

  public void addTo(RoutesConfig routes) {
    byName
        .values()
        .forEach(
            asset -> {
              routes.get(asset.href(), ctx -> send(ctx, asset));
              routes.head(asset.href(), ctx -> send(ctx, asset));
            });
  }

  private static void send(Context ctx, Asset asset) {
    ctx.header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType(asset.type())
        .result(asset.content());
  }

  private void load(String name, String type) {
    try (InputStream stream = Assets.class.getResourceAsStream(FOLDER + name)) {
      byte[] content = stream.readAllBytes();
      String file = name.substring(name.lastIndexOf('/') + 1);
      int dot = file.lastIndexOf('.');
      String href =
          "/assets/" + file.substring(0, dot) + "." + digest(content) + file.substring(dot);
      byName.put(name, new Asset(href, type + "; charset=" + UTF_8.name(), content));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + name + " of the web pages can't be read.", e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sha256, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
