package org.hideandseek.platform;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.mail.MailConfig;

/**
 * One node of the platform.
 *
 * @param data the folder of this node's files; blobs and patients, and the database unless another
 *     is set
 * @param database which database
 * @param slots how many containers run at a time
 * @param gpus indices of the GPUs that runs may use, each one run at a time
 * @param mail how mail is sent; empty if none is
 * @param secondFactorKey under what the secrets of second factors are sealed, 64 hexadecimal
 *     digits; empty if the folder holds it
 */
public record PlatformConfig(
    Path data,
    DatabaseConfig database,
    int slots,
    List<Integer> gpus,
    Optional<MailConfig> mail,
    Optional<String> secondFactorKey) {

  /** A node that sends no mail. */
  public PlatformConfig(Path data, DatabaseConfig database, int slots, List<Integer> gpus) {
    this(data, database, slots, gpus, Optional.empty(), Optional.empty());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "a node with data in " + data + ", database " + database + ", " + slots + " slots";
  }

  public PlatformConfig {
    requireNonNull(data);
    requireNonNull(database);
    gpus = List.copyOf(gpus);
    if (slots < 1 || slots > 1000) {
      throw new IllegalArgumentException("a node has 1 to 1000 slots, not " + slots);
    }
  }
}
