package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hideandseek.sandbox.OutputRule;
import org.hideandseek.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code /out}: a tmpfs volume and the holder that keeps it mounted from run to run. One thread
 * at a time.
 *
 * <p>The root of the volume belongs to root and is sticky, so that a run can make files in it but
 * can't leave a message for the next run in its mode, times or extended attributes.
 *
 * <p>The holder runs as the same uid as strangers do, with no capability, no network and little
 * memory: it can delete what they left and nothing else. It reads commands on its standard input,
 * one a line, and answers on its standard output:
 *
 * <dl>
 *   <dt>{@code list DEPTH}
 *   <dd>free blocks, block size and free inodes, then an entry for everything down to that depth;
 *       each ends with NUL, an empty one ends the list
 *   <dt>{@code get BYTES PATH}
 *   <dd>the first BYTES bytes of a file, then NUL
 *   <dt>{@code clean}
 *   <dd>deletes everything and answers {@code clean}, or {@code dirty} where something is left, and
 *       NUL
 * </dl>
 */
final class OutSlot {
  private static final Logger LOG = LoggerFactory.getLogger(OutSlot.class);

  /** What strangers and holders run as: nobody. */
  static final String USER = "65534:65534";

  private static final String SCRIPT =
      """
      export LC_ALL=C
      cd /out || exit 1
      left() {
        for f in ./* ./.[!.]* ./..?*; do
          if [ -e "$f" ] || [ -L "$f" ]; then return 0; fi
        done
        return 1
      }
      sweep() {
        rm -rf ./* ./.[!.]* ./..?*
      }
      while read -r word first rest; do
        case $word in
          list)
            stat -f -c '%a %S %d' . | tr '\\n' '\\0'
            find . -mindepth 1 -maxdepth "$first" -printf '%y %n %m %s %P\\0'
            printf '\\0' ;;
          get)
            head -c "$first" "./$rest"
            printf '\\0' ;;
          clean)
            if left; then sweep; fi
            if left; then chmod -R u+rwx ./* ./.[!.]* ./..?*; sweep; fi
            if left; then printf 'dirty\\0'; else printf 'clean\\0'; fi ;;
        esac
      done 2>/dev/null
      """;

  /** The size of a page of memory, except on some ARM machines. */
  private static final long BLOCK = 4096;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LARGEST_LISTING = 64 << 20;

  private final Engine engine;
  private final OutSize size;
  private final String volume;
  private final ByteQueue commands = new ByteQueue(Duration.ofDays(3650));
  private final ByteQueue answers = new ByteQueue(PATIENCE);
  private final DataInputStream answer = new DataInputStream(answers);
  private String container = "";
  private final Answers attached = new Answers();

  private OutSlot(Engine engine, OutSize size) {
    this.engine = engine;
    this.size = size;
    this.volume = "hide-and-seek-out-" + UUID.randomUUID();
  }

  /** Makes the volume and starts its holder; leaves nothing behind where that fails. */
  static OutSlot open(Engine engine, OutSize size, String holderImage, Labels labels) {
    OutSlot slot = new OutSlot(engine, size);
    try {
      slot.start(holderImage, labels);
      slot.clean();
      slot.checkLimits();
      return slot;
    } catch (RuntimeException e) {
      slot.close();
      throw e;
    }
  }

  private void start(String holderImage, Labels labels) {
    engine.call(
        "make a volume for /out",
        docker ->
            docker
                .createVolumeCmd()
                .withName(volume)
                .withDriver("local")
                .withLabels(labels.forSlot())
                .withDriverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", mountOptions()))
                .exec());
    container =
        engine
            .find("make a holder", docker -> create(docker, holderImage, labels))
            .orElseThrow(
                () ->
                    new SandboxException(
                        "The engine holds no image "
                            + holderImage
                            + "; build it before the sandbox is used"));
    engine.stream(
        "attach to a holder",
        docker ->
            docker
                .attachContainerCmd(container)
                .withStdIn(commands)
                .withStdOut(true)
                .withFollowStream(true)
                .exec(attached));
    attached.awaitStart();
    engine.call("start a holder", docker -> docker.startContainerCmd(container).exec());
  }

  /**
   * The size in blocks, because Podman takes {@code size} for a quota on its disk; one more inode,
   * because the root itself is one.
   */
  private String mountOptions() {
    return "nr_blocks="
        + Math.max(1, size.bytes() / BLOCK)
        + ",nr_inodes="
        + (size.files() + 1)
        + ",uid=0,gid=0,mode=1777,nosuid,nodev,noexec";
  }

  /** Makes sure that the limits are in force, whatever the engine made of the options. */
  private void checkLimits() {
    OutListing empty = list(new OutputRule(Map.of()));
    if (empty.freeBytes() > Math.max(BLOCK, size.bytes()) || empty.freeFiles() > size.files()) {
      throw new SandboxException(
          "The engine made an /out that holds "
              + Words.bytes(empty.freeBytes())
              + " and "
              + Words.count(empty.freeFiles(), "file")
              + " where "
              + size
              + " were asked for; nothing is run in it");
    }
  }

  private String create(DockerClient docker, String holderImage, Labels labels) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withReadonlyRootfs(true)
            .withAutoRemove(true)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withMemory(64L << 20)
            .withMemorySwap(64L << 20)
            .withPidsLimit(16L)
            .withUlimits(List.of(new Ulimit("nofile", 256L, 256L), new Ulimit("core", 0L, 0L)))
            .withIpcMode("private")
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
            .withMounts(List.of(mount()));
    return docker
        .createContainerCmd(holderImage)
        .withHostConfig(host)
        .withHostName("holder")
        .withUser(USER)
        .withWorkingDir("/")
        .withLabels(labels.forSlot())
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
        .withEntrypoint("sh", "-c", SCRIPT)
        .withStdinOpen(true)
        .withStdInOnce(true)
        .withAttachStdin(true)
        .withAttachStdout(true)
        .exec()
        .getId();
  }

  /** How a run mounts this slot. */
  Mount mount() {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(volume)
        .withTarget("/out")
        .withVolumeOptions(new VolumeOptions().withNoCopy(true));
  }

  OutSize size() {
    return size;
  }

  String holderId() {
    return container;
  }

  /** What lies in {@code /out}, one level deeper than the rule's files. */
  OutListing list(OutputRule rule) {
    return talk(
        "list /out",
        () -> {
          say("list " + (OutListing.depth(rule) + 1));
          String[] free = record().split(" ", -1);
          List<OutEntry> entries = new ArrayList<>();
          long read = 0;
          for (String line = record(); !line.isEmpty(); line = record()) {
            read += line.length();
            if (read > LARGEST_LISTING) {
              throw new IOException("a listing of more than " + Words.bytes(LARGEST_LISTING));
            }
            entries.add(entry(line));
          }
          return new OutListing(
              entries, Long.parseLong(free[0]) * Long.parseLong(free[1]), Long.parseLong(free[2]));
        });
  }

  private static OutEntry entry(String line) throws IOException {
    String[] parts = line.split(" ", 5);
    if (parts.length != 5) {
      throw new IOException("a listing that is none");
    }
    return new OutEntry(
        parts[4],
        parts[0].charAt(0),
        Long.parseLong(parts[1]),
        Integer.parseInt(parts[2], 8),
        Long.parseLong(parts[3]));
  }

  /**
   * Copies a file out of the slot.
   *
   * @param path one that the {@link OutputRule} names
   * @param bytes its length as listed; nothing can change it any more
   */
  void fetch(String path, long bytes, Path target) {
    talk(
        "copy a file out of /out",
        () -> {
          say("get " + bytes + " " + path);
          try (OutputStream out =
              Files.newOutputStream(
                  target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[64 << 10];
            long left = bytes;
            while (left > 0) {
              int count = answer.read(buffer, 0, (int) Math.min(buffer.length, left));
              if (count < 0) {
                throw new IOException("the holder is gone");
              }
              out.write(buffer, 0, count);
              left -= count;
            }
          }
          if (answer.readByte() != 0) {
            throw new IOException("the holder answered out of turn");
          }
          return path;
        });
  }

  /** Empties {@code /out} and makes sure that it is empty. */
  void clean() {
    String state =
        talk(
            "empty /out",
            () -> {
              say("clean");
              return record();
            });
    if (!state.equals("clean")) {
      throw new SandboxException("The holder could not empty /out; the slot is thrown away");
    }
  }

  private interface Talk<T> {
    T run() throws IOException;
  }

  private <T> T talk(String doing, Talk<T> talk) {
    try {
      return talk.run();
    } catch (IOException | NumberFormatException e) {
      throw engine.failure(doing, new UncheckedIOException(asIo(e)));
    }
  }

  private static IOException asIo(Exception e) {
    return e instanceof IOException io ? io : new IOException("an answer that is none", e);
  }

  private void say(String command) {
    commands.put((command + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The next answer up to NUL; bytes outside ASCII stay apart from each other, as Latin-1. */
  private String record() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = answer.readUnsignedByte(); b != 0; b = answer.readUnsignedByte()) {
      bytes.write(b);
      if (bytes.size() > LARGEST_LISTING) {
        throw new IOException("an answer without end");
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Ends the holder and removes the volume; what can't be removed now is a leftover later. */
  void close() {
    try {
      if (!container.isEmpty()) {
        engine.remove(container);
      }
      engine.removeVolume(volume);
    } catch (SandboxException e) {
      LOG.warn("A slot for /out was not removed and stays as a leftover: {}", e.getMessage());
    } finally {
      commands.end();
      answers.close();
      attached.stop();
    }
  }

  private final class Answers extends ResultCallback.Adapter<Frame> {
    private final CountDownLatch startedOrFailed = new CountDownLatch(1);

    void awaitStart() {
      try {
        if (!startedOrFailed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new SandboxException("The engine did not attach to a holder");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SandboxException("Interrupted while opening a slot", e);
      }
    }

    void stop() {
      try {
        close();
      } catch (IOException e) {
        LOG.debug("a stream to a holder did not close", e);
      }
    }

    @Override
    public void onStart(Closeable stream) {
      super.onStart(stream);
      startedOrFailed.countDown();
    }

    @Override
    public void onNext(Frame frame) {
      if (frame.getStreamType() == StreamType.STDOUT) {
        answers.put(frame.getPayload().clone()); // docker-java uses its array again
      }
    }

    @Override
    public void onError(Throwable problem) {
      answers.end();
      startedOrFailed.countDown();
      super.onError(problem);
    }

    @Override
    public void onComplete() {
      answers.end();
      startedOrFailed.countDown();
      super.onComplete();
    }
  }

  /** For the log. */
  @Override
  public String toString() {
    return volume + " of " + size;
  }
}
