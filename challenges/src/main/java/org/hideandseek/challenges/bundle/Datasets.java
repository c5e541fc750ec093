package org.hideandseek.challenges.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hideandseek.challenges.contract.SchemaFile;

/**
 * Where datasets lie that were imported on this machine, since nobody but its users may hand them
 * on.
 *
 * @param root holds a folder for each
 */
record Datasets(Path root) {
  /** The environment's word for the folder. */
  static final String VARIABLE = "HIDEANDSEEK_DATASETS";

  /** The folder that the environment names, or {@code var/datasets} of the project. */
  static Datasets ofEnvironment() {
    return new Datasets(
        Optional.ofNullable(System.getenv(VARIABLE))
            .map(Path::of)
            .orElse(
                Path.of(Optional.ofNullable(System.getenv("HIDEANDSEEK_HOME")).orElse(""))
                    .resolve("var/datasets")));
  }

  /**
   * The folder of a dataset.
   *
   * @throws BundleException if it was not imported yet
   */
  Path find(String name) {
    Path folder = root.resolve(name);
    if (!Files.exists(folder.resolve(SchemaFile.FILE))) {
      throw new BundleException(
          "The dataset "
              + name
              + " is not at "
              + folder
              + "; make it with './hideandseek dataset import "
              + name
              + " --from FOLDER --to "
              + folder
              + "' (docs/data.md says how to get the data).");
    }
    return folder;
  }
}
