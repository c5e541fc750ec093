package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.play.Folders;

/**
 * The patients of the open challenges on this machine's disk, in folders that only the platform
 * reads: for each challenge the public and the private ones, and for each split its members and its
 * holdout. Containers get copies of what they may see.
 */
public final class PatientFolders {
  private final Path root;

  public PatientFolders(Path root) {
    this.root = root;
  }

  /** A new folder for what is not finished; the caller deletes it. */
  Path scratch() throws IOException {
    return Folders.createPrivate(root.resolve(".unfinished-" + UUID.randomUUID()));
  }

  /**
   * Copies a challenge's patients. They appear whole or not at all; writing them again changes
   * nothing.
   */
  void write(String challenge, CohortFolder cohort, Challenge.Shares shares, People secretPeople)
      throws IOException {
    Path target = root.resolve(challenge);
    if (Files.exists(target)) {
      return;
    }
    Path unfinished = scratch();
    SchemaFile.write(unfinished, cohort.schema());
    cohort.select(shares.published(), unfinished.resolve("public"));
    cohort.select(shares.secret(), unfinished.resolve("private"));
    secretPeople.write(unfinished.resolve("private"));
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The folder of a challenge, with its {@code schema.json}. */
  public Path folder(String challenge) {
    return root.resolve(challenge);
  }

  /** Removes the patients of a challenge that is not open. */
  void remove(String challenge) throws IOException {
    Folders.delete(root.resolve(challenge));
  }

  /** What the patients of a challenge look like. */
  public Schema schema(String challenge) {
    try {
      return SchemaFile.read(root.resolve(challenge));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The four arrays of the published patients. */
  public Path published(String challenge) {
    return root.resolve(challenge).resolve("public");
  }

  /** The four arrays of the private patients. */
  public Path secret(String challenge) {
    return root.resolve(challenge).resolve("private");
  }

  /** Who of a challenge's private patients are the same person. */
  public People people(OpenChallenge challenge) throws IOException {
    return People.read(secret(challenge.name()), challenge.privatePatients());
  }

  /**
   * A secret division of a challenge's private patients.
   *
   * @param number from 1
   */
  public Split split(OpenChallenge challenge, int number) throws IOException {
    return challenge.split(number, people(challenge));
  }

  /** The four arrays of a split's members, in an order that tells nothing. */
  public Path members(OpenChallenge challenge, int split) throws IOException {
    return part(challenge, split, "members", split(challenge, split).members());
  }

  /** The four arrays of a split's holdout patients. */
  public Path holdout(OpenChallenge challenge, int split) throws IOException {
    return part(challenge, split, "holdout", split(challenge, split).holdout());
  }

  private Path part(OpenChallenge challenge, int split, String part, int[] positions)
      throws IOException {
    Path target = root.resolve(challenge.name()).resolve("split-" + split + "-" + part);
    if (!Files.exists(target)) {
      Path unfinished =
          Folders.createPrivate(
              root.resolve(challenge.name()).resolve(".unfinished-" + UUID.randomUUID()));
      CohortFiles.select(secret(challenge.name()), schema(challenge.name()), positions, unfinished);
      try {
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        Folders.delete(unfinished);
      }
    }
    return target;
  }
}
