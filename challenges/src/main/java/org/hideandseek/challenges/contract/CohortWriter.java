package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyOutput;

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
    List<NpyOutput> created = new ArrayList<>();
    try {
      for (String file : CohortFiles.ALL) {
        created.add(
            NpyOutput.create(
                folder.resolve(file), CohortFiles.type(file), CohortFiles.innerAxes(file, schema)));
      }
      return new CohortWriter(
          schema, created.get(0), created.get(1), created.get(2), created.get(3));
    } catch (IOException | RuntimeException e) {
      for (NpyOutput output : created) {
        output.close(0);
      }
      throw e;
    }
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

  /** Appends a patient of another cohort in the same schema as it lies there, unchecked. */
  void copy(List<NpyInput> from, int position) throws IOException {
    List<NpyOutput> to = List.of(values, times, lengths, statics);
    for (int i = 0; i < to.size(); i++) {
      from.get(i).seek(position);
      from.get(i).copyRow(to.get(i));
    }
    written++;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (NpyOutput output : List.of(values, times, lengths, statics)) {
      try {
        output.close(written);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
