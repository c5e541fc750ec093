package org.hideandseek.app.dataset;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.simulation.IcuSimulation;
import org.hideandseek.platform.play.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a cohort of invented stays in intensive care, which are never all in memory. */
@Command(
    name = "simulate-icu",
    description = "Make a cohort of invented stays in intensive care.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--stays", required = true, description = "How many.")
  private int stays;

  @Option(
      names = "--seed",
      required = true,
      description = "A number; the same number makes the same patients on every machine.")
  private long seed;

  @Option(
      names = "--to",
      required = true,
      description = "Folder that the cohort appears in when all went well.")
  private Path to;

  @Option(
      names = "--threads",
      description = "How many make patients (default: the number of CPU cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    if (stays < 1 || threads < 1) {
      throw new CommandException("--stays and --threads are whole numbers from 1 on.");
    }
    if (Files.exists(to)) {
      throw new CommandException(to + " is there already; name a folder that is not.");
    }
    long began = System.nanoTime();
    Path target = to.toAbsolutePath();
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    try {
      SchemaFile.write(unfinished, IcuSimulation.SCHEMA);
      try (CohortWriter writer = CohortWriter.create(unfinished, IcuSimulation.SCHEMA)) {
        new IcuSimulation(seed).write(stays, threads, writer::write);
      }
      Files.move(unfinished, target);
    } finally {
      Folders.delete(unfinished);
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%d invented stays are in %s, made in %.1f s.",
            stays,
            to,
            (System.nanoTime() - began) / 1e9));
    return 0;
  }
}
