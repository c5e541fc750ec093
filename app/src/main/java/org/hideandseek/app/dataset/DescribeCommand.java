package org.hideandseek.app.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.description.CohortDescription;
import org.hideandseek.challenges.description.Distribution;
import org.hideandseek.challenges.description.VariableDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a cohort looks like. */
@Command(
    name = "describe",
    description = {
      "Say what a cohort looks like: counts, lengths, missingness, distributions.",
      "What it says is about the patients: treat it like them. Files are for their owner alone."
    },
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder with schema.json and the four arrays.")
  private Path folder;

  @Option(names = "--html", description = "Write a page for people into this file.")
  private Optional<Path> html;

  @Option(names = "--json", description = "Write the numbers into this file.")
  private Optional<Path> json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    CohortDescription description = describe();
    if (html.isPresent()) {
      String title = folder.toAbsolutePath().normalize().getFileName().toString();
      writePrivately(html.get(), new DescriptionPage(title, description).html().getBytes(UTF_8));
    }
    if (json.isPresent()) {
      writePrivately(
          json.get(),
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(DescriptionJson.of(description)));
    }
    if (html.isEmpty() && json.isEmpty()) {
      print(description);
    }
    return 0;
  }

  private CohortDescription describe() throws IOException {
    try {
      return CohortDescription.of(folder.toRealPath());
    } catch (NoSuchFileException e) {
      throw new CommandException(
          "There is no cohort in " + folder + ": " + SchemaFile.FILE + " is missing.");
    } catch (ContractViolation e) {
      throw new CommandException(
          "The cohort in " + folder + " can't be described: " + e.getMessage() + ".");
    }
  }

  /** It is about patients: nobody but the owner may read it, not even for a moment. */
  private static void writePrivately(Path file, byte[] content) throws IOException {
    Path whole =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".describe",
            ".unfinished",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private void print(CohortDescription cohort) {
    out.println(
        String.format(
            Locale.ROOT,
            "%d patients%s, %d steps",
            cohort.patients(),
            cohort.persons().isPresent()
                ? " (" + cohort.persons().getAsInt() + " different people)"
                : "",
            cohort.steps()));
    cohort
        .outcomeShare()
        .ifPresent(
            share -> out.println(String.format(Locale.ROOT, "Outcome: %.1f %%", 100 * share)));
    print("steps of a patient", cohort.lengths());
    print(cohort.schema().timeUnit() + " of a patient", cohort.durations());
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%-24s %9s %9s %10s %10s %10s %10s",
            "variable",
            "measured",
            "patients",
            "mean",
            "5 %",
            "median",
            "95 %"));
    cohort.features().forEach(this::print);
    cohort.statics().forEach(this::print);
  }

  private void print(String name, Optional<Distribution> distribution) {
    distribution.ifPresent(
        d ->
            out.println(
                String.format(
                    Locale.ROOT,
                    "%s: mean %.1f, 5 %% %.1f, median %.1f, 95 %% %.1f",
                    name,
                    d.mean(),
                    d.quantiles().get(0.05),
                    d.quantiles().get(0.5),
                    d.quantiles().get(0.95))));
  }

  private void print(VariableDescription variable) {
    String start =
        String.format(
            Locale.ROOT,
            "%-24s %7.1f %% %7.1f %%",
            variable.variable().name(),
            100 * variable.share(),
            100 * variable.patients());
    out.println(
        start
            + variable
                .distribution()
                .map(
                    d ->
                        String.format(
                            Locale.ROOT,
                            " %10.4g %10.4g %10.4g %10.4g",
                            d.mean(),
                            d.quantiles().get(0.05),
                            d.quantiles().get(0.5),
                            d.quantiles().get(0.95)))
                .orElse(" codes " + variable.codes()));
  }
}
