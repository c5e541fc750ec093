package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * Reads a cohort patient by patient, in constant memory, and checks everything that the contract
 * says about it. Whoever wrote the files is not trusted.
 */
public final class CohortReader implements AutoCloseable {
  private final Schema schema;
  private final String folder;
  private final int size;
  private final NpyInput values;
  private final NpyInput times;
  private final NpyInput lengths;
  private final NpyInput statics;
  private final float[] paddedTimes;
  private final float[] paddedValues;
  private int next;

  private CohortReader(Schema schema, String folder, int size, List<NpyInput> inputs) {
    this.schema = schema;
    this.folder = folder;
    this.size = size;
    this.values = inputs.get(0);
    this.times = inputs.get(1);
    this.lengths = inputs.get(2);
    this.statics = inputs.get(3);
    this.paddedTimes = new float[schema.steps()];
    this.paddedValues = new float[schema.steps() * schema.featureCount()];
  }

  /**
   * Opens the four arrays of a folder.
   *
   * @throws ContractViolation if a file is missing, or has another type or shape than the schema
   *     says
   */
  public static CohortReader open(Path folder, Schema schema) throws IOException {
    String name = folder.getFileName().toString();
    NpyInput[] opened = new NpyInput[4];
    try {
      opened[2] = open(folder, name, CohortFiles.LENGTHS, NpyType.INT32);
      List<Long> shape = opened[2].shape();
      if (shape.size() != 1 || shape.get(0) > Integer.MAX_VALUE) {
        throw new ContractViolation(
            name + "/" + CohortFiles.LENGTHS + " has shape " + shape + " instead of [N]");
      }
      int size = Math.toIntExact(shape.get(0));
      opened[0] =
          open(
              folder,
              name,
              CohortFiles.VALUES,
              NpyType.FLOAT32,
              size,
              schema.steps(),
              schema.featureCount());
      opened[1] = open(folder, name, CohortFiles.TIMES, NpyType.FLOAT32, size, schema.steps());
      opened[3] =
          open(folder, name, CohortFiles.STATICS, NpyType.FLOAT32, size, schema.staticCount());
      return new CohortReader(
          schema, name, size, List.of(opened[0], opened[1], opened[2], opened[3]));
    } catch (IOException | RuntimeException e) {
      for (NpyInput input : opened) {
        if (input != null) {
          input.close();
        }
      }
      throw e;
    }
  }

  private static NpyInput open(Path folder, String name, String file, NpyType type, long... shape)
      throws IOException {
    NpyInput input = null;
    try {
      input = NpyInput.open(folder.resolve(file), type);
      if (shape.length > 0) {
        input.requireShape(shape);
      }
      return input;
    } catch (NpyFormatException e) {
      if (input != null) {
        input.close();
      }
      throw new ContractViolation(name + "/" + file + " " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new ContractViolation(name + "/" + file + " is missing");
    }
  }

  /** N. */
  public int size() {
    return size;
  }

  public boolean hasNext() {
    return next < size;
  }

  /**
   * Reads the next patient.
   *
   * @throws ContractViolation if it breaks a rule, naming the first offending index
   */
  public Patient next() throws IOException {
    int length = lengths.readInt();
    if (length < 1 || length > schema.steps()) {
      throw violation(
          CohortFiles.LENGTHS,
          "[" + next + "] is " + length + "; a length lies between 1 and " + schema.steps());
    }
    times.read(paddedTimes);
    values.read(paddedValues);
    float[] ownStatics = new float[schema.staticCount()];
    statics.read(ownStatics);
    checkTimes(length);
    checkValues(length);
    for (int s = 0; s < ownStatics.length; s++) {
      checkValue(
          CohortFiles.STATICS, "[" + next + ", " + s + "]", ownStatics[s], schema.statics().get(s));
    }
    next++;
    return new Patient(
        Arrays.copyOf(paddedTimes, length),
        Arrays.copyOf(paddedValues, length * schema.featureCount()),
        ownStatics);
  }

  private void checkTimes(int length) throws ContractViolation {
    if (paddedTimes[0] != 0) {
      throw violation(
          CohortFiles.TIMES,
          "[" + next + ", 0] is " + paddedTimes[0] + "; a patient's first step is at time 0");
    }
    for (int t = 1; t < length; t++) {
      if (!(paddedTimes[t] >= paddedTimes[t - 1])) {
        throw violation(
            CohortFiles.TIMES,
            "["
                + next
                + ", "
                + t
                + "] is "
                + paddedTimes[t]
                + " after "
                + paddedTimes[t - 1]
                + "; times never decrease and are never missing");
      }
    }
    if (paddedTimes[length - 1] > schema.horizon()) {
      throw violation(
          CohortFiles.TIMES,
          "["
              + next
              + ", "
              + (length - 1)
              + "] is "
              + paddedTimes[length - 1]
              + ", beyond the schema's horizon "
              + schema.horizon());
    }
    for (int t = length; t < schema.steps(); t++) {
      if (!Float.isNaN(paddedTimes[t])) {
        throw violation(
            CohortFiles.TIMES,
            "["
                + next
                + ", "
                + t
                + "] is "
                + paddedTimes[t]
                + "; past the patient's length all is NaN");
      }
    }
  }

  private void checkValues(int length) throws ContractViolation {
    int width = schema.featureCount();
    for (int cell = 0; cell < paddedValues.length; cell++) {
      float value = paddedValues[cell];
      if (Float.isNaN(value)) {
        continue;
      }
      int step = cell / width;
      int feature = cell % width;
      String index = "[" + next + ", " + step + ", " + feature + "]";
      if (step >= length) {
        throw violation(
            CohortFiles.VALUES, index + " is " + value + "; past the patient's length all is NaN");
      }
      checkValue(CohortFiles.VALUES, index, value, schema.features().get(feature));
    }
  }

  private void checkValue(String file, String index, float value, Variable variable)
      throws ContractViolation {
    if (!Float.isNaN(value) && !variable.allows(value)) {
      throw violation(file, index + " is " + value + "; " + variable.rule());
    }
  }

  private ContractViolation violation(String file, String what) {
    return new ContractViolation(folder + "/" + file + what);
  }

  @Override
  public void close() throws IOException {
    values.close();
    times.close();
    lengths.close();
    statics.close();
  }
}
