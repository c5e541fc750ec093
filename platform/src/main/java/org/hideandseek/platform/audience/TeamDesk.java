package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.platform.zip.ZipArchive;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;

/** Serves {@link Participants} from the database, the blobs and the sandbox. */
public final class TeamDesk implements Participants {
  private static final long LARGEST_ARCHIVE = 10L << 30;
  private static final DateTimeFormatter DAY_AND_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Teams teams;
  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final Endings endings;
  private final BlobStore blobs;
  private final Sandbox sandbox;
  private final Runnable queued;

  /**
   * A desk.
   *
   * @param queued called after something was queued
   */
  public TeamDesk(
      Teams teams,
      Challenges challenges,
      SubmissionStore submissions,
      RunStore runs,
      Endings endings,
      BlobStore blobs,
      Sandbox sandbox,
      Runnable queued) {
    this.teams = teams;
    this.endings = endings;
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
    this.blobs = blobs;
    this.sandbox = sandbox;
    this.queued = queued;
  }

  @Override
  public long submit(
      String token, String challenge, PlayerRole role, String name, InputStream archive) {
    Team team = teams.byToken(token);
    requireOpen(challenge);
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw new ProblemException(
          Problem.INVALID,
          "A submission's name has 1 to 60 letters, digits, spaces, '.', '_' and '-', and begins with a letter or digit.");
    }
    requireFree(challenge, role, name);
    try {
      BlobId blob = blobs.put(archive, LARGEST_ARCHIVE);
      long id =
          submissions
              .add(challenge, team.id(), role, name, inspect(blob, role))
              .orElseThrow(
                  () -> {
                    requireOpen(challenge);
                    return taken(role, name);
                  })
              .value();
      // An equal image may have passed its check already.
      runs.plan(challenges.find(challenge).definition());
      queued.run();
      return id;
    } catch (ImageRefusedException e) {
      throw new ProblemException(Problem.INVALID, e.getMessage(), e);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The upload broke off or could not be stored, and nothing was kept of it; send it again.",
          e);
    }
  }

  private Upload inspect(BlobId blob, PlayerRole role) throws IOException, ImageRefusedException {
    Path file = blobs.path(blob);
    if (Zip2020.is(file)) {
      ZipArchive.check(file, role);
      return Upload.zip(blob);
    }
    return Upload.image(blob, sandbox.inspect(file).id());
  }

  private void requireOpen(String challenge) {
    challenges
        .find(challenge)
        .closedAt()
        .ifPresent(
            closed -> {
              throw new ProblemException(
                  Problem.CONFLICT,
                  "This challenge was closed on "
                      + DAY_AND_MINUTE.format(closed)
                      + " (UTC) and takes no more submissions.");
            });
  }

  /** Said before gigabytes are read; the store has the last word. */
  private void requireFree(String challenge, PlayerRole role, String name) {
    boolean free =
        submissions.all(challenge).stream()
            .noneMatch(submission -> submission.role() == role && submission.name().equals(name));
    if (!free) {
      throw taken(role, name);
    }
  }

  private static ProblemException taken(PlayerRole role, String name) {
    return new ProblemException(
        Problem.CONFLICT,
        "This challenge has a "
            + role.word()
            + " called '"
            + name
            + "' already; choose another name.");
  }

  @Override
  public void cancel(String token, long submission) {
    endings.cancel(own(token, submission));
  }

  @Override
  public void withdraw(String token, long submission) {
    endings.withdraw(own(token, submission));
  }

  private Submission own(String token, long submission) {
    Team team = teams.byToken(token);
    return submissions
        .find(new SubmissionId(submission))
        .filter(found -> found.team().id().equals(team.id()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "Your team has no submission number " + submission + "."));
  }

  @Override
  public String checkLog(String token, long submission) {
    Submission own = own(token, submission);
    BlobId log =
        runs.ofImage(own.challenge(), own.image()).stream()
            .filter(run -> run.run().kind() == RunKind.CHECK)
            .filter(run -> (own.role() == PlayerRole.HIDER) == run.run().hider().isPresent())
            .findFirst()
            .flatMap(RunRecord::log)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "Submission "
                            + submission
                            + " has not been checked yet; ask again when it has."));
    try {
      return Files.readString(blobs.path(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
