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
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.scoring.utility.FidelityReferee;
import org.hideandseek.scoring.utility.Utility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a release against real patients. */
@Command(
    name = "utility",
    description = "How useful a release is: its facets, each between trivial (0) and real (1).",
    mixinStandardHelpOptions = true)
final class UtilityCommand implements Callable<Integer> {
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
    Cohort real = cohort(members, schema);
    Cohort synthetic = cohort(release, schema);
    Cohort others = cohort(holdout, schema);
    ReleaseReport report;
    try {
      report =
          ReleaseReport.of(
              Utility.score(real, synthetic, others, List.of(Facet.values()), SEED),
              FidelityReferee.of(real, others, SEED).compare(synthetic));
    } catch (IllegalArgumentException e) {
      throw new CommandException("The release can't be scored: " + e.getMessage() + ".");
    }
    print(report).report(json, System.out);
    return 0;
  }

  private static Figures print(ReleaseReport report) {
    Figures figures =
        new Figures(ReportJson.write(report))
            .line("total", report.total(), report.totalLow(), report.totalHigh());
    report
        .facets()
        .forEach(
            facet ->
                figures.line(
                    "  " + facet.facet().word(), facet.skill(), facet.low(), facet.high()));
    report
        .leftOut()
        .forEach(
            left ->
                figures.line(
                    "left out of "
                        + left.facet().word()
                        + ": "
                        + left.name()
                        + ", as "
                        + left.reason()));
    figures.line(
        "gate of 2020: "
            + (report.gate2020().compared() == 0
                ? "nothing to compare"
                : report.gate2020().passed()
                    ? "passed"
                    : "failed by "
                        + report.gate2020().failed()
                        + " of "
                        + report.gate2020().compared()
                        + " models"));
    report
        .fidelity()
        .measures()
        .forEach((measure, compared) -> figures.line(measure.key().replace('_', ' '), compared));
    figures.line("near copies", report.fidelity().nearCopies());
    report
        .fidelity()
        .variables()
        .forEach(
            variable -> {
              figures.line("ks of " + variable.name(), variable.ks());
              figures.line("w1 of " + variable.name(), variable.w1());
            });
    return figures;
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
      return CohortFiles.read(folder, schema);
    } catch (ContractViolation e) {
      throw new CommandException("In " + folder + ": " + e.getMessage() + ".");
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no file " + e.getFile() + ".");
    }
  }
}
