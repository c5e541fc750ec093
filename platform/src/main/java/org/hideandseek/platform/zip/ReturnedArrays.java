package org.hideandseek.platform.zip;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * What a 2020 hider returned, as two files beside its release's: for 2020 seekers alone, and
 * untouched. N is the number of members, T the schema's steps, D = 1 + F + S: the time, the
 * features and the statics.
 */
public final class ReturnedArrays {
  /** float64 or float32 [N, T, D]. */
  public static final String DATA = "returned/data.npy";

  /** bool [N, T, D], True where padded; [0] where the hider gave none. */
  public static final String MASK = "returned/padding_mask.npy";

  /** Both. */
  public static final List<String> ALL = List.of(DATA, MASK);

  private static final int LARGEST_HEADER = 66_000;

  private ReturnedArrays() {}

  /** Both files of a release's folder, by their names. */
  public static Map<String, Path> in(Path release) {
    return Map.of(DATA, release.resolve(DATA), MASK, release.resolve(MASK));
  }

  /**
   * The largest size that each file can have.
   *
   * @return bytes by file
   */
  public static Map<String, Long> largestBytes(Schema schema, int members) {
    long cells = (long) members * schema.steps() * depth(schema);
    return Map.of(
        DATA, LARGEST_HEADER + cells * NpyType.FLOAT64.bytes(), MASK, LARGEST_HEADER + cells);
  }

  /**
   * Checks type, shape and size of both files.
   *
   * @param release the folder of the release
   * @throws ContractViolation if one is not as described here
   */
  public static void check(Path release, Schema schema, int members) throws IOException {
    List<Long> shape = List.of((long) members, (long) schema.steps(), (long) depth(schema));
    check(release, DATA, List.of(NpyType.FLOAT64, NpyType.FLOAT32), List.of(shape));
    check(release, MASK, List.of(NpyType.BOOL), List.of(shape, List.of(0L)));
  }

  private static void check(Path release, String file, List<NpyType> types, List<List<Long>> shapes)
      throws IOException {
    String name = release.getFileName() + "/" + file;
    try (NpyInput input = NpyInput.open(release.resolve(file), types)) {
      if (!shapes.contains(input.shape())) {
        throw new ContractViolation(
            name + " has shape " + input.shape() + " instead of " + shapes.get(0));
      }
    } catch (NpyFormatException e) {
      throw new ContractViolation(name + " " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new ContractViolation(name + " is missing");
    }
  }

  private static int depth(Schema schema) {
    return 1 + schema.featureCount() + schema.staticCount();
  }
}
