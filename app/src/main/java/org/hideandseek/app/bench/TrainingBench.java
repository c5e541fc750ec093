package org.hideandseek.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.platform.play.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Where the time of a training step goes. The Flight Recorder in the hider's container looks every
 * 10 ms at what its main thread does, as often when it runs Java as when it is in native code;
 * looks outside a training step don't count.
 */
@Command(
    name = "training",
    description =
        "Run reference hiders with a flight recorder, and print how much of a training step is spent outside the "
            + "engine's native operators.",
    mixinStandardHelpOptions = true)
final class TrainingBench implements Callable<Integer> {
  private static final String STEP_CLASS = "org.hideandseek.hiders.network.Session";
  private static final String STEP_METHOD = "step";
  private static final String RECORDING = "training.jfr";
  private static final int FEWEST_LOOKS = 100;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Hiders to look at (default: par, timegan, diffusion).")
  private List<String> names = List.of("par", "timegan", "diffusion");

  @Option(
      names = "--members",
      defaultValue = "2000",
      description = "How many patients they learn from (default: ${DEFAULT-VALUE}).")
  private int members;

  private final PrintStream out = System.out;

  /** How often the main thread was seen in a training step. */
  private record Looks(int java, int natively) {
    double outside() {
      return (double) java / (java + natively);
    }
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("hideandseek-bench");
    try {
      Path in = Files.createDirectory(work.resolve("in"));
      Cohort all = Bundle.find("mayo-liver").patients().load();
      int size = Math.min(members, all.size());
      int[] drawn = new SplittableRandom(1).ints(0, all.size()).distinct().limit(size).toArray();
      Task.hider(1, size, 3600, 0).write(in);
      SchemaFile.write(in, all.schema());
      CohortFiles.write(in.resolve("members"), all.select(drawn));
      out.printf("%-20s %10s %10s %12s%n", "hider", "in Java", "in native", "outside");
      for (String name : names) {
        Path recorded = Files.createDirectory(work.resolve(name));
        Files.setPosixFilePermissions(recorded, PosixFilePermissions.fromString("rwxrwxrwx"));
        Looks looks = looks(train(name, in, recorded));
        if (looks.java() + looks.natively() < FEWEST_LOOKS) {
          throw new CommandException(
              name + " was seen in a training step too rarely; give it more --members.");
        }
        out.printf(
            "%-20s %10d %10d %10.1f %%%n",
            name, looks.java(), looks.natively(), 100 * looks.outside());
      }
      return 0;
    } finally {
      Folders.delete(work);
    }
  }

  /** Runs a hider's image as it is, but for the recorder. */
  private static Path train(String name, Path in, Path recorded)
      throws IOException, InterruptedException {
    String recorder =
        "-XX:StartFlightRecording=filename=/recorded/"
            + RECORDING
            + ",jdk.ExecutionSample#period=10ms,jdk.NativeMethodSample#period=10ms";
    List<String> command =
        new ArrayList<>(
            List.of("docker", "run", "--rm", "--network=none", "--user=65534", "--tmpfs=/out"));
    command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=" + recorder));
    command.addAll(List.of("--volume", in + ":/in:ro", "--volume", recorded + ":/recorded"));
    command.add("hide-and-seek/hider-" + name + ":1");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(recorded.resolve("log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new CommandException(
          "hider-" + name + " failed: " + Files.readString(recorded.resolve("log")).strip());
    }
    return recorded.resolve(RECORDING);
  }

  private static Looks looks(Path recording) throws IOException {
    int java = 0;
    int natively = 0;
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        boolean inJava = event.getEventType().getName().equals("jdk.ExecutionSample");
        boolean inNative = event.getEventType().getName().equals("jdk.NativeMethodSample");
        if ((inJava || inNative) && inStep(event)) {
          java += inJava ? 1 : 0;
          natively += inNative ? 1 : 0;
        }
      }
    }
    return new Looks(java, natively);
  }

  private static boolean inStep(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream().anyMatch(TrainingBench::isStep);
  }

  private static boolean isStep(RecordedFrame frame) {
    return frame.getMethod().getName().equals(STEP_METHOD)
        && frame.getMethod().getType().getName().equals(STEP_CLASS);
  }
}
