package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * {@code scores.npy}: float32 [candidates], a seeker's score for each; higher = likelier a member.
 * Infinite scores are allowed.
 */
public final class ScoresFile {
  public static final String FILE = "scores.npy";

  private static final int LARGEST_HEADER = 66_000;

  private ScoresFile() {}

  /**
   * Reads the scores of a folder.
   *
   * @param candidates how many there must be
   * @throws ContractViolation if the file is missing, has another type or shape, or holds NaN
   */
  public static float[] read(Path folder, int candidates) throws IOException {
    float[] scores = new float[candidates];
    try (NpyInput input = NpyInput.open(folder.resolve(FILE), NpyType.FLOAT32)) {
      input.requireShape(candidates);
      input.read(scores);
    } catch (NpyFormatException e) {
      throw new ContractViolation(FILE + " " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new ContractViolation(FILE + " is missing");
    }
    for (int i = 0; i < candidates; i++) {
      if (Float.isNaN(scores[i])) {
        throw new ContractViolation(FILE + "[" + i + "] is NaN; every candidate needs a score");
      }
    }
    return scores;
  }

  /** Writes the scores into a folder that has none. */
  public static void write(Path folder, float[] scores) throws IOException {
    try (NpyOutput output = NpyOutput.create(folder.resolve(FILE), NpyType.FLOAT32)) {
      output.write(scores);
    }
  }

  /** The largest size that the file can have, in bytes. */
  public static long largestBytes(int candidates) {
    return LARGEST_HEADER + (long) candidates * Float.BYTES;
  }
}
