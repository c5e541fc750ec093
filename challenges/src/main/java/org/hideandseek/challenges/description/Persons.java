package org.hideandseek.challenges.description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;

/** How many different people the stays of a cohort belong to. */
final class Persons {
  private static final String FILE = "groups.npy";

  private Persons() {}

  /** Counts the different numbers of {@code groups.npy}; empty where there is none. */
  static OptionalInt in(Path folder, int patients) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return OptionalInt.empty();
    }
    int[] numbers = new int[patients];
    try (NpyInput input = NpyInput.open(file, NpyType.INT32)) {
      input.requireShape(patients);
      for (int i = 0; i < patients; i++) {
        numbers[i] = input.readInt();
      }
    } catch (NpyFormatException e) {
      throw new ContractViolation(folder.getFileName() + "/" + FILE + " " + e.getMessage());
    }
    Arrays.sort(numbers);
    int persons = 0;
    for (int i = 0; i < patients; i++) {
      persons += i == 0 || numbers[i] != numbers[i - 1] ? 1 : 0;
    }
    return OptionalInt.of(persons);
  }
}
