package org.hideandseek.platform.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.challenges.bundle.BundleReview;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.strict.Reading;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.zip.BundleZip;
import org.hideandseek.sandbox.ImageRefusedException;

/**
 * Bundles that people upload, check and open. Each is a stranger's: it is unpacked into a folder of
 * its own, can name nothing outside of it, and no player in it is run. As it holds private
 * patients, its file goes when it is opened or discarded.
 */
public final class Drafts {
  /** How many a person may have. */
  public static final int MOST = 5;

  private static final int LONGEST_NAME = 200;
  private static final long SPARE_BYTES = 256L << 20;
  private static final String ZIP = ".zip";

  private final DraftStore store;
  private final Challenges challenges;
  private final Path folder;
  private final Machine machine;

  private Drafts(DraftStore store, Challenges challenges, Path folder, Machine machine) {
    this.store = store;
    this.challenges = challenges;
    this.folder = folder;
    this.machine = machine;
  }

  /**
   * Opens the drafts of a node; what an earlier process left unfinished is removed.
   *
   * @param folder where their files lie; it need not exist
   * @param machine what players can use here
   */
  public static Drafts open(DraftStore store, Challenges challenges, Path folder, Machine machine)
      throws IOException {
    if (!Files.exists(folder)) {
      Folders.createPrivate(folder);
    }
    List<Long> known = store.all();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (known.stream().noneMatch(id -> name.equals(id + ZIP))) {
          Folders.delete(file);
        }
      }
    }
    return new Drafts(store, challenges, folder, machine);
  }

  /**
   * Takes and checks an upload. One that is wrong is kept too, so that what is wrong can be read.
   *
   * @param fileName what it was called
   * @throws ProblemException TOO_LARGE beyond 1 GiB, INVALID if it is empty, CONFLICT if the person
   *     has {@value #MOST} already, UNAVAILABLE if it can't be stored
   */
  public Draft upload(Person person, Actor actor, String fileName, InputStream zip) {
    if (store.of(person.id()).size() >= MOST) {
      throw tooMany();
    }
    Path upload = folder.resolve("upload-" + UUID.randomUUID());
    try {
      long bytes = receive(zip, upload);
      Draft checked = check(shown(fileName), bytes, upload);
      long id =
          store
              .add(person.id(), checked, MOST, actor.did(Deed.BUNDLE_UPLOADED, checked.fileName()))
              .orElseThrow(Drafts::tooMany);
      Files.move(upload, file(id), StandardCopyOption.ATOMIC_MOVE);
      return find(person, id);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The upload broke off or could not be stored, and nothing was kept of it; send it again.",
          e);
    } finally {
      deleteQuietly(upload);
    }
  }

  private static void deleteQuietly(Path upload) {
    try {
      Files.deleteIfExists(upload);
    } catch (IOException e) {
      // It goes at the next start.
      return;
    }
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        Problem.CONFLICT,
        "You have " + MOST + " bundles here that are not open; open or discard one first.");
  }

  /** A name for people to tell their uploads by, without what can't be seen. */
  private static String shown(String fileName) {
    String name = fileName.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").strip();
    return name.isEmpty() ? "bundle.zip" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private long receive(InputStream zip, Path upload) throws IOException {
    long written = 0;
    try (OutputStream out =
        Files.newOutputStream(upload, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Files.setPosixFilePermissions(upload, PosixFilePermissions.fromString("rw-------"));
      byte[] chunk = new byte[1 << 17];
      for (int count; (count = zip.read(chunk)) >= 0; ) {
        written += count;
        if (written > BundleZip.LARGEST) {
          throw new ProblemException(
              Problem.TOO_LARGE,
              "The upload is larger than the "
                  + (BundleZip.LARGEST >> 20)
                  + " MiB that a bundle may have; its operator can open larger ones.");
        }
        if (Files.getFileStore(folder).getUsableSpace() < SPARE_BYTES) {
          throw new ProblemException(
              Problem.UNAVAILABLE,
              "The platform's disk is full, so nothing was stored; tell its operator and try again"
                  + " later.");
        }
        out.write(chunk, 0, count);
      }
    }
    if (written == 0) {
      throw new ProblemException(Problem.INVALID, "The upload is empty; choose the bundle's ZIP.");
    }
    return written;
  }

  /** One at a time, as checks take a disk's and a core's time. */
  private synchronized Draft check(String fileName, long bytes, Path upload) throws IOException {
    Findings findings = new Findings();
    Optional<Draft.Content> content = Optional.empty();
    Path work = Folders.createPrivate(folder.resolve("check-" + UUID.randomUUID())).toRealPath();
    try {
      Path unpacked = work.resolve("bundle");
      BundleZip.unpack(upload, unpacked);
      BundleReview review = Bundle.reviewUploaded(unpacked);
      Optional<BundleCheck.Patients> patients =
          new BundleCheck(machine, work.resolve("patients"), findings).check(review);
      content =
          patients.map(
              known -> {
                Bundle bundle = review.bundle().orElseThrow();
                return new Draft.Content(
                    bundle.yaml(),
                    bundle.overview(),
                    bundle.pages(),
                    known.schema(),
                    known.published(),
                    known.secret());
              });
      addAboutHere(review, findings);
    } catch (ImageRefusedException e) {
      findings.problem(e.getMessage());
    } finally {
      Folders.delete(work);
    }
    return new Draft(0, fileName, bytes, Instant.EPOCH, within(work, findings), content);
  }

  /** What is so for uploads alone. */
  private void addAboutHere(BundleReview review, Findings findings) {
    Optional<String> name =
        review
            .definition()
            .filter(read -> read.says("name"))
            .flatMap(Reading::value)
            .map(Challenge::name);
    if (name.isPresent()
        && challenges.all().stream().anyMatch(open -> open.name().equals(name.get()))) {
      findings.problem(
          review.definition().orElseThrow().at("name")
              + "There is a challenge called "
              + name.get()
              + " already; choose another name.");
    }
    if (review.bundle().filter(bundle -> !bundle.players().none()).isPresent()) {
      findings.notice(
          "The players of the bundle are not run here; play them with './hideandseek challenge"
              + " check'.");
    }
  }

  /** What was found, without where on this machine the bundle lay. */
  private static Draft.Found within(Path work, Findings findings) {
    return new Draft.Found(
        relative(work, findings.facts()),
        relative(work, findings.notices()),
        relative(work, findings.problems()));
  }

  private static List<String> relative(Path work, List<String> sentences) {
    return sentences.stream()
        .map(
            sentence ->
                sentence
                    .replace(work.resolve("bundle") + "/", "")
                    .replace(work + "/", "")
                    .replace(work.toString(), "the bundle"))
        .toList();
  }

  /** A person's, the newest first. */
  public List<Draft> of(Person person) {
    return store.of(person.id());
  }

  /**
   * One of a person's.
   *
   * @throws ProblemException NOT_FOUND if there is none of this number
   */
  public Draft find(Person person, long id) {
    return store.find(person.id(), id).orElseThrow(() -> none(id));
  }

  private static ProblemException none(long id) {
    return new ProblemException(
        Problem.NOT_FOUND, "You have no bundle number " + id + " here that is not open.");
  }

  /**
   * Removes one with its file.
   *
   * @throws ProblemException NOT_FOUND if there is none of this number
   */
  public void discard(Person person, Actor actor, long id) {
    Draft draft = find(person, id);
    if (!store.remove(person.id(), id, actor.did(Deed.BUNDLE_DISCARDED, draft.fileName()))) {
      throw none(id);
    }
    deleteQuietly(file(id));
  }

  /**
   * Opens one as a challenge whose organiser the person becomes.
   *
   * @return the challenge's name
   * @throws ProblemException NOT_FOUND if there is none of this number, INVALID if something is
   *     wrong with it or its audit blocks it, CONFLICT if there is a challenge of its name,
   *     UNAVAILABLE if it can't be read or stored here
   */
  public synchronized String open(Person person, Actor actor, long id) {
    Draft draft = find(person, id);
    if (!draft.canBeOpened()) {
      throw new ProblemException(
          Problem.INVALID,
          "This bundle can't be opened: "
              + draft.found().problems().stream().findFirst().orElse("it can't be read."));
    }
    if (!Files.exists(file(id))) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The bundle's file lies on another machine of this platform; upload it again.");
    }
    Path work = folder.resolve("open-" + UUID.randomUUID());
    try {
      Folders.createPrivate(work);
      BundleZip.unpack(file(id), work.resolve("bundle"));
      BundleReview review = Bundle.reviewUploaded(work.resolve("bundle"));
      Bundle bundle =
          review
              .bundle()
              .orElseThrow(() -> new ProblemException(Problem.INVALID, review.problems().get(0)));
      String name = bundle.challenge().name();
      challenges.openFor(
          bundle, person.id(), actor.did(Deed.CHALLENGE_OPENED, name, draft.fileName()));
      store.opened(id);
      deleteQuietly(file(id));
      return name;
    } catch (ImageRefusedException | BundleException e) {
      throw new ProblemException(
          Problem.INVALID, "This bundle can't be opened any more; upload it again.", e);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The challenge's patients could not be stored; tell the platform's operator.",
          e);
    } finally {
      deleteFolderQuietly(work);
    }
  }

  private static void deleteFolderQuietly(Path work) {
    try {
      Folders.delete(work);
    } catch (IOException e) {
      // It goes at the next start.
      return;
    }
  }

  private Path file(long id) {
    return folder.resolve(id + ZIP);
  }
}
