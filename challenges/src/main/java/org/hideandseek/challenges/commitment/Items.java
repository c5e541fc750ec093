package org.hideandseek.challenges.commitment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;

/**
 * The items that a challenge commits to, and the canonical bytes of each. Texts are ASCII, and
 * every line ends with a line feed; {@code challenge.yaml} and {@code overview.md} are the
 * organiser's own bytes.
 */
public final class Items {
  /** The definition. */
  public static final String DEFINITION = "challenge.yaml";

  /** The page in Markdown. */
  public static final String OVERVIEW = "overview.md";

  /** The patients that are published. */
  public static final String PUBLIC_PATIENTS = "public-patients";

  /** The patients that the splits are drawn from. */
  public static final String PRIVATE_PATIENTS = "private-patients";

  /** The secret seed, from which all splits, orders and seeds follow. */
  public static final String SEED = "seed";

  /** What computes the scores. */
  public static final String SCORER = "scorer";

  private static final List<String> PATIENT_FILES =
      List.of(
          CohortFiles.LENGTHS,
          SchemaFile.FILE,
          CohortFiles.STATICS,
          CohortFiles.TIMES,
          CohortFiles.VALUES);

  private Items() {}

  /**
   * The name of a split's item.
   *
   * @param number from 1
   */
  public static String split(int number) {
    return "split-" + number;
  }

  /**
   * A cohort: what {@code sha256sum lengths.npy schema.json statics.npy times.npy values.npy}
   * prints, with {@code groups.npy} among them where there is one.
   *
   * @param arrays the folder of the four arrays
   * @param schema the folder of {@code schema.json}
   */
  public static byte[] patients(Path arrays, Path schema) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String file : PATIENT_FILES) {
      Path folder = file.equals(SchemaFile.FILE) ? schema : arrays;
      digests.put(file, Sha256.ofFile(folder.resolve(file)));
    }
    Path people = arrays.resolve(People.FILE);
    if (Files.exists(people)) {
      digests.put(People.FILE, Sha256.ofFile(people));
    }
    StringBuilder text = new StringBuilder();
    digests.forEach((file, digest) -> text.append(digest).append("  ").append(file).append('\n'));
    return text.toString().getBytes(US_ASCII);
  }

  /**
   * A split: a line for each patient, {@code candidate POSITION member} or {@code candidate
   * POSITION non-member} in the order of the candidates, then {@code reference POSITION}, then
   * {@code holdout POSITION}. Positions count the private patients from 0.
   */
  public static byte[] split(Split split) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < split.candidates().length; i++) {
      text.append("candidate ")
          .append(split.candidates()[i])
          .append(split.member()[i] ? " member\n" : " non-member\n");
    }
    for (int position : split.reference()) {
      text.append("reference ").append(position).append('\n');
    }
    for (int position : split.holdout()) {
      text.append("holdout ").append(position).append('\n');
    }
    return text.toString().getBytes(US_ASCII);
  }

  /** The secret seed as 64 hexadecimal digits. */
  public static byte[] seed(SecretSeed seed) {
    return (seed.hex() + "\n").getBytes(US_ASCII);
  }
}
