package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Releases;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;

/** Serves {@link Downloads} from the blobs. */
public final class TeamFiles implements Downloads {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final BlobStore blobs;

  /** The files in the blobs. */
  public TeamFiles(
      Challenges challenges, SubmissionStore submissions, RunStore runs, BlobStore blobs) {
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
    this.blobs = blobs;
  }

  /** Whether a submission is somebody's own. */
  static boolean owns(Entrant entrant, Submission submission) {
    return entrant
        .in(submission.challenge())
        .filter(team -> team.id().equals(submission.team().id()))
        .isPresent();
  }

  @Override
  public Offer offer(ChallengeDetails challenge, SubmissionDetails own) {
    if (!own.own() || own.summary().role() == PlayerRole.SEEKER) {
      return new Offer(List.of(), "");
    }
    Optional<String> refusal = refusal(challenge.definition(), challenge.revealedAt());
    if (refusal.isPresent()) {
      return new Offer(List.of(), refusal.get());
    }
    return new Offer(
        own.runs().stream()
            .filter(run -> run.kind() == RunKind.RELEASE && run.state() == RunState.SUCCEEDED)
            .flatMap(run -> run.split().stream().boxed())
            .sorted()
            .toList(),
        "");
  }

  @Override
  public Download upload(Entrant entrant, long submission) {
    Submission own = own(entrant, submission);
    Path file = blobs.path(own.archive());
    try {
      boolean zip = own.format() == Format.ZIP_2020;
      boolean compressed = !zip && isCompressed(file);
      return new Download(
          "submission-" + submission + (zip ? ".zip" : compressed ? ".tar.gz" : ".tar"),
          own.archive().sha256(),
          Files.size(file),
          (from, count, target) -> copy(file, from, count, target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCompressed(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(GZIP, stream.readNBytes(GZIP.length));
    }
  }

  private static void copy(Path file, long from, long count, OutputStream target)
      throws IOException {
    WritableByteChannel channel = Channels.newChannel(target);
    try (FileChannel source = FileChannel.open(file)) {
      long end = from + count;
      for (long at = from; at < end; ) {
        long written = source.transferTo(at, Math.min(end - at, 1 << 20), channel);
        if (written <= 0) {
          throw new IOException("the file " + file + " ends at " + at);
        }
        at += written;
      }
    }
  }

  @Override
  public Download release(Entrant entrant, long submission, int split) {
    Submission own = own(entrant, submission);
    if (own.role() == PlayerRole.SEEKER) {
      throw new ProblemException(Problem.NOT_FOUND, "A seeker releases nothing; only hiders do.");
    }
    OpenChallenge challenge = challenges.find(own.challenge());
    refusal(challenge.definition(), challenge.revealedAt())
        .ifPresent(
            sentence -> {
              throw new ProblemException(Problem.FORBIDDEN, sentence);
            });
    ReleaseResult result =
        result(own, split)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "Submission " + submission + " has no release of split " + split + "."));
    try {
      return StoredZip.of(
              CohortFiles.ALL.stream()
                  .map(name -> StoredZip.Part.of(name, blobs.path(result.files().get(name))))
                  .toList())
          .download("submission-" + submission + "-release-split-" + split + ".npz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection releases(Entrant entrant, String challenge) {
    OpenChallenge open = challenges.find(challenge);
    Team team = entrant.needIn(challenge);
    refusal(open.definition(), open.revealedAt())
        .ifPresent(
            sentence -> {
              throw new ProblemException(Problem.FORBIDDEN, sentence);
            });
    List<StoredZip.Part> parts = new ArrayList<>();
    for (Submission own : submissions.all(challenge)) {
      if (own.role() != PlayerRole.HIDER || !own.team().id().equals(team.id())) {
        continue;
      }
      for (int split = 1; split <= open.definition().splits().count(); split++) {
        Optional<ReleaseResult> result = result(own, split);
        if (result.isPresent()) {
          String folder = "submission-" + own.id().value() + "/split-" + split + "/";
          for (String file : CohortFiles.ALL) {
            Path path = blobs.path(result.get().files().get(file));
            parts.add(StoredZip.Part.of(folder + file, path));
          }
        }
      }
    }
    if (parts.isEmpty()) {
      throw new ProblemException(
          Problem.NOT_FOUND, "No hider of your team has released anything in " + challenge + ".");
    }
    return new Collection(challenge + "-releases.zip", target -> StoredZip.send(parts, target));
  }

  /** Why no team gets releases of a challenge now. */
  private static Optional<String> refusal(Challenge challenge, Optional<Instant> revealedAt) {
    if (challenge.releases() == Releases.NONE) {
      return Optional.of(
          "This challenge gives no releases away, as they come from secret members.");
    }
    return revealedAt.isPresent()
        ? Optional.empty()
        : Optional.of("A team gets its releases when the challenge is closed and revealed.");
  }

  private Optional<ReleaseResult> result(Submission own, int split) {
    return runs.release(own.challenge(), split, own.image());
  }

  private Submission own(Entrant entrant, long submission) {
    return find(entrant, submission)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "Your team has no submission number " + submission + "."));
  }

  private Optional<Submission> find(Entrant entrant, long submission) {
    return submissions.find(new SubmissionId(submission)).filter(found -> owns(entrant, found));
  }
}
