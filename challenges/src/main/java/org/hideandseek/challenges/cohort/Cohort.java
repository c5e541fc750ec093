package org.hideandseek.challenges.cohort;

import java.util.Arrays;
import java.util.List;

/**
 * Patients in one schema. They are held without padding, so that a cohort takes as much memory as
 * its measurements do; what need not be held at once is streamed through {@code
 * contract.CohortReader}.
 *
 * @param schema what every patient looks like
 * @param patients in order
 */
public record Cohort(Schema schema, List<Patient> patients) {

  public Cohort {
    patients = List.copyOf(patients);
    for (int i = 0; i < patients.size(); i++) {
      Patient patient = patients.get(i);
      if (patient.featureCount() != schema.featureCount()
          || patient.statics().length != schema.staticCount()
          || patient.length() > schema.steps()) {
        throw new IllegalArgumentException("patient " + i + " does not fit the schema");
      }
    }
  }

  /** N. */
  public int size() {
    return patients.size();
  }

  public Patient patient(int index) {
    return patients.get(index);
  }

  /** The patients at the given positions, in that order. */
  public Cohort select(int[] positions) {
    return new Cohort(schema, Arrays.stream(positions).mapToObj(patients::get).toList());
  }
}
