package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;

/** Writes a cohort patient by patient, in constant memory. */
public final class CohortWriter implements AutoCloseable {
  private final Schema schema;
  private final NpyOutput values;
  private final NpyOutput times;
  private final NpyOutput lengths;
  private final NpyOutput statics;
  private int written;

  private CohortWriter(
      Schema schema, NpyOutput values, NpyOutput times, NpyOutput lengths, NpyOutput statics) {
    this.schema = schema;
    this.values = values;
    this.times = times;
    this.lengths = lengths;
    this.statics = statics;
  }

  /** Creates the four arrays in an existing folder that has none of them. */
  public static CohortWriter create(Path folder, Schema schema) throws IOException {
    return new CohortWriter(
        schema,
        NpyOutput.create(
            folder.resolve(CohortFiles.VALUES),
            NpyType.FLOAT32,
            schema.steps(),
            schema.featureCount()),
        NpyOutput.create(folder.resolve(CohortFiles.TIMES), NpyType.FLOAT32, schema.steps()),
        NpyOutput.create(folder.resolve(CohortFiles.LENGTHS), NpyType.INT32),
        NpyOutput.create(
            folder.resolve(CohortFiles.STATICS), NpyType.FLOAT32, schema.staticCount()));
  }

  /** Writes the next patient, padded with NaN to the schema's steps. */
  public void write(Patient patient) throws IOException {
    int padding = schema.steps() - patient.length();
    if (padding < 0
        || patient.featureCount() != schema.featureCount()
        || patient.statics().length != schema.staticCount()) {
      throw new IllegalArgumentException("patient " + written + " does not fit the schema");
    }
    values.write(patient.values());
    values.fill(Float.NaN, padding * schema.featureCount());
    times.write(patient.times());
    times.fill(Float.NaN, padding);
    lengths.writeInt(patient.length());
    statics.write(patient.statics());
    written++;
  }

  @Override
  public void close() throws IOException {
    values.close(written);
    times.close(written);
    lengths.close(written);
    statics.close(written);
  }
}
