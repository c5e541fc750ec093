package org.hideandseek.platform.dump;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.ShadowRelease;
import org.hideandseek.platform.submission.SubmissionStore;

/**
 * Writes a revealed challenge into a folder with all that is needed to compute its boards again:
 * the private patients, the seed and the salts too. It is for whoever may see them.
 */
public final class DumpWriter {
  private final Stores stores;
  private final Visitors visitors;
  private final BoardDocuments documents;
  private final ObjectMapper json = DumpJson.mapper();

  /** Where a challenge lies. */
  public record Stores(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      BlobStore blobs) {}

  /**
   * A writer.
   *
   * @param visitors what everybody sees goes into the dump as everybody sees it
   */
  public DumpWriter(Stores stores, Visitors visitors, BoardDocuments documents) {
    this.stores = stores;
    this.visitors = visitors;
    this.documents = documents;
  }

  /**
   * Writes a challenge; the folder appears whole or not at all, and only this user can enter it.
   *
   * @param folder one that does not exist yet, or is empty
   * @throws ProblemException NOT_FOUND if there is no such challenge, CONFLICT if it is not
   *     revealed yet or something lies in the folder
   */
  public void write(String name, Path folder) throws IOException {
    OpenChallenge challenge = stores.challenges().find(name);
    if (challenge.revealedAt().isEmpty()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Challenge " + name + " is not closed and played to its end yet; close it first.");
    }
    Path target = folder.toAbsolutePath().normalize();
    requireEmpty(target);
    Path unfinished =
        Folders.createPrivate(target.resolveSibling(".unfinished-" + UUID.randomUUID()));
    try {
      writeAll(challenge, unfinished);
      Files.deleteIfExists(target);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(unfinished);
    }
  }

  /**
   * Sees that a dump can be written into a folder.
   *
   * @throws ProblemException CONFLICT if something lies in it
   */
  public static void requireEmpty(Path folder) throws IOException {
    boolean used = Files.exists(folder) && !Files.isDirectory(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        used = files.findAny().isPresent();
      }
    }
    if (used) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Something lies in " + folder + " already; name a new folder for the dump.");
    }
  }

  private void writeAll(OpenChallenge challenge, Path folder) throws IOException {
    String name = challenge.name();
    ChallengeCommitments commitments = visitors.commitments(name);
    List<SealedItem> sealed = stores.challenges().sealed(name);
    List<RunRecord> runs = stores.runs().all(name);
    write(
        folder.resolve(Layout.HEAD),
        DumpHead.of(challenge, commitments.commitments().root(), commitments.logHead()));
    write(folder.resolve(Layout.COMMITMENTS), sealed.stream().map(OpenedItem::of).toList());
    write(folder.resolve(Layout.BULLETIN), visitors.bulletin(name));
    write(folder.resolve(Layout.LOG), commitments.log());
    write(folder.resolve(Layout.SUBMISSIONS), stores.submissions().all(name));
    write(folder.resolve(Layout.RUNS), runs);
    write(
        folder.resolve(Layout.REPORTS),
        runs.stream()
            .filter(run -> run.release().isPresent() || run.match().isPresent())
            .map(run -> StoredReport.of(run, stores.runs()))
            .toList());
    writeFiles(folder.resolve(Layout.COMMITTED), stores.challenges().contents(name));
    writePatients(name, folder.resolve(Layout.PATIENTS));
    writeRuns(runs, folder);
    if (challenge.definition().shadowsPerHider() > 0) {
      writeShadows(challenge, runs, folder);
    }
    writeBoards(name, folder.resolve(Layout.BOARDS));
  }

  private void write(Path file, Object document) throws IOException {
    json.writeValue(file.toFile(), document);
  }

  private static void writeFiles(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private void writeBoards(String challenge, Path folder) throws IOException {
    Leaderboards last = visitors.leaderboards(challenge);
    if (last.view().phases().isEmpty()) {
      writeFiles(folder, documents.of(last));
    }
    for (String phase : last.view().phases()) {
      writeFiles(folder.resolve(phase), documents.of(visitors.leaderboards(challenge, phase)));
    }
  }

  private void writePatients(String name, Path folder) throws IOException {
    PatientFolders patients = stores.patients();
    Files.createDirectory(folder);
    Files.copy(patients.folder(name).resolve(SchemaFile.FILE), folder.resolve(SchemaFile.FILE));
    copyArrays(patients.published(name), folder.resolve(Layout.PUBLIC));
    copyArrays(patients.secret(name), folder.resolve(Layout.PRIVATE));
    Path people = patients.secret(name).resolve(People.FILE);
    if (Files.exists(people)) {
      Files.copy(people, folder.resolve(Layout.PRIVATE).resolve(People.FILE));
    }
  }

  private static void copyArrays(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (String file : CohortFiles.ALL) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  private void writeShadows(OpenChallenge challenge, List<RunRecord> runs, Path folder)
      throws IOException {
    stores
        .patients()
        .publicPeople(challenge)
        .write(
            Files.createDirectory(folder.resolve(Layout.PATIENTS).resolve(Layout.PUBLIC_PEOPLE)));
    Path shadows = Files.createDirectory(folder.resolve(Layout.SHADOWS));
    for (RunRecord record : runs) {
      Run run = record.run();
      if (run.kind() != RunKind.SHADOW) {
        continue;
      }
      Optional<ShadowRelease> released =
          stores.runs().shadow(challenge.name(), run.split(), run.hider().orElseThrow());
      if (released.isPresent()) {
        Path own = Files.createDirectory(shadows.resolve(Layout.folder(run)));
        for (Map.Entry<String, BlobId> file : released.get().files().entrySet()) {
          Files.copy(stores.blobs().path(file.getValue()), own.resolve(file.getKey()));
        }
      }
    }
  }

  private void writeRuns(List<RunRecord> runs, Path folder) throws IOException {
    Path releases = Files.createDirectory(folder.resolve(Layout.RELEASES));
    Path matches = Files.createDirectory(folder.resolve(Layout.MATCHES));
    for (RunRecord record : runs) {
      if (record.release().isPresent()) {
        Path own = Files.createDirectory(releases.resolve(Layout.folder(record.run())));
        for (Map.Entry<String, BlobId> file : record.release().get().files().entrySet()) {
          Path copy = own.resolve(file.getKey());
          Files.createDirectories(copy.getParent());
          Files.copy(stores.blobs().path(file.getValue()), copy);
        }
      }
      if (record.match().isPresent()) {
        Path own = Files.createDirectory(matches.resolve(Layout.folder(record.run())));
        Files.copy(
            stores.blobs().path(record.match().get().scores()), own.resolve(ScoresFile.FILE));
      }
    }
  }
}
