package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.scoring.audit.Fingerprint;
import org.hideandseek.scoring.audit.RawPatient;
import org.hideandseek.scoring.audit.Traces;
import org.hideandseek.scoring.audit.Twins;

/**
 * What an inspection keeps of the patients in a folder, read once from front to back.
 *
 * @param size how many there are
 * @param table [rows * P] traces of the patients that statistics look at
 * @param twins fingerprints, by part
 * @param unusualNans in how many patients stands a NaN with another code than usual
 * @param codes [S][k] how many patients have each code of a binary or categorical static
 */
record Side(int size, float[] table, List<Twins> twins, int unusualNans, int[][] codes) {

  /**
   * Reads a folder.
   *
   * @param rows which patients statistics look at, ascending
   * @param part [N] the part of each patient, from 0
   * @param parts how many parts there are
   */
  static Side read(Path folder, Schema schema, int[] rows, int[] part, int parts)
      throws IOException {
    Traces traces = new Traces(schema);
    Fingerprint fingerprint = new Fingerprint(schema);
    float[] table = new float[Math.multiplyExact(rows.length, traces.columns())];
    List<Twins> twins =
        IntStream.range(0, parts)
            .mapToObj(
                p -> new Twins(fingerprint, (int) Arrays.stream(part).filter(q -> q == p).count()))
            .toList();
    int[][] codes = new int[schema.staticCount()][];
    for (int s = 0; s < codes.length; s++) {
      boolean numeric = schema.statics().get(s).kind() == Kind.NUMERIC;
      codes[s] = new int[numeric ? 0 : schema.statics().get(s).codes()];
    }
    int unusual = 0;
    int next = 0;
    try (RawReader reader = RawReader.open(folder, schema)) {
      for (int i = 0; reader.hasNext(); i++) {
        RawPatient patient = reader.next();
        twins.get(part[i]).add(patient);
        unusual += hasUnusualNan(patient) ? 1 : 0;
        count(patient, codes);
        if (next < rows.length && rows[next] == i) {
          traces.write(patient, table, next * traces.columns());
          next++;
        }
      }
      return new Side(reader.size(), table, twins, unusual, codes);
    }
  }

  /** Reads a folder whose patients are all of one part. */
  static Side read(Path folder, Schema schema, int[] rows) throws IOException {
    return read(folder, schema, rows, new int[size(folder, schema)], 1);
  }

  /** N. */
  static int size(Path folder, Schema schema) throws IOException {
    try (RawReader reader = RawReader.open(folder, schema)) {
      return reader.size();
    }
  }

  private static boolean hasUnusualNan(RawPatient patient) {
    return Stream.of(patient.times(), patient.values(), patient.statics())
        .flatMapToInt(Arrays::stream)
        .anyMatch(bits -> Float.isNaN(Float.intBitsToFloat(bits)) && bits != RawPatient.USUAL_NAN);
  }

  private static void count(RawPatient patient, int[][] codes) {
    for (int s = 0; s < codes.length; s++) {
      float code = Float.intBitsToFloat(patient.statics()[s]);
      if (codes[s].length > 0 && code >= 0 && code < codes[s].length) {
        codes[s][(int) code]++;
      }
    }
  }
}
