package org.hideandseek.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.web.server.WebConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that starts a platform. */
public final class NodeOptions {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description =
          "Port of the pages and the API (default: ${DEFAULT-VALUE}; 0 takes any free one).")
  int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}; 0.0.0.0 for all).")
  String bind;

  @Option(
      names = "--slots",
      description = "How many containers run at a time (default: the number of CPU cores).")
  Optional<Integer> slots;

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that runs may use, such as 0,1 (default: none).")
  List<Integer> gpus = List.of();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--public-url",
      description =
          "Address under which people reach the pages, such as https://privacy.example (default: as they asked for it).")
  Optional<URI> publicUrl;

  private SiteEnvironment environment = SiteEnvironment.none();

  /** Adds what the environment says; see {@link SiteEnvironment}. */
  void readEnvironment(Map<String, String> variables) {
    environment = SiteEnvironment.of(variables, publicUrl);
  }

  public int port() {
    return port;
  }

  public String bind() {
    return bind;
  }

  /** How many containers run at a time. */
  public int slots() {
    return slots.orElse(Runtime.getRuntime().availableProcessors());
  }

  public PlatformConfig config(Path data) {
    return new PlatformConfig(
        data,
        database.config(data),
        slots(),
        gpus,
        environment.mail(),
        environment.secondFactorKey());
  }

  /** What the pages need to know. */
  WebConfig web(String version) {
    WebConfig usual = WebConfig.of(version);
    return new WebConfig(
        publicUrl, version, usual.liveClients(), usual.keepAlive(), environment.openId());
  }
}
