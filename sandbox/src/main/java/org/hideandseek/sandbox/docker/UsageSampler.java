package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every 50 ms at what all running containers use, from one thread. */
final class UsageSampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageSampler.class);
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final long PERIOD_MILLIS = 50;

  private final Engine engine;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sandbox-usage");
            thread.setDaemon(true);
            return thread;
          });

  private final Future<?> sampling;

  UsageSampler(Engine engine) {
    this.engine = engine;
    this.sampling =
        timer.scheduleAtFixedRate(
            () -> meters.forEach(Meter::sample),
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Whether this process sees the accounting files of a container that runs now. */
  static boolean sees(String containerId) {
    return CgroupFiles.of(CGROUPS, containerId).isPresent();
  }

  /**
   * Starts to measure a container that has just started.
   *
   * @param byFiles whether to read its accounting files; if not, the engine is asked for a stream
   *     of its own figures
   */
  Meter measure(String containerId, boolean byFiles) {
    Meter meter;
    if (byFiles) {
      meter = new Meter(CgroupFiles.of(CGROUPS, containerId), Optional.empty());
      meter.sample();
      meters.add(meter);
    } else {
      Stream stream = new Stream();
      engine.stream(
          "report what a container uses",
          docker -> docker.statsCmd(containerId).withNoStream(false).exec(stream));
      meter = new Meter(Optional.empty(), Optional.of(stream));
    }
    return meter;
  }

  @Override
  public void close() {
    sampling.cancel(false);
    timer.shutdownNow();
  }

  /** The measurement of one container. */
  final class Meter implements AutoCloseable {
    private final Optional<CgroupFiles> files;
    private final Optional<Stream> stream;
    private Usage last = Usage.NONE;

    private Meter(Optional<CgroupFiles> files, Optional<Stream> stream) {
      this.files = files;
      this.stream = stream;
    }

    private synchronized void sample() {
      last = files.map(CgroupFiles::read).orElse(Usage.NONE).most(last);
    }

    synchronized Usage usage() {
      return stream.map(Stream::usage).orElse(last);
    }

    @Override
    public void close() {
      meters.remove(this);
      stream.ifPresent(Stream::closeQuietly);
    }
  }

  private static final class Stream extends ResultCallback.Adapter<Statistics> {
    private volatile Usage most = Usage.NONE;

    @Override
    public void onNext(Statistics now) {
      CpuStatsConfig cpu = now.getCpuStats();
      MemoryStatsConfig memory = now.getMemoryStats();
      long nanos =
          cpu == null || cpu.getCpuUsage() == null ? 0 : orZero(cpu.getCpuUsage().getTotalUsage());
      long bytes =
          memory == null ? 0 : Math.max(orZero(memory.getMaxUsage()), orZero(memory.getUsage()));
      most = new Usage(nanos, bytes, 0).most(most);
    }

    private static long orZero(Long value) {
      return value == null ? 0 : value;
    }

    Usage usage() {
      return most;
    }

    void closeQuietly() {
      try {
        close();
      } catch (IOException e) {
        LOG.debug("a stream of figures did not close", e);
      }
    }
  }
}
