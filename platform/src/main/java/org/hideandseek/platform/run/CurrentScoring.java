package org.hideandseek.platform.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.challenge.ScorerEdition;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.sandbox.ImageId;

/** Scores ended runs by the code that scores new ones. */
public final class CurrentScoring implements Scoring {
  private final Challenges challenges;
  private final PatientFolders patients;
  private final SubmissionStore submissions;
  private final BlobStore blobs;
  private final RunScorers scorers;
  private final Path scratch;

  /**
   * A scoring of one node.
   *
   * @param scratch a folder for files that are being read; it need not exist
   */
  public CurrentScoring(Workers.Stores stores, Path scratch) {
    this.challenges = stores.challenges();
    this.patients = stores.patients();
    this.submissions = stores.submissions();
    this.blobs = stores.blobs();
    this.scorers = new RunScorers(patients);
    this.scratch = scratch;
  }

  @Override
  public String edition() {
    return ScorerEdition.text();
  }

  @Override
  public ScoredRelease release(RunRecord record) throws IOException {
    Run run = record.run();
    OpenChallenge challenge = challenges.find(run.challenge());
    ReleaseResult stored = record.release().orElseThrow();
    Path folder = Folders.createPrivate(scratch.resolve("rescore-" + UUID.randomUUID()));
    try {
      copy(stored.files(), folder);
      ScoredRelease scored =
          scorers
              .of(challenge, run.split())
              .score(scorers.release(challenge, run.split(), folder), stored.files());
      return stored.claim().map(scored::claiming).orElse(scored);
    } finally {
      Folders.delete(folder);
    }
  }

  @Override
  public ScoredMatch match(RunRecord record) throws IOException {
    Run run = record.run();
    OpenChallenge challenge = challenges.find(run.challenge());
    Submission hider = submission(run, PlayerRole.HIDER, run.hider());
    Submission seeker = submission(run, PlayerRole.SEEKER, run.seeker());
    MatchCandidates candidates =
        MatchCandidates.of(
            patients.split(challenge, run.split()),
            challenge.matchSeed(run.split(), hider.entrant(), seeker.entrant()));
    BlobId stored = record.match().orElseThrow().scores();
    Path folder = Folders.createPrivate(scratch.resolve("rescore-" + UUID.randomUUID()));
    try {
      copy(Map.of(ScoresFile.FILE, stored), folder);
      float[] scores = ScoresFile.read(folder, candidates.member().length);
      return RunScorer.score(scores, candidates.member(), seeker.format(), stored);
    } finally {
      Folders.delete(folder);
    }
  }

  private void copy(Map<String, BlobId> files, Path folder) throws IOException {
    for (Map.Entry<String, BlobId> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.copy(blobs.path(file.getValue()), target);
    }
  }

  private Submission submission(Run run, PlayerRole role, Optional<ImageId> image) {
    return submissions
        .byImage(run.challenge(), role, image.orElseThrow())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run " + run.id() + " plays an image that nobody submitted"));
  }
}
