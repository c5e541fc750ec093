package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;

/** A cohort as four arrays in a folder. */
public final class CohortFiles {
  /** float32 [N, T, F]; NaN = not measured, and past the end. */
  public static final String VALUES = "values.npy";

  /** float32 [N, T]; time units since the patient's first step, NaN past the end. */
  public static final String TIMES = "times.npy";

  /** int32 [N]; 1..T. */
  public static final String LENGTHS = "lengths.npy";

  /** float32 [N, S]; NaN = unknown. */
  public static final String STATICS = "statics.npy";

  /** All four. */
  public static final List<String> ALL = List.of(VALUES, TIMES, LENGTHS, STATICS);

  private static final int LARGEST_HEADER = 66_000;

  private CohortFiles() {}

  /** Reads a whole cohort, checking every rule of the contract. */
  public static Cohort read(Path folder, Schema schema) throws IOException {
    try (CohortReader reader = CohortReader.open(folder, schema)) {
      List<Patient> patients = new ArrayList<>(reader.size());
      while (reader.hasNext()) {
        patients.add(reader.next());
      }
      return new Cohort(schema, patients);
    }
  }

  /** Writes a whole cohort into a folder, which is created. */
  public static void write(Path folder, Cohort cohort) throws IOException {
    Files.createDirectories(folder);
    try (CohortWriter writer = CohortWriter.create(folder, cohort.schema())) {
      for (Patient patient : cohort.patients()) {
        writer.write(patient);
      }
    }
  }

  /**
   * The largest size that each file can have.
   *
   * @param records N
   * @return bytes by file name
   */
  public static Map<String, Long> largestBytes(Schema schema, int records) {
    long steps = (long) records * schema.steps() * Float.BYTES;
    Map<String, Long> bytes = new TreeMap<>();
    bytes.put(VALUES, LARGEST_HEADER + steps * schema.featureCount());
    bytes.put(TIMES, LARGEST_HEADER + steps);
    bytes.put(LENGTHS, LARGEST_HEADER + (long) records * Integer.BYTES);
    bytes.put(STATICS, LARGEST_HEADER + (long) records * schema.staticCount() * Float.BYTES);
    return bytes;
  }
}
