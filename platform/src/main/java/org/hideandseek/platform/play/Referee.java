package org.hideandseek.platform.play;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.platform.zip.AdapterExit;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.platform.zip.ZipArchive;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Limits;
import org.hideandseek.sandbox.OutputRule;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;

/** Lays out what a player may see, runs it in the sandbox, and checks what it wrote. */
public final class Referee {
  static final String OUT = "out";

  private static final String IN = "in";
  private static final int PROCESSES = 512;
  private static final int OPEN_FILES = 4096;
  private static final int OUT_FILES = 64;
  private static final int TMP_FILES = 20_000;
  private static final int LOG_BYTES = 256 << 10;
  private static final long MIB = 1L << 20;

  private final Sandbox sandbox;
  private final Path work;
  private final Gpus gpus;

  /**
   * A referee for one machine.
   *
   * @param work a folder that only this user can enter, for the runs under way
   * @param gpus that runs may use
   */
  public Referee(Sandbox sandbox, Path work, Gpus gpus) {
    this.sandbox = sandbox;
    this.work = work;
    this.gpus = gpus;
  }

  /**
   * Runs a hider.
   *
   * @param records how many patients it is to write
   * @param members what it learns from
   * @return closed by the caller; where the run succeeded, {@code output()/release} holds a valid
   *     cohort of that many patients, and {@code output()} a valid {@code claim.json} or none
   */
  public Play hide(Order order, int records, Inputs members)
      throws IOException, ImageRefusedException {
    return play(
        order,
        Sight.ofHider(order.seed(), order.limits(), records, order.schema(), members),
        input -> hidersOutput(order, records, input));
  }

  /**
   * A hider may leave a claim beside its release; one in the format of 2020 leaves what it returned
   * in it, and can't claim anything.
   */
  private static Expected hidersOutput(Order order, int records, Path input) throws IOException {
    Schema schema = order.schema();
    Map<String, Long> largest = new TreeMap<>();
    CohortFiles.largestBytes(schema, records)
        .forEach((file, bytes) -> largest.put(InputFolders.RELEASE + "/" + file, bytes));
    if (order.zip().isEmpty()) {
      largest.put(PrivacyClaim.FILE, PrivacyClaim.LARGEST_BYTES);
      return new Expected(
          new OutputRule(largest, Set.of(PrivacyClaim.FILE)),
          output -> {
            checkRelease(output, schema, records);
            PrivacyClaim.read(output);
          });
    }
    int members;
    try (CohortReader reader = CohortReader.open(input.resolve(InputFolders.MEMBERS), schema)) {
      members = reader.size();
    }
    ReturnedArrays.largestBytes(schema, members)
        .forEach((file, bytes) -> largest.put(InputFolders.RELEASE + "/" + file, bytes));
    return new Expected(
        new OutputRule(largest),
        output -> {
          checkRelease(output, schema, records);
          ReturnedArrays.check(output.resolve(InputFolders.RELEASE), schema, members);
        });
  }

  /**
   * Runs a seeker.
   *
   * @param candidates how many candidates there are
   * @param known what it is given besides
   * @return closed by the caller; where the run succeeded, {@code output()} holds valid scores
   */
  public Play seek(
      Order order, int candidates, Inputs release, Inputs candidatePatients, Known known)
      throws IOException, ImageRefusedException {
    return play(
        order,
        Sight.ofSeeker(order.seed(), order.limits(), candidates, order.schema(), candidatePatients)
            .with(InputFolders.RELEASE, release)
            .with(known),
        input ->
            new Expected(
                new OutputRule(Map.of(ScoresFile.FILE, ScoresFile.largestBytes(candidates))),
                output -> ScoresFile.read(output, candidates)));
  }

  private interface OutputCheck {
    void check(Path output) throws IOException;
  }

  /** What a run may leave in {@code /out}, and what must be in it. */
  private record Expected(OutputRule rule, OutputCheck check) {}

  private interface Expectation {
    Expected of(Path input) throws IOException;
  }

  private Play play(Order order, Sight sight, Expectation expectation)
      throws IOException, ImageRefusedException {
    Path folder = work.resolve(order.runId());
    Folders.delete(folder);
    Folders.createPrivate(folder);
    try {
      Path in = folder.resolve(IN);
      Path out = Files.createDirectory(folder.resolve(OUT));
      PlayerRole role = sight.task().role();
      sight.layOut(in);
      Expected expected = expectation.of(in);
      if (order.zip().isPresent()) {
        ZipArchive.unpack(order.zip().get(), role, in.resolve(Zip2020.CODE));
        Folders.showToContainer(in);
      }
      RunResult result = run(order, in, out, expected.rule());
      RunResult judged = judge(result, out, expected.check());
      return new Play(
          order.zip().isPresent() ? AdapterExit.explained(judged, role) : judged, folder);
    } catch (IOException | ImageRefusedException | RuntimeException e) {
      Folders.delete(folder);
      throw e;
    }
  }

  private RunResult run(Order order, Path in, Path out, OutputRule rule) throws IOException {
    List<Integer> taken;
    try {
      taken = gpus.take(order.limits().gpus());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a GPU");
    }
    try {
      return sandbox.run(
          new RunRequest(
              order.runId(),
              order.image(),
              Optional.empty(),
              in,
              out,
              rule,
              limits(order.limits(), rule),
              taken));
    } finally {
      gpus.giveBack(taken);
    }
  }

  /** Puts the reason into a sentence for people; a run that went well needs none. */
  private static RunResult judge(RunResult result, Path output, OutputCheck check)
      throws IOException {
    if (result.end() != RunEnd.SUCCEEDED) {
      return result.ending(result.end(), "The container " + result.reason() + ".");
    }
    try {
      check.check(output);
      return result.ending(RunEnd.SUCCEEDED, "");
    } catch (ContractViolation e) {
      return result.ending(RunEnd.OUTPUT_REFUSED, "In /out, " + e.getMessage() + ".");
    }
  }

  private static void checkRelease(Path output, Schema schema, int records) throws IOException {
    try (CohortReader reader =
        CohortReader.open(output.resolve(InputFolders.RELEASE), schema, records)) {
      reader.check();
    }
  }

  private static Limits limits(PlayerLimits limits, OutputRule rule) {
    long memory = limits.memoryMib() * MIB;
    long largestOutput = rule.largestBytes().values().stream().mapToLong(Long::longValue).sum();
    return new Limits(
        Duration.ofSeconds(limits.seconds()),
        memory,
        limits.cpus(),
        PROCESSES,
        OPEN_FILES,
        largestOutput + MIB,
        OUT_FILES,
        memory / 2,
        TMP_FILES,
        LOG_BYTES);
  }
}
