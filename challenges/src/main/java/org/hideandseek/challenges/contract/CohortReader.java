package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;

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

  private CohortReader(Schema schema, String folder, int size, NpyInput[] inputs) {
    this.schema = schema;
    this.folder = folder;
    this.size = size;
    this.values = inputs[0];
    this.times = inputs[1];
    this.lengths = inputs[2];
    this.statics = inputs[3];
    this.paddedTimes = new float[schema.steps()];
    this.paddedValues = new float[schema.steps() * schema.featureCount()];
  }

  /**
   * Opens the four arrays of a folder, however many patients they hold.
   *
   * @throws ContractViolation if a file is missing, or has another type or shape than the schema
   *     says
   */
  public static CohortReader open(Path folder, Schema schema) throws IOException {
    return open(folder, schema, OptionalInt.empty());
  }

  /**
   * Opens the four arrays of a folder, which must hold {@code size} patients.
   *
   * @throws ContractViolation if a file is missing, or has another type or shape than the schema
   *     and {@code size} say
   */
  public static CohortReader open(Path folder, Schema schema, int size) throws IOException {
    return open(folder, schema, OptionalInt.of(size));
  }

  private static CohortReader open(Path folder, Schema schema, OptionalInt wanted)
      throws IOException {
    String name = folder.getFileName().toString();
    if (Files.isSymbolicLink(folder)) {
      throw new ContractViolation(name + " is a link instead of a folder");
    }
    NpyInput[] opened = new NpyInput[CohortFiles.ALL.size()];
    try {
      for (int i = 0; i < opened.length; i++) {
        opened[i] = open(folder, name, CohortFiles.ALL.get(i));
      }
      int size = wanted.isPresent() ? wanted.getAsInt() : patients(name, opened[2].shape());
      for (int i = 0; i < opened.length; i++) {
        requireShape(opened[i], name, CohortFiles.ALL.get(i), size, schema);
      }
      return new CohortReader(schema, name, size, opened);
    } catch (IOException | RuntimeException e) {
      for (NpyInput input : opened) {
        if (input != null) {
          input.close();
        }
      }
      throw e;
    }
  }

  private static NpyInput open(Path folder, String name, String file) throws IOException {
    try {
      return NpyInput.open(folder.resolve(file), CohortFiles.type(file));
    } catch (NpyFormatException e) {
      throw new ContractViolation(name + "/" + file + " " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new ContractViolation(name + "/" + file + " is missing");
    }
  }

  private static int patients(String name, List<Long> shape) throws ContractViolation {
    if (shape.size() != 1 || shape.get(0) > Integer.MAX_VALUE) {
      throw new ContractViolation(
          name + "/" + CohortFiles.LENGTHS + " has shape " + shape + " instead of [patients]");
    }
    return Math.toIntExact(shape.get(0));
  }

  private static void requireShape(
      NpyInput input, String name, String file, int size, Schema schema) throws ContractViolation {
    long[] inner = CohortFiles.innerAxes(file, schema);
    long[] shape = new long[inner.length + 1];
    shape[0] = size;
    System.arraycopy(inner, 0, shape, 1, inner.length);
    try {
      input.requireShape(shape);
    } catch (NpyFormatException e) {
      throw new ContractViolation(name + "/" + file + " " + e.getMessage());
    }
  }

  /** N. */
  public int size() {
    return size;
  }

  /**
   * Goes to a patient, who is the next one to be read.
   *
   * @throws IndexOutOfBoundsException if there is none at this position
   */
  public void seek(int position) throws IOException {
    Objects.checkIndex(position, size);
    for (NpyInput input : inputs()) {
      input.seek(position);
    }
    next = position;
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
    checkStatics(ownStatics);
    next++;
    return new Patient(
        Arrays.copyOf(paddedTimes, length),
        Arrays.copyOf(paddedValues, length * schema.featureCount()),
        ownStatics);
  }

  /**
   * Reads all that is left and keeps nothing.
   *
   * @throws ContractViolation if a patient breaks a rule, naming the first offending index
   */
  public void check() throws IOException {
    while (hasNext()) {
      next();
    }
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
      if (step >= length) {
        throw violation(
            CohortFiles.VALUES,
            "["
                + next
                + ", "
                + step
                + ", "
                + feature
                + "] is "
                + value
                + "; past the patient's length all is NaN");
      }
      Variable variable = schema.features().get(feature);
      if (!variable.allows(value)) {
        throw violation(
            CohortFiles.VALUES,
            "[" + next + ", " + step + ", " + feature + "] is " + value + "; " + variable.rule());
      }
    }
  }

  private void checkStatics(float[] ownStatics) throws ContractViolation {
    for (int s = 0; s < ownStatics.length; s++) {
      Variable variable = schema.statics().get(s);
      if (!Float.isNaN(ownStatics[s]) && !variable.allows(ownStatics[s])) {
        throw violation(
            CohortFiles.STATICS,
            "[" + next + ", " + s + "] is " + ownStatics[s] + "; " + variable.rule());
      }
    }
  }

  /** Appends the patient at a position to another cohort in the same schema, unchecked. */
  void copy(int position, CohortWriter target) throws IOException {
    target.copy(inputs(), position);
  }

  private List<NpyInput> inputs() {
    return List.of(values, times, lengths, statics);
  }

  private ContractViolation violation(String file, String what) {
    return new ContractViolation(folder + "/" + file + what);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (NpyInput input : inputs()) {
      try {
        input.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
