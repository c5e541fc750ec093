package org.hideandseek.web;

import java.time.Duration;
import java.util.Optional;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;

/** Serves the pages with made-up boards, to look at them; the argument is the port. */
public final class Preview {

  private Preview() {}

  public static void main(String[] args) throws InterruptedException {
    InMemoryPlatform platform = new InMemoryPlatform();
    try (WebServer server =
        new WebServer(
            platform,
            platform,
            platform,
            platform.people(),
            platform.organisers(),
            new WebConfig(Optional.empty(), "0.1.0", 100, Duration.ofSeconds(15)))) {
      server.start(Integer.parseInt(args[0]), "127.0.0.1");
      System.out.println("http://127.0.0.1:" + server.port());
      Thread.currentThread().join();
    }
  }
}
