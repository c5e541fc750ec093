package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.blob.Arrived;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.blob.DiskFullException;
import org.hideandseek.platform.blob.PartialFiles;
import org.hideandseek.platform.blob.Watch;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.UploadId;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.upload.PendingUpload;
import org.hideandseek.platform.upload.UploadStore;
import org.hideandseek.sandbox.ImageRefusedException;

/** Serves {@link Uploads} from the database and the blobs' folder. */
public final class UploadDesk implements Uploads {
  /** How long an upload may take, from its beginning. */
  static final Duration LIFE = Duration.ofDays(2);

  /**
   * How long after its phase's end one may take that did not name its content's SHA-256 when it
   * began: what is not fixed could still be made better after the deadline.
   */
  static final Duration GRACE = Duration.ofHours(6);

  /** How many unfinished uploads a team may have in a challenge. */
  static final int MOST_UNFINISHED = 5;

  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEWAL = Duration.ofSeconds(2);

  /** Longer than any file takes to be looked at. */
  private static final Duration ENTERING = Duration.ofHours(1);

  private final Reception reception;
  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final UploadStore uploads;
  private final BlobStore blobs;
  private final PartialFiles files;
  private final Tokens tokens;
  private final Clock clock;

  /** So that one upload is not entered or deleted twice at a time. */
  private final List<Lock> locks =
      IntStream.range(0, 64).<Lock>mapToObj(i -> new ReentrantLock()).toList();

  /** Where things are kept. */
  public record Stores(
      Challenges challenges, SubmissionStore submissions, UploadStore uploads, BlobStore blobs) {}

  public UploadDesk(Reception reception, Stores stores, Tokens tokens, Clock clock) {
    this.reception = reception;
    this.challenges = stores.challenges();
    this.submissions = stores.submissions();
    this.uploads = stores.uploads();
    this.blobs = stores.blobs();
    this.files = stores.blobs().partial();
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Allowance allowance(Entrant entrant, String challenge) {
    return reception.allowance(entrant, challenge);
  }

  @Override
  public UploadDetails begin(Entrant entrant, String challenge, EntryForm form, long length) {
    Entry entry = reception.admit(entrant, challenge, form);
    Optional<BlobId> announced = form.sha256().map(UploadDesk::sha256);
    requireLength(length, reception.largestArchive(challenge));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    PendingUpload upload =
        PendingUpload.begin(
            new UploadId(tokens.draw("")),
            entry,
            announced,
            length,
            now,
            expiry(entry, announced, now));
    switch (uploads.begin(upload, MOST_UNFINISHED)) {
      case BEGUN -> {}
      case NAME_TAKEN -> throw Reception.taken(entry);
      case UNDER_WAY ->
          throw new ProblemException(
              Problem.CONFLICT,
              "Your team is uploading a "
                  + entry.role().word()
                  + " called '"
                  + entry.name()
                  + "' already; go on with that upload, delete it, or choose another name.");
      case TOO_MANY ->
          throw new ProblemException(
              Problem.LIMIT_REACHED,
              "Your team has "
                  + MOST_UNFINISHED
                  + " unfinished uploads in this challenge; finish or delete one of them first.");
    }
    return UploadDetails.of(upload);
  }

  static BlobId sha256(String typed) {
    String sha256 = typed.strip().toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new ProblemException(
          Problem.INVALID,
          "The value of sha256 has 64 hexadecimal digits; leave it out if unsure.");
    }
    return new BlobId(sha256);
  }

  private void requireLength(long length, long largest) {
    if (length < 1) {
      throw new ProblemException(
          Problem.INVALID,
          "The file is empty; send what 'docker save' writes, or a ZIP in the format of 2020.");
    }
    if (length > largest) {
      throw new ProblemException(
          Problem.TOO_LARGE,
          "The file has "
              + ((length + (1 << 20) - 1) >> 20)
              + " MiB, and this challenge takes at most "
              + (largest >> 20)
              + " MiB; make it smaller.");
    }
    try {
      if (!blobs.hasRoomFor(length)) {
        throw new ProblemException(
            Problem.UNAVAILABLE,
            "The platform's disk has no room for this file; tell its operator and try again later.");
      }
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Instant expiry(Entry entry, Optional<BlobId> announced, Instant now) {
    Instant usual = now.plus(LIFE);
    int phase = entry.ticket().phase();
    if (announced.isPresent() || phase == 0) {
      return usual;
    }
    Challenge definition = challenges.find(entry.challenge()).definition();
    Phase counted = definition.phases().get(phase - 1);
    Instant afterPhase = counted.ends().plus(GRACE);
    return afterPhase.isBefore(usual) ? afterPhase : usual;
  }

  @Override
  public UploadDetails find(Entrant entrant, String id) {
    return UploadDetails.of(own(entrant, id));
  }

  @Override
  public List<UploadDetails> unfinished(Entrant entrant) {
    return challenges.all().stream()
        .map(OpenChallenge::name)
        .flatMap(
            name ->
                entrant.in(name).stream()
                    .flatMap(team -> uploads.unfinished(name, team.id()).stream()))
        .sorted(Comparator.comparing(PendingUpload::begunAt))
        .map(UploadDetails::of)
        .toList();
  }

  private PendingUpload own(Entrant entrant, String id) {
    return Optional.of(id)
        .filter(UploadId::isOne)
        .map(UploadId::new)
        .flatMap(uploads::find)
        .filter(
            upload ->
                entrant
                    .in(upload.entry().challenge())
                    .filter(team -> team.id().equals(upload.entry().team()))
                    .isPresent())
        .filter(
            upload ->
                upload.submission().isPresent() || clock.instant().isBefore(upload.expiresAt()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "Your team has no such upload; it may have expired or been deleted, so begin a new one."));
  }

  private static void requireUnfinished(PendingUpload upload) {
    upload
        .submission()
        .ifPresent(
            submission -> {
              throw new ProblemException(
                  Problem.CONFLICT,
                  "This upload has become submission "
                      + submission.value()
                      + " and is not changed any more.");
            });
    if (!upload.refusal().isEmpty()) {
      throw new ProblemException(Problem.INVALID, upload.refusal());
    }
  }

  @Override
  public long append(Entrant entrant, String id, long offset, InputStream part) {
    PendingUpload seen = own(entrant, id);
    requireUnfinished(seen);
    String writer = tokens.draw("");
    if (!uploads.take(seen.id(), writer, LEASE)) {
      throw busy();
    }
    Lease lease = new Lease(seen.id(), writer, seen.received());
    Arrived arrived;
    try {
      // Another request may have gone on until just now.
      PendingUpload upload = own(entrant, id);
      lease.safe = upload.received();
      if (offset != upload.received()) {
        throw new ProblemException(
            Problem.CONFLICT,
            "The upload has "
                + upload.received()
                + " bytes; go on from there and not from "
                + offset
                + ".");
      }
      arrived = files.append(id, offset, part, upload.length(), lease);
      lease.safe = arrived.end();
    } catch (IOException e) {
      throw lost(e);
    } finally {
      lease.end();
    }
    if (arrived.broken().filter(DiskFullException.class::isInstance).isPresent()) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The platform's disk is full; tell its operator, and go on later: what has arrived is kept.",
          arrived.broken().get());
    }
    if (arrived.more()) {
      throw new ProblemException(
          Problem.TOO_LARGE,
          "More bytes came than the "
              + seen.length()
              + " that were announced; they were not taken.");
    }
    return arrived.end();
  }

  private static ProblemException busy() {
    return new ProblemException(
        Problem.BUSY,
        "Another request is writing to this upload; ask in some seconds how far it is, and go on from there.");
  }

  private static ProblemException lost(IOException cause) {
    return new ProblemException(
        Problem.UNAVAILABLE,
        "The platform could not store what came; tell its operator, and go on later.",
        cause);
  }

  /** The right of one request to write to an upload. */
  private final class Lease implements Watch {
    private final UploadId id;
    private final String writer;
    private long safe;
    private long renewedAt = System.nanoTime();

    Lease(UploadId id, String writer, long safe) {
      this.id = id;
      this.writer = writer;
      this.safe = safe;
    }

    @Override
    public void arrived(long onDisk) {
      safe = onDisk;
      if (System.nanoTime() - renewedAt > RENEWAL.toNanos()) {
        if (!uploads.renew(id, writer, safe, LEASE)) {
          throw busy();
        }
        renewedAt = System.nanoTime();
      }
    }

    void end() {
      if (!uploads.release(id, writer, safe)) {
        files.forget(id.value());
      }
    }
  }

  @Override
  public void delete(Entrant entrant, String id) {
    PendingUpload upload = own(entrant, id);
    Lock lock = lock(upload.id());
    try {
      PendingUpload now = own(entrant, id);
      now.submission().ifPresent(submission -> requireUnfinished(now));
      if (now.refusal().isEmpty() && !uploads.take(now.id(), tokens.draw(""), LEASE)) {
        throw busy();
      }
      files.delete(id);
      uploads.delete(now.id());
    } catch (IOException e) {
      throw lost(e);
    } finally {
      lock.unlock();
    }
  }

  private Lock lock(UploadId id) {
    Lock lock = locks.get(Math.floorMod(id.hashCode(), locks.size()));
    lock.lock();
    return lock;
  }

  @Override
  public long complete(Entrant entrant, String id) {
    PendingUpload seen = own(entrant, id);
    Lock lock = lock(seen.id());
    try {
      PendingUpload upload = own(entrant, id);
      if (upload.submission().isPresent()) {
        return upload.submission().get().value();
      }
      requireUnfinished(upload);
      if (!upload.whole()) {
        throw new ProblemException(
            Problem.CONFLICT,
            "Only "
                + upload.received()
                + " of "
                + upload.length()
                + " bytes have arrived; send the others first.");
      }
      uploads.hold(upload.id(), ENTERING);
      try {
        return enter(upload);
      } finally {
        uploads.hold(upload.id(), Duration.ZERO);
      }
    } finally {
      lock.unlock();
    }
  }

  private long enter(PendingUpload upload) {
    try {
      BlobId archive = sealed(upload);
      if (upload.announced().filter(one -> !one.equals(archive)).isPresent()) {
        throw refuse(
            upload,
            "The SHA-256 of what arrived is "
                + archive
                + " and not "
                + upload.announced().get()
                + " as announced, so it was damaged on its way; begin a new upload.");
      }
      Path partial = files.path(upload.id().value());
      long number =
          reception.enter(
              upload.entry(),
              blobs.has(archive) ? blobs.path(archive) : partial,
              archive,
              sent -> submissions.finish(upload.id(), upload.entry(), sent));
      files.delete(upload.id().value());
      return number;
    } catch (ImageRefusedException e) {
      throw refuse(upload, e.getMessage());
    } catch (NoSuchFileException e) {
      // Another node was faster.
      return uploads
          .find(upload.id())
          .flatMap(PendingUpload::submission)
          .orElseThrow(() -> lost(e))
          .value();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** The SHA-256, which is noted first: the file leaves its place before all is done. */
  private BlobId sealed(PendingUpload upload) throws IOException {
    if (upload.archive().isPresent()) {
      return upload.archive().get();
    }
    BlobId archive = files.digest(upload.id().value(), upload.length());
    uploads.seal(upload.id(), archive);
    return archive;
  }

  /**
   * It never becomes a submission, so its bytes go; that it is so stays, for whoever asks again.
   */
  private ProblemException refuse(PendingUpload upload, String sentence) {
    uploads.refuse(upload.id(), sentence);
    try {
      files.delete(upload.id().value());
    } catch (IOException e) {
      throw lost(e);
    }
    return new ProblemException(Problem.INVALID, sentence);
  }
}
