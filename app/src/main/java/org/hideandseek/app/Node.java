package org.hideandseek.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.hideandseek.platform.NodeFolder;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.sandbox.docker.DockerConfig;
import org.hideandseek.sandbox.docker.DockerSandbox;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node with its pages: the composition root. */
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);

  /** The image that keeps outputs readable; see {@link DockerConfig}. */
  private static final String HOLDER_IMAGE = "hide-and-seek/java:1";

  /** The file of a data folder that says where its platform is. */
  public static final String ADDRESS_FILE = "address";

  private final Platform platform;
  private final WebServer web;
  private final String address;

  private Node(Platform platform, WebServer web, String address) {
    this.platform = platform;
    this.web = web;
    this.address = address;
  }

  /** Puts a node together and serves its pages. Nothing is played before {@link #play}. */
  public static Node open(Path data, NodeOptions options) throws IOException {
    PlatformConfig config = options.config(data);
    Sandbox sandbox = sandbox(NodeFolder.nodeName(data));
    Platform platform;
    try {
      platform =
          Platform.open(
              config, sandbox, new PublishedBoards(), Clock.systemUTC(), new SecureRandom());
    } catch (IOException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
    try {
      WebServer web =
          new WebServer(
              platform.visitors(),
              platform.participants(),
              platform.operators(),
              platform.people(),
              platform.organisers(),
              options.web(version()));
      web.start(options.port(), options.bind());
      String address = address(web, options.bind());
      Files.writeString(data.resolve(ADDRESS_FILE), address);
      log.info(
          "Serving {} with data in {}, database {}, {} slots, {}",
          address,
          config.data(),
          config.database(),
          config.slots(),
          sandbox.description());
      return new Node(platform, web, address);
    } catch (IOException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** A sandbox on this machine's engine. */
  public static Sandbox sandbox(String owner) {
    return new DockerSandbox(new DockerConfig(owner, Optional.empty(), HOLDER_IMAGE));
  }

  private static String address(WebServer web, String bind) {
    boolean loopback = bind.equals("127.0.0.1") || bind.equals("0.0.0.0");
    return "http://" + (loopback ? "localhost" : bind) + ":" + web.port();
  }

  /** As in the jar's manifest; "development" when run from classes. */
  private static String version() {
    return Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  public Platform platform() {
    return platform;
  }

  /** Where the pages are, such as {@code http://localhost:8080}. */
  public String address() {
    return address;
  }

  /** Begins to play what is queued. */
  public void play() {
    platform.start();
  }

  @Override
  public void close() throws IOException {
    web.close();
    platform.close();
  }
}
