package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;
import org.hideandseek.scoring.audit.RawPatient;

/** Reads the patients of a folder one at a time, bit by bit as they lie there. */
final class RawReader implements AutoCloseable {
  private final Schema schema;
  private final NpyInput values;
  private final NpyInput times;
  private final NpyInput lengths;
  private final NpyInput statics;
  private int next;

  private RawReader(Schema schema, List<NpyInput> inputs) {
    this.schema = schema;
    this.values = inputs.get(0);
    this.times = inputs.get(1);
    this.lengths = inputs.get(2);
    this.statics = inputs.get(3);
  }

  static RawReader open(Path folder, Schema schema) throws IOException {
    List<NpyInput> opened = new ArrayList<>();
    try {
      for (String file : CohortFiles.ALL) {
        opened.add(
            NpyInput.open(
                folder.resolve(file),
                file.equals(CohortFiles.LENGTHS) ? NpyType.INT32 : NpyType.FLOAT32));
      }
      return new RawReader(schema, opened);
    } catch (IOException | RuntimeException e) {
      for (NpyInput input : opened) {
        input.close();
      }
      throw e;
    }
  }

  /** N. */
  int size() {
    return Math.toIntExact(lengths.shape().get(0));
  }

  boolean hasNext() {
    return next < size();
  }

  RawPatient next() throws IOException {
    next++;
    return new RawPatient(
        lengths.readInt(),
        bits(times, schema.steps()),
        bits(values, schema.steps() * schema.featureCount()),
        bits(statics, schema.staticCount()));
  }

  private static int[] bits(NpyInput input, int count) throws IOException {
    float[] numbers = new float[count];
    input.read(numbers);
    int[] bits = new int[count];
    for (int i = 0; i < count; i++) {
      bits[i] = Float.floatToRawIntBits(numbers[i]);
    }
    return bits;
  }

  @Override
  public void close() throws IOException {
    for (NpyInput input : List.of(values, times, lengths, statics)) {
      input.close();
    }
  }
}
