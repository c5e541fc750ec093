package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import com.github.dockerjava.api.model.WaitContainerCondition;
import com.github.dockerjava.api.model.WaitResponse;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.hideandseek.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the engine. Every failure leaves here as a {@link SandboxException} that says
 * what the engine could not do.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** No call takes this long unless the engine hangs; loading an image is no such call. */
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private static final int REMOVALS = 5;
  private static final Duration REMOVAL = Duration.ofSeconds(30);

  private final String address;
  private final DockerClient calls;
  private final DockerClient streams;
  private final boolean podman;
  private final String description;
  private final String architecture;
  private final int cpus;
  private final Optional<String> plainRuntime;

  private Engine(String address, DockerClient calls, DockerClient streams) {
    this.address = address;
    this.calls = calls;
    this.streams = streams;
    Version version;
    Info info;
    try {
      version = calls.versionCmd().exec();
      info = calls.infoCmd().exec();
    } catch (RuntimeException e) {
      throw new SandboxException(
          "No Docker Engine answers at "
              + address
              + "; start one (such as with: systemctl start docker) or set the address of one that"
              + " runs, such as unix:///run/podman/podman.sock",
          e);
    }
    this.podman = isPodman(version);
    this.description =
        (podman ? "Podman " : "Docker Engine ")
            + version.getVersion()
            + " on linux/"
            + goName(version.getArch());
    this.architecture = goName(version.getArch());
    this.cpus = info.getNCPU() == null ? Integer.MAX_VALUE : info.getNCPU();
    this.plainRuntime = plainRuntime(info);
  }

  static Engine connect(Optional<String> host) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    host.ifPresent(builder::withDockerHost);
    DockerClientConfig config = builder.build();
    DockerClient calls = client(config, Optional.of(ANSWER));
    DockerClient streams = client(config, Optional.empty());
    try {
      return new Engine(config.getDockerHost().toString(), calls, streams);
    } catch (SandboxException e) {
      closeQuietly(calls);
      closeQuietly(streams);
      throw e;
    }
  }

  private static DockerClient client(DockerClientConfig config, Optional<Duration> answer) {
    ZerodepDockerHttpClient.Builder builder =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(CONNECT);
    answer.ifPresent(builder::responseTimeout);
    return DockerClientImpl.getInstance(config, builder.build());
  }

  private static boolean isPodman(Version version) {
    List<VersionComponent> components = version.getComponents();
    return components != null
        && components.stream().anyMatch(part -> "Podman Engine".equals(part.getName()));
  }

  /** Go's name of an architecture, which images use. */
  static String goName(String architecture) {
    return switch (architecture) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> architecture;
    };
  }

  /**
   * The runtime to ask for where no GPU is given out: NVIDIA's runtime, where it is the default,
   * hands all GPUs to an image that asks for them in its own environment.
   */
  private static Optional<String> plainRuntime(Info info) {
    Object standard = info.getRawValues().get("DefaultRuntime");
    Object known = info.getRawValues().get("Runtimes");
    if ("nvidia".equals(standard) && known instanceof Map<?, ?> runtimes) {
      return runtimes.containsKey("runc") ? Optional.of("runc") : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether it answers now. */
  boolean answers() {
    try {
      calls.pingCmd().exec();
      return true;
    } catch (RuntimeException e) {
      LOG.debug("{} at {} does not answer", description, address, e);
      return false;
    }
  }

  String description() {
    return description;
  }

  /** Whether a tmpfs of one run can be limited in its number of files; Podman can't. */
  boolean limitsFilesInTmpfs() {
    return !podman;
  }

  /** Such as {@code amd64}. */
  String architecture() {
    return architecture;
  }

  int cpus() {
    return cpus;
  }

  Optional<String> plainRuntime() {
    return plainRuntime;
  }

  /** For calls that answer at once. */
  <T> T call(String doing, Function<DockerClient, T> call) {
    return translated(doing, () -> call.apply(calls));
  }

  /** For answers that may take as long as a container runs. */
  <T> T stream(String doing, Function<DockerClient, T> call) {
    return translated(doing, () -> call.apply(streams));
  }

  /** What the engine said, where it answered with the given thing missing. */
  <T> Optional<T> find(String doing, Function<DockerClient, T> call) {
    try {
      return Optional.of(call.apply(calls));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw failure(doing, e);
    }
  }

  /** Kills everything in a container that may have ended, or gone, by itself. */
  void kill(String containerId) {
    try {
      calls.killContainerCmd(containerId).exec();
    } catch (NotFoundException | ConflictException | NotModifiedException e) {
      LOG.debug("container {} had ended before it was killed", containerId);
    } catch (RuntimeException e) {
      if (!"is not running".equals(notRunning(e))) {
        throw failure("kill a container", e);
      }
    }
  }

  private static String notRunning(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("not running") || message.contains("can only kill running")
        ? "is not running"
        : message;
  }

  /** Kills and removes a container with its nameless volumes; does nothing where it is gone. */
  void remove(String containerId) {
    for (int attempt = 1; ; attempt++) {
      try {
        calls.removeContainerCmd(containerId).withForce(true).withRemoveVolumes(true).exec();
        return;
      } catch (NotFoundException e) {
        LOG.debug("container {} was gone before it was removed", containerId);
        return;
      } catch (RuntimeException e) {
        if (String.valueOf(e.getMessage()).contains("already in progress")) {
          awaitRemoval(containerId);
          return;
        }
        if (attempt == REMOVALS) {
          throw failure("remove a container", e);
        }
        // Podman refuses while the container happens to end by itself.
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  private void awaitRemoval(String containerId) {
    try {
      boolean gone =
          streams
              .waitContainerCmd(containerId)
              .withCondition(WaitContainerCondition.REMOVED)
              .exec(new ResultCallback.Adapter<WaitResponse>())
              .awaitCompletion(REMOVAL.toSeconds(), TimeUnit.SECONDS);
      if (!gone) {
        throw new SandboxException(
            description + " at " + address + " did not remove a container within " + REMOVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while a container was removed", e);
    } catch (NotFoundException e) {
      LOG.debug("container {} is gone", containerId);
    } catch (RuntimeException e) {
      throw failure("remove a container", e);
    }
  }

  /** Removes a volume that nothing uses; does nothing where it is gone. */
  void removeVolume(String name) {
    try {
      calls.removeVolumeCmd(name).exec();
    } catch (NotFoundException e) {
      LOG.debug("volume {} was gone before it was removed", name);
    } catch (RuntimeException e) {
      throw failure("remove a volume", e);
    }
  }

  private interface Action<T> {
    T run();
  }

  private <T> T translated(String doing, Action<T> action) {
    try {
      return action.run();
    } catch (RuntimeException e) {
      throw failure(doing, e);
    }
  }

  SandboxException failure(String doing, Throwable cause) {
    if (cause instanceof SandboxException known) {
      return known;
    }
    String said =
        cause instanceof DockerException refused
            ? "it answered " + refused.getHttpStatus() + ": " + oneLine(refused)
            : "it does not answer: " + oneLine(cause);
    return new SandboxException(
        description + " at " + address + " could not " + doing + "; " + said, cause);
  }

  private static String oneLine(Throwable cause) {
    return Words.printable(String.valueOf(cause.getMessage()).strip(), 300);
  }

  @Override
  public void close() {
    closeQuietly(streams);
    closeQuietly(calls);
  }

  private static void closeQuietly(DockerClient client) {
    try {
      client.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a connection to the engine did not close", e);
    }
  }
}
