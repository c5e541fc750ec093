package org.hideandseek.app.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.dataset.DatasetFormat;
import org.hideandseek.challenges.dataset.DatasetImport;
import org.hideandseek.challenges.dataset.ImportRequest;
import org.hideandseek.challenges.dataset.ImportSummary;
import org.hideandseek.challenges.strict.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a cohort of a dataset. */
@Command(
    name = "import",
    description = "Make a cohort folder of a dataset that lies on this machine.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FORMAT",
      description =
          "What the data are: physionet-2012, physionet-2019, mimic-iv, eicu-crd, amsterdamumcdb, hide-and-seek-2020 or csv.")
  private String format;

  @Option(names = "--from", required = true, description = "Folder or file of the data.")
  private Path from;

  @Option(
      names = "--to",
      required = true,
      description = "Folder that the cohort appears in when all went well.")
  private Path to;

  @Option(
      names = "--hours",
      defaultValue = "48",
      description =
          "Leave out what was measured later after admission (default: ${DEFAULT-VALUE}).")
  private double hours;

  @Option(
      names = "--steps",
      description = "Keep at most so many steps of a stay (default: all of the longest).")
  private Optional<Integer> steps;

  @Option(
      names = "--variables",
      description = "A variable list to use instead of the one that comes with the project.")
  private Optional<Path> variables;

  @Option(names = "--mapping", description = "For csv: the columns and variables.")
  private Optional<Path> mapping;

  @Option(
      names = "--skip-bad",
      description = "Skip and count lines that can't be used, instead of refusing all.")
  private boolean skipBad;

  @Option(names = "--json", description = "Write what was imported into this file.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    ImportSummary summary = DatasetImport.run(request());
    print(summary);
    out.println(
        String.format(
            Locale.ROOT, "%s was made in %.1f s.", to, (System.nanoTime() - began) / 1e9));
    if (json.isPresent()) {
      ObjectMapper mapper =
          JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
      Files.write(json.get(), mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(summary));
    }
    return 0;
  }

  private ImportRequest request() {
    DatasetFormat known =
        DatasetFormat.of(format)
            .orElseThrow(
                () ->
                    new CommandException(
                        "There is no format '"
                            + format
                            + "'"
                            + Nearest.of(format, DatasetFormat.words())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(
                                    "; there are "
                                        + String.join(", ", DatasetFormat.words())
                                        + ".")));
    try {
      return new ImportRequest(known, from, to, hours, steps, variables, mapping, skipBad);
    } catch (IllegalArgumentException e) {
      throw new CommandException("This can't be imported: " + e.getMessage() + ".");
    }
  }

  private void print(ImportSummary summary) {
    List<ImportSummary.FeatureCount> features = summary.features();
    out.println(
        String.format(
            Locale.ROOT,
            "%d stays%s, %d variables, %d measurements at up to %d times a stay",
            summary.stays(),
            summary.grouped() ? " of " + summary.persons() + " people" : "",
            features.size(),
            summary.measurements(),
            summary.steps()));
    note(summary.emptyStays(), "stays have no measurement");
    note(summary.cutStays(), "stays have more steps than were asked for");
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%-18s %12s %12s %10s %14s %14s %10s",
            "feature",
            "found",
            "kept",
            "repeated",
            "out of bounds",
            "out of window",
            "cut"));
    for (ImportSummary.FeatureCount count : features) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %12d %12d %10d %14d %14d %10d",
              count.name(),
              count.found(),
              count.kept(),
              count.repeated(),
              count.outOfBounds(),
              count.outOfWindow(),
              count.cut()));
    }
    out.println();
    out.println(
        String.format(
            Locale.ROOT, "%-18s %12s %12s %14s", "static", "known", "unknown", "out of bounds"));
    for (ImportSummary.StaticCount count : summary.statics()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %12d %12d %14d",
              count.name(),
              count.known(),
              count.unknown(),
              count.outOfBounds()));
    }
    out.println();
    if (!summary.unusedColumns().isEmpty()) {
      out.println("Not in the variable list: " + String.join(", ", summary.unusedColumns()));
    }
    for (ImportSummary.SkippedRows skipped : summary.skipped()) {
      out.println(skipped.count() + " skipped, such as " + skipped.first());
    }
  }

  private void note(int count, String what) {
    if (count > 0) {
      out.println(count + " " + what);
    }
  }
}
