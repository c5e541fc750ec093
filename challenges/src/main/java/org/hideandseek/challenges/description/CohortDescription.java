package org.hideandseek.challenges.description;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;

/**
 * What a cohort looks like.
 *
 * @param schema its schema
 * @param patients N
 * @param persons how many different people they are, where that is known
 * @param steps of all patients together
 * @param time of all patients together, from first to last step, in the schema's unit
 * @param lengths steps of a patient
 * @param durations time from a patient's first to the last step
 * @param gaps time from a step to the next
 * @param features in the order of the schema
 * @param statics in the order of the schema
 */
public record CohortDescription(
    Schema schema,
    int patients,
    OptionalInt persons,
    long steps,
    double time,
    Optional<Distribution> lengths,
    Optional<Distribution> durations,
    Optional<Distribution> gaps,
    List<VariableDescription> features,
    List<VariableDescription> statics) {
  public CohortDescription {
    features = List.copyOf(features);
    statics = List.copyOf(statics);
  }

  /**
   * Describes a cohort, which is read once, checked, and never held: beside some MiB for the counts
   * it takes 4 bytes a patient where persons are told apart.
   *
   * @param folder holds {@code schema.json} and the four arrays, and may hold {@code groups.npy},
   *     int32 [N], which has the same number for stays of the same person
   * @throws ContractViolation if a file or a patient breaks a rule, naming the first
   */
  public static CohortDescription of(Path folder) throws IOException {
    Schema schema = SchemaFile.read(folder);
    try (CohortReader reader = CohortReader.open(folder, schema)) {
      Tally tally = new Tally(schema);
      while (reader.hasNext()) {
        tally.add(reader.next());
      }
      return tally.description(Persons.in(folder, reader.size()));
    }
  }

  /** The share of patients of whom the outcome is known who have it; where it is 0 or 1. */
  public Optional<Double> outcomeShare() {
    if (schema.outcome().isEmpty()) {
      return Optional.empty();
    }
    VariableDescription outcome = statics.get(schema.outcome().getAsInt());
    return outcome.codes().size() == 2 && outcome.known() > 0
        ? Optional.of((double) outcome.codes().get(1) / outcome.known())
        : Optional.empty();
  }
}
