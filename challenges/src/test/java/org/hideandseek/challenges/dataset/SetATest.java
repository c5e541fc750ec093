package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.SchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PhysioNet 2012's set A as it is published, which may not lie in this repository: these tests are
 * skipped where there is no {@code shared/data/physionet2012} beside the clone or above it.
 */
class SetATest {
  @TempDir private Path folder;

  @Test
  void everyStayVariableAndMeasurementIsImported() throws IOException {
    Path data = Imports.sharedData();
    assumeThat(data).as("PhysioNet 2012, set A").isDirectory();
    Path to = folder.resolve("set-a");

    ImportSummary summary =
        DatasetImport.run(
            new ImportRequest(
                DatasetFormat.PHYSIONET_2012,
                data,
                to,
                48,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));

    assertThat(summary.stays()).isEqualTo(4000);
    assertThat(summary.features()).hasSize(37);
    assertThat(summary.skipped()).isEmpty();
    Counted counted = Counted.in(data.resolve("set-a.tar.gz"));
    assertThat(summary.steps()).isEqualTo(counted.mostTimes);
    for (ListedVariable listed : VariableList.standard().features()) {
      for (Origin origin : listed.in(DatasetFormat.PHYSIONET_2012)) {
        ImportSummary.FeatureCount count = countOf(summary, listed.name());
        assertThat(count.found())
            .as(listed.name())
            .isEqualTo(counted.rows.get(origin.items().get(0)));
        assertThat(count.found()).isEqualTo(count.kept() + count.repeated() + count.outOfBounds());
      }
    }
    assertThat(summary.measurements()).isEqualTo(1_654_602);
    assertThat(summary.statics().get(4))
        .isEqualTo(new ImportSummary.StaticCount("in_hospital_death", 4000, 0, 0));
    assertThat(observed(to)).containsExactly(keptOf(summary));
  }

  private static ImportSummary.FeatureCount countOf(ImportSummary summary, String name) {
    return summary.features().stream()
        .filter(count -> count.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long[] keptOf(ImportSummary summary) {
    return summary.features().stream().mapToLong(ImportSummary.FeatureCount::kept).toArray();
  }

  private static long[] observed(Path cohort) throws IOException {
    long[] observed = new long[37];
    int deaths = 0;
    try (CohortReader reader = CohortReader.open(cohort, SchemaFile.read(cohort), 4000)) {
      while (reader.hasNext()) {
        Patient patient = reader.next();
        deaths += patient.statics()[4] == 1 ? 1 : 0;
        for (int step = 0; step < patient.length(); step++) {
          for (int f = 0; f < observed.length; f++) {
            observed[f] += patient.observed(step, f) ? 1 : 0;
          }
        }
      }
    }
    assertThat(deaths).isEqualTo(554);
    return observed;
  }

  /** The files of the archive, counted without the importer. */
  private static final class Counted {
    private final Map<String, Long> rows = new HashMap<>();
    private int mostTimes;

    static Counted in(Path archive) throws IOException {
      Counted counted = new Counted();
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          if (entry.isFile()) {
            counted.count(new BufferedReader(new InputStreamReader(tar, US_ASCII)));
          }
        }
      }
      return counted;
    }

    private void count(BufferedReader stay) throws IOException {
      Set<String> times = new HashSet<>();
      stay.readLine();
      for (String line = stay.readLine(); line != null; line = stay.readLine()) {
        String[] cells = line.split(",", -1);
        boolean unknownWeight = cells[1].equals("Weight") && Double.parseDouble(cells[2]) == -1;
        if (!unknownWeight) {
          rows.merge(cells[1], 1L, Long::sum);
          if (!Set.of("RecordID", "Age", "Gender", "Height", "ICUType").contains(cells[1])) {
            times.add(cells[0]);
          }
        }
      }
      mostTimes = Math.max(mostTimes, times.size());
    }
  }
}
