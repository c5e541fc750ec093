package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.ImageSummary;
import org.hideandseek.sandbox.Limits;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs containers on Docker Engine or Podman. The engine must be on this machine: inputs are
 * mounted from this machine's folders.
 */
public final class DockerSandbox implements Sandbox {
  private static final Logger LOG = LoggerFactory.getLogger(DockerSandbox.class);
  private static final Duration CLOSING = Duration.ofSeconds(60);

  private final DockerConfig config;
  private final Engine engine;
  private final Labels labels;
  private final Images images;
  private final OutSlots slots;
  private final UsageSampler sampler;
  private final Map<String, Execution> executions = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Connects to the engine.
   *
   * @throws SandboxException if none answers
   */
  public DockerSandbox(DockerConfig config) {
    this.config = config;
    this.engine = Engine.connect(config.host());
    this.labels = Labels.of(config.owner());
    this.images = new Images(engine);
    this.slots = new OutSlots(engine, config.holderImage(), labels);
    this.sampler = new UsageSampler(engine);
  }

  @Override
  public ImageSummary inspect(Path archive) throws ImageRefusedException {
    return ImageArchive.read(archive, engine.architecture()).summary();
  }

  @Override
  public ImageId load(Path archive) throws ImageRefusedException {
    return images.load(ImageArchive.read(archive, engine.architecture()));
  }

  @Override
  public ImageId find(String nameOrId) throws ImageRefusedException {
    return images.find(nameOrId);
  }

  @Override
  public RunResult run(RunRequest request) {
    check(request);
    Execution execution = new Execution(engine, sampler, labels, request);
    if (executions.putIfAbsent(request.runId(), execution) != null) {
      throw new IllegalArgumentException("run " + request.runId() + " is under way already");
    }
    try {
      if (closed) {
        throw new SandboxException("The sandbox is closed");
      }
      return run(request, execution);
    } finally {
      executions.remove(request.runId());
      execution.finish();
    }
  }

  private void check(RunRequest request) {
    if (!Files.isDirectory(request.input())) {
      throw new SandboxException("The input folder of run " + request.runId() + " is missing");
    }
    try (var inside = Files.list(request.output())) {
      if (inside.findAny().isPresent()) {
        throw new SandboxException("The output folder of run " + request.runId() + " is not empty");
      }
    } catch (IOException e) {
      throw new SandboxException(
          "The output folder of run " + request.runId() + " can't be read", e);
    }
    if (request.limits().cpus() > engine.cpus()) {
      throw new SandboxException(
          "A run may use "
              + request.limits().cpus()
              + " CPU cores, but the engine has "
              + engine.cpus()
              + "; lower the limit or use a larger machine");
    }
  }

  private RunResult run(RunRequest request, Execution execution) {
    String image = images.reference(request.image());
    OutSlot slot = slots.take(OutSize.of(request.limits()));
    boolean clean = false;
    try {
      Execution.Outcome outcome =
          execution.run(image, config.holderImage(), slot, UsageSampler.sees(slot.holderId()));
      Judgement judgement = judge(request, execution, outcome, slot);
      slot.clean();
      clean = true;
      return result(request.limits(), outcome, judgement);
    } finally {
      if (clean) {
        slots.giveBack(slot);
      } else {
        slots.throwAway(slot);
      }
    }
  }

  private record Judgement(RunEnd end, String reason) {}

  private static Judgement judge(
      RunRequest request, Execution execution, Execution.Outcome outcome, OutSlot slot) {
    Limits limits = request.limits();
    if (outcome.cancelled() || execution.isCancelled()) {
      return new Judgement(RunEnd.CANCELLED, "was cancelled");
    }
    if (outcome.neverStarted().isPresent()) {
      return new Judgement(
          RunEnd.FAILED,
          "could not be started: its entry point, its working folder, or what it has at /in, /out"
              + " or /tmp stands in the way");
    }
    if (outcome.timedOut()) {
      return new Judgement(
          RunEnd.TIMED_OUT,
          "ran longer than the " + Words.seconds(limits.wallClock()) + " allowed");
    }
    int exitCode = outcome.exitCode().orElseThrow();
    if (outcome.oomKilled() && exitCode != 0) {
      return new Judgement(
          RunEnd.OUT_OF_MEMORY,
          "used more than the "
              + Words.bytes(limits.memoryBytes())
              + " of memory allowed, what lay in /tmp and /out included");
    }
    OutListing listing = slot.list(request.rule());
    String limit = slot.size().toString();
    if (exitCode != 0) {
      return listing.full()
          ? new Judgement(
              RunEnd.OUTPUT_REFUSED,
              "wrote too much output: "
                  + OutListing.filled(limit)
                  + ", and it exited with code "
                  + exitCode)
          : new Judgement(RunEnd.FAILED, "exited with code " + exitCode);
    }
    Optional<String> refusal = listing.refusal(request.rule(), limit);
    if (refusal.isPresent()) {
      return new Judgement(RunEnd.OUTPUT_REFUSED, refusal.get());
    }
    collect(request, listing, slot);
    return new Judgement(RunEnd.SUCCEEDED, "exited with code 0 and wrote what it must");
  }

  private static void collect(RunRequest request, OutListing listing, OutSlot slot) {
    for (OutEntry entry : listing.entries()) {
      if (!entry.isFolder()) {
        Path target = request.output().resolve(entry.path());
        try {
          Files.createDirectories(target.getParent());
        } catch (IOException e) {
          throw new SandboxException("The output folder can't be written to", e);
        }
        slot.fetch(entry.path(), entry.bytes(), target);
      }
    }
  }

  private static RunResult result(Limits limits, Execution.Outcome outcome, Judgement judgement) {
    boolean endedByItself =
        judgement.end() != RunEnd.CANCELLED && judgement.end() != RunEnd.TIMED_OUT;
    return new RunResult(
        judgement.end(),
        judgement.reason(),
        endedByItself ? outcome.exitCode() : OptionalInt.empty(),
        outcome.duration(),
        Duration.ofNanos(outcome.usage().cpuNanos()),
        judgement.end() == RunEnd.OUT_OF_MEMORY
            ? limits.memoryBytes()
            : Math.min(limits.memoryBytes(), outcome.usage().peakBytes()),
        outcome.neverStarted().map(said -> "The engine said: " + said).orElse(outcome.log()));
  }

  @Override
  public void cancel(String runId) {
    Execution execution = executions.get(runId);
    if (execution != null) {
      execution.cancel();
    }
  }

  @Override
  public int removeLeftovers() {
    Map<String, String> mine = Map.of(Labels.OWNER, config.owner());
    int removed = 0;
    List<Container> containers =
        engine.call(
            "list containers",
            docker -> docker.listContainersCmd().withShowAll(true).withLabelFilter(mine).exec());
    for (Container container : containers) {
      if (labels.areOfAnEarlierProcess(container.getLabels())) {
        engine.remove(container.getId());
        removed++;
      }
    }
    List<InspectVolumeResponse> volumes =
        engine
            .call(
                "list volumes",
                docker ->
                    docker
                        .listVolumesCmd()
                        .withFilter("label", List.of(Labels.OWNER + "=" + config.owner()))
                        .exec())
            .getVolumes();
    for (InspectVolumeResponse volume :
        volumes == null ? List.<InspectVolumeResponse>of() : volumes) {
      if (volume.getLabels() != null && labels.areOfAnEarlierProcess(volume.getLabels())) {
        engine.removeVolume(volume.getName());
      }
    }
    return removed;
  }

  @Override
  public boolean answers() {
    return engine.answers();
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public void close() {
    closed = true;
    List<Execution> last = List.copyOf(executions.values());
    last.forEach(Execution::cancel);
    try {
      for (Execution execution : last) {
        if (!execution.awaitFinish(CLOSING)) {
          LOG.warn("A run did not end within {} of being cancelled", Words.seconds(CLOSING));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slots.close();
    sampler.close();
    engine.close();
  }
}
