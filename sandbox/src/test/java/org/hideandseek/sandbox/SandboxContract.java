package org.hideandseek.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every sandbox must do with containers that mean well and with containers that do not. The
 * containers are shell scripts in an image with {@code sh} and GNU coreutils.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
public abstract class SandboxContract {
  private static final long MIB = 1L << 20;
  private static final OutputRule SCORES = new OutputRule(Map.of("scores.npy", 1000L));

  @TempDir Path folder;

  private final String owner = "contract-" + UUID.randomUUID();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private Sandbox sandbox;
  private ImageId image;

  /** A sandbox whose engine is the one under test. */
  protected abstract Sandbox open(String owner);

  /** An image with a shell that the engine holds. */
  protected abstract String imageName();

  /** Ids of the containers of this owner's runs that exist in any state, holders excluded. */
  protected abstract List<String> containersOfRuns(String owner);

  /** Whether the engine can limit the number of files in {@code /tmp}, which Podman can't. */
  protected boolean limitsNumberOfTemporaryFiles() {
    return true;
  }

  @BeforeAll
  final void openSandbox() throws ImageRefusedException {
    sandbox = open(owner);
    image = sandbox.find(imageName());
  }

  @AfterEach
  final void noContainerIsLeft() {
    assertThat(containersOfRuns(owner)).isEmpty();
  }

  @AfterAll
  final void closeSandbox() {
    timer.shutdownNow();
    sandbox.close();
  }

  // What a container that means well gets.

  @Test
  void aRunThatWritesWhatItMust_succeedsAndItsFilesAreCollected() throws IOException {
    Files.writeString(input().resolve("task.json"), "{\"seed\":7}");

    Attempt attempt =
        attempt("cat /in/task.json > /out/scores.npy; echo hello; echo trouble >&2; exit 0");

    assertThat(attempt.result().end()).isEqualTo(RunEnd.SUCCEEDED);
    assertThat(attempt.result().exitCode()).hasValue(0);
    assertThat(attempt.result().log()).contains("hello\n").contains("trouble\n");
    assertThat(attempt.output("scores.npy")).hasContent("{\"seed\":7}");
    assertThat(attempt.result().duration()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(20));
  }

  @Test
  void filesInFolders_areCollectedByteByByte() throws IOException {
    OutputRule rule =
        new OutputRule(Map.of("release/values.npy", 9 * MIB, "release/deep/times.npy", 10L));

    Attempt attempt =
        new Attempt(
                "mkdir -p /out/release/deep; head -c 9437184 /dev/urandom > /out/release/values.npy;"
                    + " : > /out/release/deep/times.npy; sha256sum < /out/release/values.npy")
            .rule(rule)
            .run();

    assertThat(attempt.result().reason()).contains("code 0");
    assertThat(attempt.output("release/deep/times.npy")).isEmptyFile();
    assertThat(attempt.result().log()).startsWith(sha256(attempt.output("release/values.npy")));
  }

  @Test
  void theInput_isReadOnlyEvenWhereItsPermissionsAllowMore() throws IOException {
    Files.setPosixFilePermissions(input(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertRefused("touch /in/x", "rm /in/task.json", "mkdir /in/x");
    assertThat(input().resolve("task.json")).exists();
    assertThat(input().resolve("x")).doesNotExist();
  }

  @Test
  void theRoot_isReadOnly() {
    assertRefused("touch /x", "touch /usr/x", "touch /etc/passwd", "touch /dev/x", "mkdir /root/x");

    // Nobody may write to the others anyway; this one belongs to everybody.
    assertThat(attempt("stat -c %a /var/tmp; touch /var/tmp/x").log())
        .contains("1777", "Read-only file system");
  }

  @Test
  void temporaryFiles_areLimitedInBytes() {
    String script =
        "head -c 8M /dev/zero > /tmp/a && echo small fits;"
            + " head -c 64M /dev/zero > /tmp/b || echo large does not";

    assertThat(attempt(script).log()).contains("small fits", "large does not");
  }

  @Test
  void temporaryFiles_areLimitedInNumber() {
    assumeTrue(limitsNumberOfTemporaryFiles(), "this engine can't");
    String script = "for i in $(seq 100); do touch /tmp/$i || break; done; echo made $i";

    assertThat(attempt(script).log()).containsPattern("made [1-5][0-9]\n");
  }

  @Test
  void programsUnpackedInTmp_mayRun() {
    assertThat(attempt("cp /bin/echo /tmp/e && /tmp/e it runs").result().log()).contains("it runs");
  }

  @Test
  void thereIsNoNetworkButLoopback() {
    String log = attempt("echo nets: $(ls /sys/class/net); cat /proc/net/route").result().log();

    assertThat(log).contains("nets: lo\n");
    assertThat(log.lines().filter(line -> !line.startsWith("Iface"))).hasSize(1);
  }

  @Test
  void itRunsAsNobodyWithoutAnyPower() {
    String log = attempt("id -u; id -g; id -G; cat /proc/self/status").result().log();

    assertThat(log).startsWith("65534\n65534\n65534\n");
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertThat(log).contains(set + ":\t0000000000000000\n");
    }
    assertThat(log).contains("NoNewPrivs:\t1\n").contains("Seccomp:\t2\n");
  }

  @Test
  void openFilesAndCoreDumps_areLimited() {
    String log = attempt("echo $(ulimit -n) $(ulimit -Hn) $(ulimit -c) $(ulimit -Hc)").log();

    assertThat(log).isEqualTo("256 256 0 0\n");
  }

  @Test
  void swap_isNotAvailable() {
    String log =
        attempt(
                "cd /sys/fs/cgroup; cat memory/memory.limit_in_bytes memory.max 2>/dev/null;"
                    + " cat memory/memory.memsw.limit_in_bytes 2>/dev/null; cat memory.swap.max"
                    + " 2>/dev/null; grep SwapTotal /proc/meminfo")
            .log();

    String memory = Long.toString(256 * MIB);
    assertThat(log)
        .startsWith(memory + "\n")
        .satisfiesAnyOf(
            v1 -> assertThat(v1).startsWith(memory + "\n" + memory + "\n"),
            v2 -> assertThat(v2).startsWith(memory + "\n0\n"),
            none -> assertThat(none).containsPattern("SwapTotal: +0 kB"));
  }

  @Test
  void theEnvironment_tellsNothingButTheImagesOwn() {
    String log = attempt("env | sed 's/=.*//' | sort | tr '\\n' ' '; hostname").log();

    assertThat(log).doesNotContainIgnoringCase("proxy").endsWith("sandbox\n");
  }

  // What becomes of a container that does not do what it must.

  @Test
  void anExitCodeOtherThanZero_isAFailure() {
    Attempt attempt = attempt("echo data > /out/scores.npy; exit 3");

    assertThat(attempt.result().end()).isEqualTo(RunEnd.FAILED);
    assertThat(attempt.result().reason()).isEqualTo("exited with code 3");
    assertThat(attempt.result().exitCode()).hasValue(3);
    assertThat(attempt.outputs()).isEmpty();
  }

  @Test
  void aProgramThatDoesNotExist_isAFailureOfTheContainer() {
    RunResult result = new Attempt("").command("/no/such/program").run().result();

    assertThat(result.end()).isEqualTo(RunEnd.FAILED);
  }

  @Test
  void whatItPrints_isNeverInTheReason() {
    Attempt attempt = attempt("echo secret-patient; echo secret-patient >&2; exit 1");

    assertThat(attempt.result().reason()).doesNotContain("secret");
    assertThat(attempt.log()).contains("secret-patient");
  }

  @Test
  void writingNothing_isRefused() {
    assertThat(refused("true")).isEqualTo("wrote no /out/scores.npy");
  }

  @Test
  void aSymbolicLink_isRefusedAndNotFollowed() {
    assertThat(refused("ln -s /etc/passwd /out/scores.npy"))
        .isEqualTo("left a symbolic link at /out/scores.npy, which must be a file");
  }

  @Test
  void aHardLink_isRefused() {
    assertThat(refused("echo a > /out/a; ln /out/a /out/scores.npy")).contains("a hard link at");
  }

  @Test
  void aFolderThatIsALink_isRefusedAndNotFollowed() {
    Attempt attempt =
        new Attempt("mkdir /tmp/r; echo 1 > /tmp/r/values.npy; ln -s /tmp/r /out/release")
            .rule(new OutputRule(Map.of("release/values.npy", 10L)))
            .run();

    assertThat(attempt.result().reason()).contains("a symbolic link at /out/release");
  }

  @Test
  void aPipe_isRefused() {
    assertThat(refused("mkfifo /out/scores.npy")).contains("left a pipe at /out/scores.npy");
  }

  @Test
  void aDevice_canNotBeMade() {
    assertThat(attempt("mknod /out/scores.npy c 1 3").result().end()).isEqualTo(RunEnd.FAILED);
  }

  @Test
  void aFolderInAFilesPlace_isRefused() {
    assertThat(refused("mkdir /out/scores.npy")).contains("the folder /out/scores.npy");
  }

  @Test
  void anUnexpectedName_isRefusedAndWrittenWithoutControlCharacters() {
    assertThat(refused("echo 1 > /out/scores.npy; printf x > \"/out/$(printf 'a\\033[31m\\nb')\""))
        .isEqualTo("left a file at /out/a?[31m?b, but may leave only scores.npy");
  }

  @Test
  void aVeryLongName_isCut() {
    assertThat(refused("touch /out/$(printf 'n%.0s' $(seq 250))")).hasSizeLessThan(220);
  }

  @Test
  void aHiddenFile_isRefused() {
    assertThat(refused("echo 1 > /out/scores.npy; touch /out/.hidden")).contains("/out/.hidden");
  }

  @Test
  void aFileThatIsTooLarge_isRefused() {
    assertThat(refused("head -c 1001 /dev/zero > /out/scores.npy"))
        .isEqualTo("left 1001 bytes in /out/scores.npy, more than the 1000 allowed");
  }

  @Test
  void aSparseFileOfATerabyte_isRefusedWithoutBeingRead() {
    long before = System.nanoTime();

    assertThat(refused("truncate -s 1T /out/scores.npy")).contains("1099511627776 bytes");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aFileThatItsOwnerCanNotRead_isRefused() {
    assertThat(refused("echo 1 > /out/scores.npy; chmod 000 /out/scores.npy"))
        .contains("can't read");
  }

  @Test
  void fillingOut_isTooMuchOutput() {
    Attempt attempt = attempt("head -c 100M /dev/zero > /out/scores.npy");

    assertThat(attempt.result().end()).isEqualTo(RunEnd.OUTPUT_REFUSED);
    assertThat(attempt.result().reason())
        .contains("too much output", "/out is full to its limit of 16 MiB and 20 files");
  }

  @Test
  void tooManyFiles_areTooMuchOutput() {
    Attempt attempt = attempt("for i in $(seq 100); do touch /out/$i || exit 9; done");

    assertThat(attempt.result().end()).isEqualTo(RunEnd.OUTPUT_REFUSED);
    assertThat(attempt.result().reason()).contains("full to its limit", "code 9");
  }

  @Test
  void runningTooLong_isEndedAtTheLimit() {
    Attempt attempt =
        new Attempt("trap '' TERM INT HUP; echo 1 > /out/scores.npy; while :; do sleep 1; done")
            .wallClock(Duration.ofSeconds(2))
            .run();

    assertThat(attempt.result().end()).isEqualTo(RunEnd.TIMED_OUT);
    assertThat(attempt.result().reason()).isEqualTo("ran longer than the 2 s allowed");
    assertThat(attempt.result().duration())
        .isBetween(Duration.ofMillis(1800), Duration.ofSeconds(10));
    assertThat(attempt.result().exitCode()).isEmpty();
    assertThat(attempt.outputs()).isEmpty();
  }

  @Test
  void usingTooMuchMemory_isEndedAtTheLimit() {
    Attempt attempt = new Attempt("head -c 2G /dev/zero | tail").memory(64 * MIB).run();

    assertThat(attempt.result().end()).isEqualTo(RunEnd.OUT_OF_MEMORY);
    assertThat(attempt.result().reason()).contains("64 MiB");
    assertThat(attempt.result().peakMemoryBytes()).isEqualTo(64 * MIB);
  }

  @Test
  void filesInTmp_countAsMemory() {
    Attempt attempt =
        new Attempt("head -c 200M /dev/zero > /tmp/x").memory(32 * MIB).tmp(512 * MIB).run();

    assertThat(attempt.result().end()).isEqualTo(RunEnd.OUT_OF_MEMORY);
  }

  @Test
  void aForkBomb_isHeldByTheLimitOnProcesses() {
    String script =
        "i=0; while [ $i -lt 500 ]; do sleep 100 & i=$((i+1)); echo started $i; done; exit 0";

    Attempt attempt = attempt(script);

    assertThat(attempt.result().end()).isEqualTo(RunEnd.FAILED);
    assertThat(attempt.log()).contains("started 10\n").doesNotContain("started 40\n");
  }

  @Test
  void aHundredMegabytesOfPrinting_areCutToTheEnd() {
    Attempt attempt =
        attempt("head -c 100000000 /dev/zero | tr '\\0' 'x'; echo; echo the end; exit 1");

    assertThat(attempt.log().length()).isBetween(10_000, 64 << 10);
    assertThat(attempt.log()).endsWith("x\nthe end\n");
  }

  @Test
  void whatItStartedInTheBackground_endsWithIt() {
    Attempt attempt =
        attempt("(setsid sh -c 'while :; do date > /out/scores.npy; done' &) ; sleep 1; exit 4");

    assertThat(attempt.result().reason()).isEqualTo("exited with code 4");
    assertThat(attempt.result().duration()).isLessThan(Duration.ofSeconds(10));
  }

  // What one run can do to another.

  @Test
  void runsInParallel_doNotSeeEachOther() {
    List<CompletableFuture<Attempt>> both =
        Stream.of("A", "B")
            .map(
                letter ->
                    CompletableFuture.supplyAsync(
                        () ->
                            attempt(
                                "echo %s > /out/scores.npy; touch /tmp/%s; sleep 2; ls /out /tmp;"
                                        .formatted(letter, letter)
                                    + " ls -d /proc/[0-9]* | wc -l")))
            .toList();

    for (int i = 0; i < 2; i++) {
      Attempt attempt = both.get(i).join();
      String letter = List.of("A", "B").get(i);
      assertThat(attempt.output("scores.npy")).hasContent(letter);
      assertThat(attempt.log()).startsWith("/out:\nscores.npy\n\n/tmp:\n" + letter + "\n");
      assertThat(Integer.parseInt(attempt.log().strip().replaceAll("(?s).*\n", ""))).isLessThan(8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir /out/a; mkdir /out/a/b; touch /out/a/b/c; chmod 000 /out/a/b /out/a",
        "cd /out; i=0; while mkdir 0 && cd 0; do i=$((i+1)); done; chmod 0 ..",
        "touch /out/-rf '/out/ ' /out/.a /out/..b '/out/*' \"$(printf '/out/x\\ny')\"",
        "head -c 16M /dev/zero > /out/full; chmod 0 /out/full",
        "mkfifo /out/p; ln -s / /out/root; ln -s nowhere /out/dangling",
      })
  void whateverARunLeaves_theNextFindsNothing(String script) {
    attempt(script);

    Attempt next = attempt("ls -A /out | wc -l; stat -c '%a %u %g' /out; echo 1 > /out/scores.npy");

    assertThat(next.log()).startsWith("0\n1777 0 0\n");
    assertThat(next.result().end()).isEqualTo(RunEnd.SUCCEEDED);
  }

  @Test
  void noRunCanMarkTheFolderThatTheNextRunGets() {
    assertRefused("chmod 700 /out", "touch -d 2001-01-01 /out", "chgrp 65534 /out");
  }

  // Cancelling.

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 100, 150, 250, 1000})
  void cancelling_endsTheRunAtAnyMoment(int delayMillis) {
    Attempt attempt = new Attempt("trap '' TERM; while :; do sleep 1; done");
    var cancelling =
        timer.scheduleWithFixedDelay(
            () -> sandbox.cancel(attempt.runId), delayMillis, 200, TimeUnit.MILLISECONDS);

    long before = System.nanoTime();
    RunResult result = attempt.run().result();
    cancelling.cancel(false);

    assertThat(result.end()).isEqualTo(RunEnd.CANCELLED);
    assertThat(result.reason()).isEqualTo("was cancelled");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void cancellingAnUnknownRun_doesNothing() {
    sandbox.cancel("nobody-knows-it");

    assertThat(attempt("echo 1 > /out/scores.npy").result().end()).isEqualTo(RunEnd.SUCCEEDED);
  }

  @Test
  void oneRunId_canNotRunTwiceAtOnce() {
    Attempt first = new Attempt("while [ ! -e /in/go ]; do sleep 0.1; done");
    CompletableFuture<Attempt> running = CompletableFuture.supplyAsync(first::run);
    awaitContainer(owner, running);

    assertThatThrownBy(() -> new Attempt("true").named(first.runId).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(first.runId);
    touch(first.input.resolve("go"));
    running.join();
  }

  // What is measured.

  @Test
  void memoryAndCpuTime_areMeasured() {
    String script =
        "head -c 100M /dev/zero > /tmp/x; end=$(($(date +%s) + 2));"
            + " while [ $(date +%s) -lt $end ]; do i=0; while [ $i -lt 20000 ]; do i=$((i+1));"
            + " done; done; exit 5";

    RunResult result = new Attempt(script).tmp(128 * MIB).run().result();

    assertThat(result.reason()).isEqualTo("exited with code 5");
    assertThat(result.peakMemoryBytes()).isBetween(100 * MIB, 256 * MIB);
    assertThat(result.cpuTime())
        .isBetween(Duration.ofMillis(200), result.duration().multipliedBy(2));
  }

  // What an owner leaves when it dies.

  @Test
  void whatAnEarlierProcessLeft_isFoundAndRemoved() {
    String name = "leaver-" + UUID.randomUUID();
    try (Sandbox earlier = open(name);
        Sandbox later = open(name)) {
      Attempt attempt = new Attempt("while :; do sleep 1; done").on(earlier);
      CompletableFuture<Attempt> running = CompletableFuture.supplyAsync(attempt::run);
      awaitContainer(name, running);

      assertThat(later.removeLeftovers()).isEqualTo(2); // the run and its holder
      assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SandboxException.class);
      assertThat(later.removeLeftovers()).isZero();
      assertThat(containersOfRuns(name)).isEmpty();
    }
  }

  @Test
  void theEngine_answers() {
    assertThat(sandbox.answers()).isTrue();
  }

  @Test
  void aSandbox_doesNotTakeItsOwnRunsForLeftovers() {
    Attempt attempt = new Attempt("while [ ! -e /in/go ]; do sleep 0.1; done; exit 6");
    CompletableFuture<Attempt> running = CompletableFuture.supplyAsync(attempt::run);
    awaitContainer(owner, running);

    assertThat(sandbox.removeLeftovers()).isZero();
    touch(attempt.input.resolve("go"));
    assertThat(running.join().result().reason()).isEqualTo("exited with code 6");
  }

  @Test
  void closing_endsWhatRuns() {
    Sandbox closing = open(owner);
    Attempt attempt = new Attempt("while :; do sleep 1; done").on(closing);
    CompletableFuture<Attempt> running = CompletableFuture.supplyAsync(attempt::run);
    awaitContainer(owner, running);

    closing.close();

    assertThat(running).succeedsWithin(Duration.ofSeconds(30));
    assertThat(running.join().result().end()).isEqualTo(RunEnd.CANCELLED);
  }

  @Test
  void anUnknownImage_isRefusedByItsName() {
    assertThatThrownBy(() -> sandbox.find("hide-and-seek/no-such-image:1"))
        .isInstanceOf(ImageRefusedException.class)
        .hasMessageContaining("hide-and-seek/no-such-image:1");
  }

  @Test
  void anImageThatTheEngineDoesNotHold_isThePlatformsFault() {
    ImageId unknown = new ImageId("sha256:" + "0".repeat(64));

    assertThatThrownBy(() -> new Attempt("true").of(unknown).run())
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("loaded again");
  }

  private void awaitContainer(String ofOwner, CompletableFuture<Attempt> running) {
    while (containersOfRuns(ofOwner).isEmpty()) {
      assertThat(running).as("the run ended before it began").isNotDone();
    }
  }

  private Attempt attempt(String script) {
    return new Attempt(script).run();
  }

  private String refused(String script) {
    Attempt attempt = attempt(script);
    assertThat(attempt.result().end())
        .as(attempt.result().reason())
        .isEqualTo(RunEnd.OUTPUT_REFUSED);
    assertThat(attempt.outputs()).isEmpty();
    return attempt.result().reason();
  }

  private void assertRefused(String... commands) {
    for (String command : commands) {
      String log = attempt("exec 2>&1; " + command + " && echo it worked; echo tried").log();
      assertThat(log).as(command).endsWith("tried\n").doesNotContain("it worked");
    }
  }

  private Path input() {
    try {
      return Files.createDirectories(folder.resolve("in"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One run of a shell script, with limits that suit most tests. */
  private final class Attempt {
    private final String script;
    private final Path input = input();
    private final Path output;
    private String runId = "run-" + UUID.randomUUID();
    private List<String> command;
    private Sandbox on = sandbox;
    private ImageId runs = image;
    private OutputRule rule = SCORES;
    private Duration wallClock = Duration.ofSeconds(60);
    private long memory = 256 * MIB;
    private long tmp = 16 * MIB;
    private RunResult result;

    Attempt(String script) {
      this.script = script;
      this.command = List.of("sh", "-c", script);
      try {
        this.output = Files.createTempDirectory(folder, "out");
        if (Files.notExists(input.resolve("task.json"))) {
          Files.write(input.resolve("task.json"), "{}".getBytes(UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Attempt rule(OutputRule value) {
      rule = value;
      return this;
    }

    Attempt wallClock(Duration value) {
      wallClock = value;
      return this;
    }

    Attempt memory(long value) {
      memory = value;
      return this;
    }

    Attempt tmp(long value) {
      tmp = value;
      return this;
    }

    Attempt command(String... value) {
      command = List.of(value);
      return this;
    }

    Attempt named(String value) {
      runId = value;
      return this;
    }

    Attempt on(Sandbox value) {
      on = value;
      return this;
    }

    Attempt of(ImageId value) {
      runs = value;
      return this;
    }

    Attempt run() {
      Limits limits = new Limits(wallClock, memory, 1.5, 30, 256, 16 * MIB, 20, tmp, 50, 64 << 10);
      result =
          on.run(
              new RunRequest(
                  runId, runs, Optional.of(command), input, output, rule, limits, List.of()));
      return this;
    }

    RunResult result() {
      return result;
    }

    String log() {
      return result.log();
    }

    Path output(String path) {
      assertThat(result.end()).as(result.reason() + " " + script).isEqualTo(RunEnd.SUCCEEDED);
      return output.resolve(path);
    }

    List<Path> outputs() {
      try (Stream<Path> files = Files.walk(output)) {
        return files.filter(Files::isRegularFile).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
