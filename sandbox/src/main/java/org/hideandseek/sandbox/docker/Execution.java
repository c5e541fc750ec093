package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hideandseek.sandbox.Limits;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container from its creation to its removal. {@link #cancel} may come from any thread at any
 * moment.
 */
final class Execution {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /** How long the kernel may take to clear away a killed container. */
  private static final Duration DYING = Duration.ofSeconds(60);

  private static final String CREATE = "create a container";
  private static final long SHARED_MEMORY = 64L << 20;

  private final Engine engine;
  private final UsageSampler sampler;
  private final Labels labels;
  private final RunRequest request;
  private volatile boolean cancelled;
  private volatile String running = "";
  private final CountDownLatch over = new CountDownLatch(1);

  Execution(Engine engine, UsageSampler sampler, Labels labels, RunRequest request) {
    this.engine = engine;
    this.sampler = sampler;
    this.labels = labels;
    this.request = request;
  }

  /** Kills the container where it runs, and keeps it from starting where it does not yet. */
  void cancel() {
    cancelled = true;
    String container = running;
    if (!container.isEmpty()) {
      engine.kill(container);
    }
  }

  /** Its result is out and its slot returned. */
  void finish() {
    over.countDown();
  }

  boolean awaitFinish(Duration patience) throws InterruptedException {
    return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isCancelled() {
    return cancelled;
  }

  /**
   * Runs the container to its end and removes it.
   *
   * @param image how the engine names the image
   * @param standIn an image known to start, to tell whose fault it is where this one does not
   */
  Outcome run(String image, String standIn, OutSlot slot, boolean usageByFiles) {
    if (cancelled) {
      return Outcome.CANCELLED_BEFORE_START;
    }
    Optional<String> complaint = Optional.empty();
    for (int attempt = 1; attempt <= 2; attempt++) {
      String container = "";
      try {
        container = create(image, slot);
        if (cancelled) {
          return Outcome.CANCELLED_BEFORE_START;
        }
        start(container);
        return follow(container, usageByFiles);
      } catch (BadRequestException | InternalServerErrorException e) {
        // Whose fault? The image's, where it fails before and after another one starts.
        complaint = Optional.of(Words.printable(String.valueOf(e.getMessage()).strip(), 1000));
        LOG.info("The container of run {} did not start", request.runId(), e);
        if (attempt == 1 && !startsWith(standIn, slot)) {
          throw engine.failure("start a container", e);
        }
      } finally {
        running = "";
        if (!container.isEmpty()) {
          remove(container);
        }
      }
    }
    return Outcome.notStarted(complaint.orElseThrow());
  }

  private void remove(String container) {
    try {
      engine.remove(container);
    } catch (SandboxException e) {
      LOG.warn(
          "The container of run {} was not removed and stays as a leftover", request.runId(), e);
    }
  }

  private String create(String image, OutSlot slot) {
    return refusable(
        CREATE,
        docker -> {
          CreateContainerCmd create = basics(docker, image, slot);
          request.command().ifPresent(command -> create.withEntrypoint(command).withCmd(List.of()));
          return create.exec().getId();
        });
  }

  private void start(String container) {
    refusable("start a container", docker -> docker.startContainerCmd(container).exec());
  }

  /** Lets those answers pass that may be the image's fault. */
  private <T> T refusable(String doing, Function<DockerClient, T> call) {
    try {
      return engine.call(doing, call);
    } catch (SandboxException e) {
      if (e.getCause() instanceof BadRequestException refused) {
        throw refused;
      }
      if (e.getCause() instanceof InternalServerErrorException failed) {
        throw failed;
      }
      if (e.getCause() instanceof NotFoundException && doing.equals(CREATE)) {
        throw new SandboxException(
            "The engine no longer holds the image " + request.image() + "; it must be loaded again",
            e);
      }
      throw e;
    }
  }

  private boolean startsWith(String standIn, OutSlot slot) {
    String container = "";
    try {
      container =
          engine.call(
              CREATE,
              docker -> basics(docker, standIn, slot).withEntrypoint("true").exec().getId());
      String id = container;
      engine.call("start a container", docker -> docker.startContainerCmd(id).exec());
      return true;
    } catch (SandboxException e) {
      LOG.debug("the stand-in does not start either", e);
      return false;
    } finally {
      if (!container.isEmpty()) {
        remove(container);
      }
    }
  }

  private CreateContainerCmd basics(DockerClient docker, String image, OutSlot slot) {
    return docker
        .createContainerCmd(image)
        .withHostConfig(host(slot))
        .withHostName("sandbox")
        .withUser(OutSlot.USER)
        .withLabels(labels.forRun(request.runId()))
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")));
  }

  private HostConfig host(OutSlot slot) {
    Limits limits = request.limits();
    Mount input =
        new Mount()
            .withType(MountType.BIND)
            .withSource(request.input().toAbsolutePath().normalize().toString())
            .withTarget("/in")
            .withReadOnly(true)
            .withBindOptions(new BindOptions().withPropagation(BindPropagation.R_PRIVATE));
    HostConfig host =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withIpcMode("private")
            .withReadonlyRootfs(true)
            .withInit(true)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withMemory(limits.memoryBytes())
            .withMemorySwap(limits.memoryBytes())
            .withNanoCPUs(Math.round(limits.cpus() * 1e9))
            .withPidsLimit((long) limits.processes())
            .withShmSize(Math.min(SHARED_MEMORY, limits.memoryBytes()))
            .withUlimits(
                List.of(
                    new Ulimit("nofile", (long) limits.openFiles(), (long) limits.openFiles()),
                    new Ulimit("core", 0L, 0L)))
            .withTmpFs(Map.of("/tmp", tmpOptions(limits)))
            .withMounts(List.of(input, slot.mount()))
            .withLogConfig(
                new LogConfig(
                    LogConfig.LoggingType.JSON_FILE,
                    Map.of("max-size", Integer.toString(limits.logBytes()), "max-file", "2")));
    if (request.gpus().isEmpty()) {
      engine.plainRuntime().ifPresent(host::withRuntime);
    } else {
      host.withDeviceRequests(
          List.of(
              new DeviceRequest()
                  .withDriver("nvidia")
                  .withDeviceIds(request.gpus().stream().map(String::valueOf).toList())
                  .withCapabilities(List.of(List.of("gpu")))));
    }
    return host;
  }

  /**
   * Programs unpack native libraries in {@code /tmp}, so it is not mounted noexec. Where the engine
   * can't limit its number of files, the limit on memory does, since files without content take
   * memory too.
   */
  private String tmpOptions(Limits limits) {
    return "rw,exec,nosuid,nodev,mode=1777,size="
        + limits.tmpBytes()
        + (engine.limitsFilesInTmpfs() ? ",nr_inodes=" + (limits.tmpFiles() + 1) : "");
  }

  private Outcome follow(String container, boolean usageByFiles) {
    running = container;
    if (cancelled) {
      engine.kill(container);
    }
    long started = System.nanoTime();
    End end = new End();
    boolean timedOut = false;
    Usage usage;
    try (UsageSampler.Meter meter = sampler.measure(container, usageByFiles)) {
      engine.stream("wait for a container", docker -> docker.waitContainerCmd(container).exec(end));
      long left = request.limits().wallClock().toNanos() - (System.nanoTime() - started);
      if (!end.await(left)) {
        timedOut = true;
        engine.kill(container);
        if (!end.await(DYING.toNanos())) {
          throw new SandboxException(
              "A container did not end within "
                  + Words.seconds(DYING)
                  + " of being killed; the engine or the machine needs attention");
        }
      }
      usage = meter.usage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while a container ran; it was ended", e);
    } finally {
      end.stop();
    }
    Optional<Throwable> problem = end.problem();
    if (problem.isPresent()) {
      throw engine.failure("wait for a container", problem.get());
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - started);
    InspectContainerResponse.ContainerState state =
        engine
            .call("inspect a container", docker -> docker.inspectContainerCmd(container).exec())
            .getState();
    boolean oomKilled = Boolean.TRUE.equals(state.getOOMKilled()) || usage.oomKills() > 0;
    int exitCode = state.getExitCodeLong() == null ? 0 : state.getExitCodeLong().intValue();
    return new Outcome(
        cancelled,
        timedOut,
        oomKilled,
        OptionalInt.of(exitCode),
        between(state.getStartedAt(), state.getFinishedAt()).orElse(waited),
        usage,
        log(container),
        Optional.empty());
  }

  private static Optional<Duration> between(String started, String finished) {
    try {
      Duration duration =
          Duration.between(OffsetDateTime.parse(started), OffsetDateTime.parse(finished));
      return duration.isNegative() ? Optional.empty() : Optional.of(duration);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String log(String container) {
    LogTail tail = new LogTail(request.limits().logBytes());
    try {
      boolean whole =
          engine.stream(
                  "read a container's log",
                  docker ->
                      docker
                          .logContainerCmd(container)
                          .withStdOut(true)
                          .withStdErr(true)
                          .withTailAll()
                          .exec(tail))
              .awaitCompletion(2, TimeUnit.MINUTES);
      if (!whole) {
        LOG.warn("The engine did not hand over the whole log of run {}", request.runId());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while reading a container's log", e);
    } catch (RuntimeException e) {
      throw engine.failure("read a container's log", e);
    }
    return tail.text();
  }

  /** Keeps the last bytes that a container printed. */
  private static final class LogTail extends ResultCallback.Adapter<Frame> {
    private final byte[] ring;
    private long written;

    LogTail(int bytes) {
      ring = new byte[bytes];
    }

    @Override
    public synchronized void onNext(Frame frame) {
      byte[] bytes = frame.getPayload();
      for (int i = Math.max(0, bytes.length - ring.length); i < bytes.length; i++) {
        ring[(int) (written++ % ring.length)] = bytes[i];
      }
    }

    synchronized String text() {
      int length = (int) Math.min(written, ring.length);
      byte[] last = new byte[length];
      for (int i = 0; i < length; i++) {
        last[i] = ring[(int) ((written - length + i) % ring.length)];
      }
      return new String(last, StandardCharsets.UTF_8);
    }
  }

  /**
   * Tells when a container has ended. (docker-java's own {@code awaitCompletion} closes the stream
   * when its time is up, so that one could not wait again.)
   */
  private static final class End extends ResultCallback.Adapter<WaitResponse> {
    private final CountDownLatch known = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile Throwable problem = new IOException("the engine ended the wait");

    @Override
    public void onNext(WaitResponse response) {
      ended = true;
      known.countDown();
    }

    @Override
    public void onError(Throwable error) {
      if (!ended) {
        problem = error;
        known.countDown();
      }
      super.onError(error);
    }

    @Override
    public void onComplete() {
      known.countDown();
      super.onComplete();
    }

    /** Waits; returns whether the container ended, or the engine failed, in time. */
    boolean await(long nanos) throws InterruptedException {
      return known.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    Optional<Throwable> problem() {
      return ended ? Optional.empty() : Optional.of(problem);
    }

    void stop() {
      try {
        close();
      } catch (IOException e) {
        LOG.debug("a wait for a container did not close", e);
      }
    }
  }

  /**
   * How the container ended, before anybody has looked at what it wrote.
   *
   * @param neverStarted what the engine said, where the image could not be started at all
   */
  record Outcome(
      boolean cancelled,
      boolean timedOut,
      boolean oomKilled,
      OptionalInt exitCode,
      Duration duration,
      Usage usage,
      String log,
      Optional<String> neverStarted) {

    static final Outcome CANCELLED_BEFORE_START =
        new Outcome(
            true,
            false,
            false,
            OptionalInt.empty(),
            Duration.ZERO,
            Usage.NONE,
            "",
            Optional.empty());

    static Outcome notStarted(String said) {
      return new Outcome(
          false,
          false,
          false,
          OptionalInt.empty(),
          Duration.ZERO,
          Usage.NONE,
          "",
          Optional.of(said));
    }
  }
}
