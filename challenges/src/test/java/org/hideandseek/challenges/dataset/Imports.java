package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * Imports of the hand-made sources in the resources under {@code /dataset/FORMAT}, which may be
 * spoilt first.
 */
final class Imports {
  final DatasetFormat format;
  final Path from;
  final Path to;
  private double hours = 48;
  private Optional<Integer> steps = Optional.empty();
  private boolean skipBad;

  /** Copies a format's source into a folder. */
  Imports(DatasetFormat format, Path folder) throws IOException {
    this.format = format;
    this.from = folder.resolve("source");
    this.to = folder.resolve("cohorts/made");
    Path original = resource("/dataset/" + format.word());
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, from.resolve(original.relativize(file).toString()));
      }
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(Imports.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Imports hours(double most) {
    hours = most;
    return this;
  }

  Imports steps(int most) {
    steps = Optional.of(most);
    return this;
  }

  Imports skipBad() {
    skipBad = true;
    return this;
  }

  /** Replaces a text that stands in a file. */
  Imports replace(String file, String what, String by) throws IOException {
    String text = Files.readString(from.resolve(file), ISO_8859_1);
    if (!text.contains(what)) {
      throw new IllegalArgumentException(file + " has no " + what);
    }
    return write(file, text.replace(what, by));
  }

  Imports write(String file, String text) throws IOException {
    Files.createDirectories(from.resolve(file).getParent());
    Files.writeString(from.resolve(file), text, ISO_8859_1);
    return this;
  }

  ImportRequest request() {
    boolean named = format == DatasetFormat.HIDE_AND_SEEK_2020;
    boolean mapped = format == DatasetFormat.CSV;
    return new ImportRequest(
        format,
        mapped ? from.resolve("long.csv") : from,
        to,
        hours,
        steps,
        named ? Optional.of(from.resolve("variables.yaml")) : Optional.empty(),
        mapped ? Optional.of(from.resolve("mapping.yaml")) : Optional.empty(),
        skipBad);
  }

  ImportSummary run() throws IOException {
    return DatasetImport.run(request());
  }

  /** Imports, and reads what was made with every rule of the contract. */
  Made make() throws IOException {
    ImportSummary summary = run();
    Cohort cohort = CohortFiles.read(to, SchemaFile.read(to));
    return new Made(summary, cohort);
  }

  /** The groups that were written. */
  int[] groups(int stays) throws IOException {
    try (NpyInput input = NpyInput.open(to.resolve("groups.npy"), NpyType.INT32)) {
      input.requireShape(stays);
      int[] groups = new int[stays];
      for (int i = 0; i < stays; i++) {
        groups[i] = input.readInt();
      }
      return groups;
    }
  }

  /** What an import made. */
  record Made(ImportSummary summary, Cohort cohort) {
    float value(int patient, int step, String feature) {
      Patient of = cohort.patient(patient);
      return of.value(step, index(feature));
    }

    float fixed(int patient, String name) {
      return cohort.patient(patient)
          .statics()[cohort.schema().statics().stream().map(Variable::name).toList().indexOf(name)];
    }

    float[] times(int patient) {
      return cohort.patient(patient).times();
    }

    ImportSummary.FeatureCount count(String feature) {
      return summary.features().get(index(feature));
    }

    private int index(String feature) {
      int index = cohort.schema().features().stream().map(Variable::name).toList().indexOf(feature);
      if (index < 0) {
        throw new IllegalArgumentException("no feature " + feature);
      }
      return index;
    }
  }

  static Path sharedData() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path data = folder.resolve("shared/data/physionet2012");
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    return Path.of("shared/data/physionet2012");
  }

  /** Everything below a folder that is no folder. */
  static List<String> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
