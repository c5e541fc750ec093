package org.hideandseek.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.CohortSource;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.TestPlayers;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.description.CohortDescription;
import org.hideandseek.challenges.simulation.IcuSimulation;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audit.LeakAudit;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.scoring.utility.Utility;
import org.hideandseek.scoring.utility.UtilityReferee;
import org.hideandseek.scoring.utility.UtilityReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Takes a simulated cohort of any size the way of a real one: made, described, opened as a
 * challenge and divided, and two releases scored. Says for each step how long it took and how much
 * memory was in use.
 */
@Command(
    name = "scale",
    description = {
      "Make, describe, divide and score a simulated cohort; show that memory does not grow with it.",
      "Run it with a small heap: HIDEANDSEEK_HEAP=512m. A million stays take 16 GB of disk."
    },
    mixinStandardHelpOptions = true)
final class ScaleBench implements Callable<Integer> {
  private static final List<Facet> FACETS =
      List.of(Facet.MARGINALS, Facet.MISSINGNESS, Facet.TEMPORAL_STRUCTURE);

  @Option(
      names = "--stays",
      defaultValue = "1000000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int stays;

  @Option(
      names = "--scored",
      description = "Score at most so many patients of a cohort (default: as the platform does).")
  private Optional<Integer> scored;

  @Option(
      names = "--without-audit",
      description = "Leave out the audit, which holds summaries of at most 20,000 candidates.")
  private boolean withoutAudit;

  @Option(
      names = "--work",
      description = "An existing folder for what is made and deleted (default: the system's).")
  private Optional<Path> work;

  private final PrintStream out = System.out;
  private final Schema schema = IcuSimulation.SCHEMA;
  private final MemoryWatch memory = new MemoryWatch();
  private Path folder;

  @Override
  public Integer call() throws IOException {
    if (stays < 1000) {
      throw new CommandException("--stays is 1000 or more: fewer make no split.");
    }
    folder =
        work.isPresent()
            ? Files.createTempDirectory(work.get(), "scale")
            : Files.createTempDirectory("hideandseek-scale");
    try {
      out.println(
          String.format(
              Locale.ROOT,
              "%,d stays, heap of at most %d MiB",
              stays,
              Runtime.getRuntime().maxMemory() >> 20));
      play();
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void play() throws IOException {
    Path cohort = folder.resolve("cohort");
    phase("simulate", () -> simulate(1, stays, cohort));
    phase("describe", () -> CohortDescription.of(cohort));
    PatientFolders patients = new PatientFolders(folder.resolve("challenges"));
    AtomicReference<OpenChallenge> prepared = new AtomicReference<>();
    phase(
        "check and open",
        () ->
            prepared.set(
                Challenges.prepare(
                    bundle(cohort), SecretSeed.guessable(1), patients, Clock.systemUTC())));
    OpenChallenge challenge = prepared.get();
    Folders.delete(cohort);
    if (!withoutAudit) {
      phase("audit", () -> new LeakAudit(folder.resolve("audit")).of(challenge, patients));
    }
    phase("split", () -> split(challenge, patients));
    Path members = patients.members(challenge, 1);
    Path other = folder.resolve("other");
    Path shuffled = folder.resolve("shuffled");
    phase(
        "make two releases",
        () -> {
          simulate(2, challenge.definition().splits().sizes().records(), other);
          shuffle(members, shuffled);
        });
    phase(
        "score two releases",
        () -> {
          UtilityReferee referee =
              UtilityReferee.of(sample(members), sample(patients.holdout(challenge, 1)), FACETS, 1);
          report("from the same model", referee.score(sample(other)));
          report("steps shuffled", referee.score(sample(shuffled)));
        });
  }

  private interface Phase {
    void run() throws IOException;
  }

  private void phase(String name, Phase phase) throws IOException {
    memory.reset();
    long began = System.nanoTime();
    phase.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "%-20s %8.1f s   heap after collection %4d MiB   resident %5s MiB",
            name,
            seconds,
            memory.liveMebibytes(),
            memory.residentMebibytes().map(String::valueOf).orElse("?")));
  }

  private void simulate(long seed, int count, Path target) throws IOException {
    Files.createDirectories(target);
    SchemaFile.write(target, schema);
    try (CohortWriter writer = CohortWriter.create(target, schema)) {
      new IcuSimulation(seed)
          .write(count, Runtime.getRuntime().availableProcessors(), writer::write);
    }
  }

  private Bundle bundle(Path cohort) {
    String yaml =
        String.format(
            Locale.ROOT,
            """
            name: scale
            title: Scale
            summary: Simulated stays.
            data:
              cohort: cohort
            public_share: 0.1
            splits:
              count: 1
              sizes: {candidates: %d, reference: %d, holdout: %d}
            facets: [marginals, temporal-structure, missingness]
            gate: 0.5
            hiders: {seconds: 60, memory_mib: 1024, cpus: 1}
            seekers: {seconds: 60, memory_mib: 1024, cpus: 1}
            """,
            stays / 2,
            stays / 10,
            stays / 5);
    return new Bundle(
        Bundle.parse(yaml, "the bench's challenge"),
        yaml,
        "",
        List.of(),
        TestPlayers.NONE,
        Map.of(),
        new CohortSource.Folder(cohort));
  }

  private void split(OpenChallenge challenge, PatientFolders patients) throws IOException {
    patients.members(challenge, 1);
    patients.holdout(challenge, 1);
    CohortFiles.select(
        patients.secret(challenge.name()),
        schema,
        patients.split(challenge, 1).reference(),
        folder.resolve("reference"));
  }

  /** The members with the values of each in the order of no time. */
  private void shuffle(Path members, Path target) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    Files.createDirectories(target);
    try (CohortReader reader = CohortReader.open(members, schema);
        CohortWriter writer = CohortWriter.create(target, schema)) {
      while (reader.hasNext()) {
        Patient patient = reader.next();
        int width = patient.featureCount();
        float[] values = patient.values();
        for (int t = patient.length() - 1; t > 0; t--) {
          int other = random.nextInt(t + 1);
          float[] step = Arrays.copyOfRange(values, t * width, (t + 1) * width);
          System.arraycopy(values, other * width, values, t * width, width);
          System.arraycopy(step, 0, values, other * width, width);
        }
        writer.write(patient);
      }
    }
  }

  private Cohort sample(Path cohort) throws IOException {
    return CohortFiles.sample(cohort, schema, scored.orElse(Utility.mostPatients(schema)), 1);
  }

  private void report(String release, UtilityReport report) {
    StringBuilder facets = new StringBuilder();
    FACETS.forEach(
        facet ->
            facets.append(
                String.format(
                    Locale.ROOT,
                    "  %s %.3f (%.3f to %.3f)",
                    facet.word(),
                    report.facets().get(facet),
                    report.facetIntervals().get(facet).low(),
                    report.facetIntervals().get(facet).high())));
    out.println(
        "  "
            + release
            + ", "
            + report.scored().release()
            + " patients against "
            + report.scored().holdout()
            + ":"
            + facets);
  }
}
