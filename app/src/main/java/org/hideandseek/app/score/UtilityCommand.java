package org.hideandseek.app.score;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.scoring.utility.Utility;
import org.hideandseek.scoring.utility.UtilityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a release against real patients. */
@Command(
    name = "utility",
    description = {
      "How useful a release is: its facets, each between trivial (0) and real (1).",
      "Of cohorts of more than 50,000 patients, or 2^24 cells, a random sample of that size is scored."
    },
    mixinStandardHelpOptions = true)
final class UtilityCommand implements Callable<Integer> {
  /** Of all that is random, the sample of large cohorts included. */
  private static final long SEED = 0;

  @Option(
      names = "--schema",
      required = true,
      description = "schema.json, or the folder that holds it.")
  private Path schemaFile;

  @Option(
      names = "--members",
      required = true,
      description = "Folder with the four arrays of the members.")
  private Path members;

  @Option(
      names = "--release",
      required = true,
      description = "Folder with the four arrays of the release.")
  private Path release;

  @Option(
      names = "--holdout",
      required = true,
      description = "Folder with the four arrays of other real patients.")
  private Path holdout;

  @Option(
      names = "--json",
      description = "Write the numbers into this file instead of printing them.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    Schema schema = schema();
    UtilityReport report;
    try {
      report =
          Utility.score(
              cohort(members, schema),
              cohort(release, schema),
              cohort(holdout, schema),
              List.of(Facet.values()),
              SEED);
    } catch (IllegalArgumentException e) {
      throw new CommandException("The release can't be scored: " + e.getMessage() + ".");
    }
    Figures figures = new Figures().add("total", report.total(), report.totalInterval());
    report
        .facets()
        .forEach(
            (facet, skill) ->
                figures.addIn("facets", facet.word(), skill, report.facetIntervals().get(facet)));
    figures
        .add("members_scored", report.scored().members())
        .add("release_patients_scored", report.scored().release())
        .add("holdout_scored", report.scored().holdout())
        .report(json, System.out);
    return 0;
  }

  private Schema schema() throws IOException {
    Path folder =
        schemaFile.endsWith(SchemaFile.FILE) ? schemaFile.toAbsolutePath().getParent() : schemaFile;
    try {
      return SchemaFile.read(folder);
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no " + SchemaFile.FILE + " at " + schemaFile + ".");
    } catch (ContractViolation e) {
      throw new CommandException(e.getMessage() + ".");
    }
  }

  private static Cohort cohort(Path folder, Schema schema) throws IOException {
    try {
      return CohortFiles.sample(folder, schema, Utility.mostPatients(schema), SEED);
    } catch (ContractViolation e) {
      throw new CommandException("In " + folder + ": " + e.getMessage() + ".");
    }
  }
}
