package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.SampledPositions;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.npy.NpyType;

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

  /**
   * Reads all patients of a cohort or, of a larger one, some: each subset of this size is as likely
   * as any other. They are in the order of the files and checked. Nothing else is read, so that
   * memory is that of the patients drawn, and a bit for each of the others.
   *
   * @param most how many patients, at least 1
   * @param seed draws them; the same seed draws the same positions of cohorts of the same size
   */
  public static Cohort sample(Path folder, Schema schema, int most, long seed) throws IOException {
    try (CohortReader reader = CohortReader.open(folder, schema)) {
      BitSet drawn = SampledPositions.of(reader.size(), most, seed);
      List<Patient> patients = new ArrayList<>(drawn.cardinality());
      for (int at = drawn.nextSetBit(0); at >= 0; at = drawn.nextSetBit(at + 1)) {
        reader.seek(at);
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
   * Copies some patients of a cohort on disk into a folder of their own, which is created, without
   * holding them in memory. What is copied is not checked; {@link CohortReader} does that.
   *
   * @param from a folder with a cohort
   * @param positions in the cohort, in any order
   * @param to holds the patients in the order of {@code positions}
   * @throws ContractViolation if the cohort's files have other types or shapes than the schema says
   * @throws IndexOutOfBoundsException if a position lies outside the cohort
   */
  public static void select(Path from, Schema schema, int[] positions, Path to) throws IOException {
    try (CohortReader reader = CohortReader.open(from, schema)) {
      for (int position : positions) {
        Objects.checkIndex(position, reader.size());
      }
      Files.createDirectories(to);
      try (CohortWriter writer = CohortWriter.create(to, schema)) {
        for (int position : positions) {
          reader.copy(position, writer);
        }
      }
    }
  }

  /** The type of the elements of one of the four files. */
  public static NpyType type(String file) {
    return file.equals(LENGTHS) ? NpyType.INT32 : NpyType.FLOAT32;
  }

  /** The sizes of all axes but the first of one of the four files. */
  public static long[] innerAxes(String file, Schema schema) {
    return switch (file) {
      case VALUES -> new long[] {schema.steps(), schema.featureCount()};
      case TIMES -> new long[] {schema.steps()};
      case LENGTHS -> new long[0];
      case STATICS -> new long[] {schema.staticCount()};
      default -> throw new IllegalArgumentException(file);
    };
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
