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
import org.hideandseek.challenges.split.ShadowSplit;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.play.Folders;

/**
 * The patients of the open challenges on this machine's disk, in folders that only the platform
 * reads: for each challenge the public and the private ones, for each split its members, its
 * reference and its holdout, and for each shadow its two halves. Containers get copies of what they
 * may see.
 */
public final class PatientFolders {
  /** Beside the public patients: what is published and committed to are the arrays alone. */
  private static final String PUBLIC_PEOPLE = "public-people";

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
    cohort
        .people()
        .select(shares.published())
        .write(Files.createDirectory(unfinished.resolve(PUBLIC_PEOPLE)));
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

  /** Where it stands who of a challenge's public patients are the same person. */
  public Path publicPeopleFolder(String challenge) {
    return root.resolve(challenge).resolve(PUBLIC_PEOPLE);
  }

  /** Who of a challenge's public patients are the same person. */
  public People publicPeople(OpenChallenge challenge) throws IOException {
    return People.read(publicPeopleFolder(challenge.name()), challenge.publicPatients());
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

  /** The four arrays of a split's reference patients, in an order that tells nothing. */
  public Path reference(OpenChallenge challenge, int split) throws IOException {
    return part(challenge, split, "reference", split(challenge, split).reference());
  }

  /**
   * The public patients of a shadow.
   *
   * @param number from 1
   */
  public ShadowSplit shadow(OpenChallenge challenge, int number) throws IOException {
    return challenge.shadow(number, publicPeople(challenge));
  }

  /** The four arrays of a shadow's members, in an order that tells nothing. */
  public Path shadowMembers(OpenChallenge challenge, int number) throws IOException {
    return selected(
        challenge,
        published(challenge.name()),
        shadow(challenge, number).members(),
        "shadow-" + number + "-members");
  }

  /** The four arrays of a shadow's other patients, in an order that tells nothing. */
  public Path shadowNonMembers(OpenChallenge challenge, int number) throws IOException {
    return selected(
        challenge,
        published(challenge.name()),
        shadow(challenge, number).nonMembers(),
        "shadow-" + number + "-non-members");
  }

  /** The four arrays of a split's holdout patients. */
  public Path holdout(OpenChallenge challenge, int split) throws IOException {
    return part(challenge, split, "holdout", split(challenge, split).holdout());
  }

  private Path part(OpenChallenge challenge, int split, String part, int[] positions)
      throws IOException {
    return selected(challenge, secret(challenge.name()), positions, "split-" + split + "-" + part);
  }

  private Path selected(OpenChallenge challenge, Path from, int[] positions, String folder)
      throws IOException {
    Path target = root.resolve(challenge.name()).resolve(folder);
    if (!Files.exists(target)) {
      Path unfinished =
          Folders.createPrivate(
              root.resolve(challenge.name()).resolve(".unfinished-" + UUID.randomUUID()));
      CohortFiles.select(from, schema(challenge.name()), positions, unfinished);
      try {
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        Folders.delete(unfinished);
      }
    }
    return target;
  }
}
