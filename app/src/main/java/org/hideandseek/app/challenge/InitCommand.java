package org.hideandseek.app.challenge;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a bundle. Writes all of its files or none, and never over one that is there. */
@Command(
    name = "init",
    description =
        "Begin a bundle: a commented challenge.yaml with numbers that suit the cohort, an overview to"
            + " fill in, and players to check it with.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final String SCHEMA = "challenge.schema.json";

  private static final String OVERVIEW =
      """
      # TITLE

      ## The patients
      WHO THEY ARE, FROM WHERE AND WHEN, AND HOW THEY WERE CHOSEN. WHAT A STEP IS, AND WHAT TIME COUNTS FROM.

      ## What to mind
      WHAT IS MISSING AND WHY. WHAT A NAIVE ANALYSIS WOULD GET WRONG.

      ## Where the data come from
      THE STUDY, AND HOW TO CITE IT. WHICH CONSENT OR APPROVAL COVERS THIS COMPETITION, AND WHO GAVE IT.

      ## Licence
      WHAT THE PUBLIC PATIENTS MAY BE USED FOR. NOBODY MAY TRY TO FIND OUT WHO A PATIENT IS.
      """;

  private static final String PLAYERS =
      """
      # Players whose results are known. "challenge check" plays them on the public patients, as "referee" does.
      hiders:
        - name: copy
          player: {reference: copy}
          expect: {gate: passed}
        - name: row-shuffle
          player: {reference: row-shuffle}
          expect: {gate: failed}
        - name: constant
          player: {reference: constant}
          expect: {gate: failed}
      seekers:
        - name: nearest
          player: {reference: nearest}
          expect:
            auc:
              - {hider: copy, from: 0.7, to: 1}
      """;

  /** For whom numbers are made where no cohort is named. */
  private static final int PATIENTS = 1000;

  @Parameters(paramLabel = "DIR", description = "Folder to make; nothing in it is overwritten.")
  private Path folder;

  @Option(
      names = "--cohort",
      description =
          "Folder of the patients: schema.json and the four arrays. It stays where it is (default:"
              + " the folder cohort in DIR, which you add).")
  private Optional<Path> cohort;

  @Option(
      names = "--from",
      description = "Begin with the files of a built-in challenge, on its patients.")
  private Optional<String> from;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    if (cohort.isPresent() && from.isPresent()) {
      throw new CommandException("Name either --cohort or --from: both say who the patients are.");
    }
    Map<String, String> files = from.isPresent() ? copied(from.get()) : templates();
    files.put(SCHEMA, Bundle.jsonSchema());
    for (String file : files.keySet()) {
      if (Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        throw new CommandException(
            folder.resolve(file) + " is there already; nothing was written.");
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
      out.println("Wrote " + path);
    }
    out.println(
        "Next: fill in what stands in capitals, then ./hideandseek challenge check " + folder);
    return 0;
  }

  private Map<String, String> copied(String builtIn) {
    if (!Bundle.builtIn().contains(builtIn)) {
      throw new CommandException(
          "There is no built-in challenge '"
              + builtIn
              + "'; there are "
              + String.join(", ", Bundle.builtIn())
              + ".");
    }
    Bundle bundle = Bundle.find(builtIn);
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "challenge.yaml",
        languageServer() + bundle.yaml().replaceFirst("(?m)^name: .*$", "name: " + name()));
    files.put("overview.md", bundle.overview());
    files.put("players/players.yaml", PLAYERS);
    return files;
  }

  private Map<String, String> templates() throws IOException {
    int patients = cohort.isPresent() ? count(cohort.get()) : PATIENTS;
    SuggestedSizes suggested;
    try {
      suggested = SuggestedSizes.of(patients);
    } catch (IllegalArgumentException e) {
      throw new CommandException("The cohort can't be used: " + e.getMessage() + ".");
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put("challenge.yaml", yaml(patients, suggested));
    files.put("overview.md", OVERVIEW);
    files.put("players/players.yaml", PLAYERS);
    return files;
  }

  private static int count(Path cohort) throws IOException {
    if (!Files.isDirectory(cohort)) {
      throw new CommandException("There is no folder " + cohort + ".");
    }
    Path real = cohort.toRealPath();
    try (CohortReader reader = CohortReader.open(real, SchemaFile.read(real))) {
      return reader.size();
    } catch (ContractViolation e) {
      throw new CommandException(
          "The cohort in " + cohort + " can't be used: " + e.getMessage() + ".");
    }
  }

  /** The folder's name, as far as it can stand in addresses. */
  private String name() {
    String name =
        folder
            .toAbsolutePath()
            .normalize()
            .getFileName()
            .toString()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return name.length() < 2 ? "my-challenge" : name.substring(0, Math.min(40, name.length()));
  }

  /** From the bundle to the cohort, with '/' between folders and in quotes that YAML needs. */
  private String cohortFolder() {
    String path =
        cohort
            .map(
                there ->
                    folder
                        .toAbsolutePath()
                        .normalize()
                        .relativize(there.toAbsolutePath().normalize())
                        .toString())
            .orElse("cohort");
    return "'" + path.replace("'", "''") + "'";
  }

  private static String languageServer() {
    return "# yaml-language-server: $schema=" + SCHEMA + "\n";
  }

  private String yaml(int patients, SuggestedSizes suggested) {
    return languageServer()
        + String.format(
            Locale.ROOT,
            """
            # docs/organising.md explains every key. Numbers suit a cohort of %,d patients.
            name: %s
            title: TITLE ON PAGES
            summary: ONE SENTENCE ABOUT THE PATIENTS.
            data:
              # schema.json and the four arrays; seen from this folder.
              cohort: %s
            # The share that everybody may see. The rest is private, and every split is drawn from it.
            public_share: %.1f
            splits:
              # Every hider runs once per split, every seeker once per hider and split.
              count: 2
              sizes:
                # The AUC of a seeker that guesses lies within 0.5 +- %.3f on one split, 19 times of 20.
                candidates: %d
                reference: %d
                holdout: %d
            # The utility is the smallest of these. Add outcome-prediction if a static has the role outcome.
            facets: [marginals, one-step-ahead, temporal-structure, missingness]
            # constant and row-shuffle must fail it, copy must pass it: "challenge check" plays them.
            gate: 0.5
            # Limits of one run.
            hiders:
              seconds: 300
              memory_mib: 2048
              cpus: 1
            seekers:
              seconds: 120
              memory_mib: 2048
              cpus: 1
            licence: WHAT THE PUBLIC PATIENTS MAY BE USED FOR

            # All of this may be missing. It is shown on the challenge's page but not acted on yet.
            # phases:
            #   - name: practice
            #     starts: 2027-01-01T00:00Z
            #     ends: 2027-02-01T00:00Z
            #     splits: 1
            #   - name: final
            #     starts: 2027-02-01T00:00Z
            #     ends: 2027-03-01T00:00Z
            #     visibility: {boards: participants, own_scores: hidden}
            # quotas:
            #   hider: {per_day: 2, total: 20}
            #   seeker: {per_day: 2, total: 20}
            # teams:
            #   max_size: 5
            #   frozen: 2027-01-25T00:00Z
            # fact_sheet:
            #   - {name: method, label: How does it work?, kind: text, required: true}
            # pages:
            #   - {title: Rules, file: rules.md}
            # terms: terms.md
            """,
            patients,
            name(),
            cohortFolder(),
            suggested.publicShare(),
            SuggestedSizes.chanceBand(suggested.sizes().candidates()),
            suggested.sizes().candidates(),
            suggested.sizes().reference(),
            suggested.sizes().holdout());
  }
}
