package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.split.People;

/**
 * A cohort on disk that keeps every rule of the contract, or did when it was looked at. Nobody has
 * to hold its patients.
 *
 * @param folder holds {@code schema.json} and the four arrays
 * @param schema what every patient looks like
 * @param size N
 * @param people who of the patients are the same person
 */
public record CohortFolder(Path folder, Schema schema, int size, People people) {

  /**
   * Reads a folder's schema and checks all of its patients, one at a time, and who is whose.
   *
   * @param folder not a link
   * @throws ContractViolation if the schema or a patient breaks a rule, naming the first
   */
  public static CohortFolder check(Path folder) throws IOException {
    Schema schema = SchemaFile.read(folder);
    try (CohortReader reader = CohortReader.open(folder, schema)) {
      reader.check();
      return new CohortFolder(folder, schema, reader.size(), People.read(folder, reader.size()));
    }
  }

  /**
   * What can be said of a folder's files at once, without reading patients: which are missing, and
   * all that is wrong with its schema.
   *
   * @return sentences, each with its file
   */
  public static List<String> problems(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    Path schema = folder.resolve(SchemaFile.FILE);
    if (Files.isRegularFile(schema)) {
      problems.addAll(ContractJson.problems(schema, Schema.class));
    }
    Stream.concat(Stream.of(SchemaFile.FILE), CohortFiles.ALL.stream())
        .filter(file -> !Files.exists(folder.resolve(file)))
        .map(file -> folder.resolve(file) + " is missing")
        .forEach(problems::add);
    return problems;
  }

  /** All patients at once, in memory. */
  public Cohort read() throws IOException {
    return CohortFiles.read(folder, schema);
  }

  /** Copies the patients at the given positions; see {@link CohortFiles#select}. */
  public void select(int[] positions, Path to) throws IOException {
    CohortFiles.select(folder, schema, positions, to);
  }
}
