package org.hideandseek.app.challenge;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a bundle. */
@Command(
    name = "init",
    description = "Begin a bundle: a challenge.yaml with numbers that suit the cohort.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder to make; nothing in it is overwritten.")
  private Path folder;

  @Option(
      names = "--cohort",
      required = true,
      description = "Folder of the patients: schema.json and the four arrays.")
  private Path cohort;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    SuggestedSizes suggested = suggest();
    Files.createDirectories(folder);
    Path definition = folder.resolve("challenge.yaml");
    if (Files.exists(definition)) {
      throw new CommandException(definition + " is there already; nothing was written.");
    }
    Files.writeString(definition, yaml(suggested), StandardOpenOption.CREATE_NEW);
    out.println("Wrote " + definition + "; next: ./hideandseek challenge check " + folder);
    return 0;
  }

  private SuggestedSizes suggest() throws IOException {
    try (CohortReader reader =
        CohortReader.open(cohort.toRealPath(), SchemaFile.read(cohort.toRealPath()))) {
      return SuggestedSizes.of(reader.size());
    } catch (ContractViolation | IllegalArgumentException e) {
      throw new CommandException("The cohort in " + cohort + " can't be used: " + e.getMessage());
    }
  }

  private String yaml(SuggestedSizes suggested) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return String.format(
        Locale.ROOT,
        """
        name: %s
        title: %s
        summary: One sentence about the patients.
        data:
          cohort: %s
        public_share: %.1f
        splits:
          count: 2
          sizes:
            # The AUC of a seeker that guesses lies within 0.5 +- %.3f on one split, 19 times of 20.
            candidates: %d
            reference: %d
            holdout: %d
        facets: [marginals, one-step-ahead, temporal-structure, missingness]
        gate: 0.5
        hiders:
          seconds: 300
          memory_mib: 2048
          cpus: 1
        seekers:
          seconds: 120
          memory_mib: 2048
          cpus: 1
        """,
        name,
        name,
        folder.toAbsolutePath().relativize(cohort.toAbsolutePath()),
        suggested.publicShare(),
        SuggestedSizes.chanceBand(suggested.sizes().candidates()),
        suggested.sizes().candidates(),
        suggested.sizes().reference(),
        suggested.sizes().holdout());
  }
}
