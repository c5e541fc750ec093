package org.hideandseek.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** The key of the second factors: the environment's, else that of the data folder. */
final class VaultKey {
  /** The file of a data folder with the key; only its owner can read it. */
  static final String FILE = "second-factor-key";

  private VaultKey() {}

  /**
   * A vault with the key, which is drawn where nothing was sealed yet.
   *
   * @param given of the environment, as several nodes need it
   * @param sealed whether the database holds something that was sealed
   * @throws ProblemException UNAVAILABLE if the key is missing and needed, or is none
   */
  static Vault open(Path data, Optional<String> given, boolean sealed, SecureRandom random)
      throws IOException {
    if (given.isPresent()) {
      return Vault.of(given.get(), random);
    }
    Path file = data.resolve(FILE);
    if (!Files.exists(file) || Files.size(file) == 0) {
      if (sealed) {
        throw new ProblemException(
            Problem.UNAVAILABLE,
            "The key of the second factors in the database is missing: put the file '"
                + FILE
                + "' back into the data folder from its backup, or set HIDEANDSEEK_SECOND_FACTOR_KEY as on the other nodes.");
      }
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, Vault.draw(random));
    }
    String key = Files.readString(file).strip();
    if (!Vault.isKey(key)) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The file '"
              + FILE
              + "' in the data folder holds no key, which is 64 hexadecimal digits; put it back from its backup.");
    }
    return Vault.of(key, random);
  }
}
