package org.hideandseek.platform;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.hideandseek.platform.database.DatabaseConfig;

/**
 * One node of the platform.
 *
 * @param data the folder of this node's files; blobs and patients, and the database unless another
 *     is set
 * @param database which database
 * @param slots how many containers run at a time
 * @param gpus indices of the GPUs that runs may use, each one run at a time
 */
public record PlatformConfig(Path data, DatabaseConfig database, int slots, List<Integer> gpus) {

  public PlatformConfig {
    requireNonNull(data);
    requireNonNull(database);
    gpus = List.copyOf(gpus);
    if (slots < 1 || slots > 1000) {
      throw new IllegalArgumentException("a node has 1 to 1000 slots, not " + slots);
    }
  }
}
