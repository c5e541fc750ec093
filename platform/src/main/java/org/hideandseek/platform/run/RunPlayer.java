package org.hideandseek.platform.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Known;
import org.hideandseek.platform.play.Order;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.zip.AdapterExit;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;

/**
 * Plays one run of the queue: gives the container what its kind of run may see, and scores what it
 * wrote.
 */
final class RunPlayer {
  /** How many public patients a hider is checked on, and how many candidates a seeker is. */
  private static final int CHECK_PATIENTS = 200;

  private final Challenges challenges;
  private final PatientFolders patients;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final BlobStore blobs;
  private final Sandbox sandbox;
  private final Referee referee;
  private final RunScorers scorers;
  private final Set<ImageId> loaded = ConcurrentHashMap.newKeySet();

  RunPlayer(Sandbox sandbox, Referee referee, Workers.Stores stores) {
    this.sandbox = sandbox;
    this.referee = referee;
    this.challenges = stores.challenges();
    this.patients = stores.patients();
    this.scorers = new RunScorers(patients);
    this.submissions = stores.submissions();
    this.runs = stores.runs();
    this.blobs = stores.blobs();
  }

  /**
   * Plays a run to its end.
   *
   * @return how it ended, where that is the player's own doing
   */
  RunOutcome play(Run run) throws IOException {
    OpenChallenge challenge = challenges.find(run.challenge());
    try {
      return switch (run.kind()) {
        case CHECK ->
            run.hider().isPresent() ? checkHider(run, challenge) : checkSeeker(run, challenge);
        case RELEASE -> release(run, challenge);
        case SHADOW -> shadow(run, challenge);
        case MATCH -> match(run, challenge);
      };
    } catch (ImageRefusedException e) {
      return refused(e);
    } catch (RuntimeException e) {
      // The engine may have lost the image; the next attempt gives it to it again.
      run.hider().ifPresent(loaded::remove);
      run.seeker().ifPresent(loaded::remove);
      throw e;
    }
  }

  private RunOutcome checkHider(Run run, OpenChallenge challenge)
      throws IOException, ImageRefusedException {
    Path published = patients.published(challenge.name());
    int members = Math.min(CHECK_PATIENTS, challenge.publicPatients());
    Order order = order(run, challenge, PlayerRole.HIDER, SecretSeed.guessable(0));
    Inputs input = Inputs.selection(published, order.schema(), firstPositions(0, members));
    try (Play play = referee.hide(order, Math.max(1, members / 2), input)) {
      return checked(order, PlayerRole.HIDER, play);
    }
  }

  private RunOutcome checkSeeker(Run run, OpenChallenge challenge)
      throws IOException, ImageRefusedException {
    Path published = patients.published(challenge.name());
    int half = Math.min(CHECK_PATIENTS, challenge.publicPatients() / 2);
    Order order = order(run, challenge, PlayerRole.SEEKER, SecretSeed.guessable(0));
    boolean reference = challenge.definition().knowledge().contains(Knowledge.REFERENCE);
    int released = reference ? half / 2 : half;
    Inputs release = Inputs.selection(published, order.schema(), firstPositions(0, released));
    Inputs candidates = Inputs.selection(published, order.schema(), firstPositions(half, half));
    Known known = Known.NOTHING;
    if (reference) {
      known =
          known.withReference(
              Inputs.selection(
                  published, order.schema(), firstPositions(released, half - released)));
    }
    for (int number = 1; number <= challenge.definition().shadowsPerHider(); number++) {
      known = withStandIn(known, number, challenge, order.schema());
    }
    try (Play play = referee.seek(order, half, release, candidates, known)) {
      return checked(order, PlayerRole.SEEKER, play);
    }
  }

  /**
   * A shadow as a seeker is given them, of a hider that copies. Its halves are not those of the
   * matches: the team reads what its seeker prints.
   */
  private Known withStandIn(Known known, int number, OpenChallenge challenge, Schema schema) {
    Path published = patients.published(challenge.name());
    int[] order =
        SecretSeed.guessable(0)
            .derive("shadow", number)
            .permutation(Math.min(2 * CHECK_PATIENTS, challenge.publicPatients()));
    Inputs members = Inputs.selection(published, schema, Arrays.copyOf(order, order.length / 2));
    Inputs others =
        Inputs.selection(
            published, schema, Arrays.copyOfRange(order, order.length / 2, order.length));
    return known.withShadow(number, members, others, members);
  }

  /** What the team is told about a run that saw public patients only. */
  private RunOutcome checked(Order order, PlayerRole role, Play play) throws IOException {
    RunResult result = play.result();
    return outcome(
        order.zip().isPresent()
            ? AdapterExit.explainedWithItsModule(result, role)
            : Refusal.quoted(result));
  }

  private RunOutcome release(Run run, OpenChallenge challenge)
      throws IOException, ImageRefusedException {
    int entrant = submission(run, PlayerRole.HIDER).entrant();
    Order order =
        order(run, challenge, PlayerRole.HIDER, challenge.releaseSeed(run.split(), entrant));
    Path members = patients.members(challenge, run.split());
    int records = challenge.definition().splits().sizes().records();
    try (Play play = referee.hide(order, records, Inputs.folder(members))) {
      if (play.result().end() != RunEnd.SUCCEEDED) {
        return outcome(play.result());
      }
      Path released = play.output().resolve(InputFolders.RELEASE);
      Map<String, BlobId> files = arrays(released);
      if (order.zip().isPresent()) {
        for (String file : ReturnedArrays.ALL) {
          files.put(file, blobs.put(released.resolve(file)));
        }
      }
      Optional<PrivacyClaim> claim = PrivacyClaim.read(play.output());
      if (claim.isPresent()) {
        files.put(PrivacyClaim.FILE, blobs.put(play.output().resolve(PrivacyClaim.FILE)));
      }
      ScoredRelease scored =
          scorers
              .of(challenge, run.split())
              .score(scorers.release(challenge, run.split(), released), files);
      return outcome(
          play.result(),
          claim.map(ClaimReport::of).map(scored::claiming).or(() -> Optional.of(scored)),
          Optional.empty(),
          Optional.empty());
    }
  }

  private RunOutcome shadow(Run run, OpenChallenge challenge)
      throws IOException, ImageRefusedException {
    int entrant = submission(run, PlayerRole.HIDER).entrant();
    Order order =
        order(run, challenge, PlayerRole.HIDER, challenge.shadowSeed(run.split(), entrant));
    int members = patients.shadow(challenge, run.split()).members().length;
    try (Play play =
        referee.hide(
            order,
            challenge.definition().splits().sizes().records(members),
            Inputs.folder(patients.shadowMembers(challenge, run.split())))) {
      if (play.result().end() != RunEnd.SUCCEEDED) {
        return outcome(play.result());
      }
      ShadowRelease released =
          new ShadowRelease(arrays(play.output().resolve(InputFolders.RELEASE)));
      return outcome(play.result(), Optional.empty(), Optional.of(released), Optional.empty());
    }
  }

  /** Keeps the four arrays of a folder. */
  private Map<String, BlobId> arrays(Path folder) throws IOException {
    Map<String, BlobId> files = new TreeMap<>();
    for (String file : CohortFiles.ALL) {
      files.put(file, blobs.put(folder.resolve(file)));
    }
    return files;
  }

  private RunOutcome match(Run run, OpenChallenge challenge)
      throws IOException, ImageRefusedException {
    int hider = submission(run, PlayerRole.HIDER).entrant();
    int seeker = submission(run, PlayerRole.SEEKER).entrant();
    SecretSeed seed = challenge.matchSeed(run.split(), hider, seeker);
    Order order = order(run, challenge, PlayerRole.SEEKER, seed);
    ReleaseResult released =
        runs.release(challenge.name(), run.split(), run.hider().orElseThrow())
            .orElseThrow(
                () -> new IllegalStateException("run " + run.id() + " has no release to play on"));
    Map<String, Path> files = paths(released.files());
    Format format = submission(run, PlayerRole.SEEKER).format();
    Inputs release =
        format == Format.ZIP_2020 && files.containsKey(ReturnedArrays.DATA)
            ? Inputs.withReturned(Inputs.files(files), files)
            : Inputs.files(files);

    MatchCandidates candidates = MatchCandidates.of(patients.split(challenge, run.split()), seed);
    int count = candidates.patients().length;
    Inputs candidatePatients =
        Inputs.selection(patients.secret(challenge.name()), order.schema(), candidates.patients());
    Known known = known(run, challenge);
    try (Play play = referee.seek(order, count, release, candidatePatients, known)) {
      if (play.result().end() != RunEnd.SUCCEEDED) {
        return outcome(play.result());
      }
      float[] scores = ScoresFile.read(play.output(), count);
      BlobId stored = blobs.put(play.output().resolve(ScoresFile.FILE));
      return outcome(
          play.result(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(RunScorer.score(scores, candidates.member(), format, stored)));
    }
  }

  /** What the challenge gives the seeker of a match. */
  private Known known(Run match, OpenChallenge challenge) throws IOException {
    Known known = Known.NOTHING;
    if (challenge.definition().knowledge().contains(Knowledge.REFERENCE)) {
      known = known.withReference(Inputs.folder(patients.reference(challenge, match.split())));
    }
    for (int number = 1; number <= challenge.definition().shadowsPerHider(); number++) {
      int shadow = number;
      ShadowRelease released =
          runs.shadow(challenge.name(), number, match.hider().orElseThrow())
              .orElseThrow(
                  () -> new IllegalStateException("run " + match.id() + " lacks shadow " + shadow));
      known =
          known.withShadow(
              number,
              Inputs.folder(patients.shadowMembers(challenge, number)),
              Inputs.folder(patients.shadowNonMembers(challenge, number)),
              Inputs.files(paths(released.files())));
    }
    return known;
  }

  private Map<String, Path> paths(Map<String, BlobId> files) {
    Map<String, Path> paths = new TreeMap<>();
    files.forEach((file, blob) -> paths.put(file, blobs.path(blob)));
    return paths;
  }

  private Order order(Run run, OpenChallenge challenge, PlayerRole role, SecretSeed seed)
      throws ImageRefusedException {
    Submission submission = submission(run, role);
    Path archive = blobs.path(submission.archive());
    boolean zip = submission.format() == Format.ZIP_2020;
    if (!zip && loaded.add(submission.image())) {
      try {
        sandbox.load(archive);
      } catch (ImageRefusedException | RuntimeException e) {
        loaded.remove(submission.image());
        throw e;
      }
    }
    return new Order(
        containerName(run),
        zip ? Zip2020.image(sandbox) : submission.image(),
        zip ? Optional.of(archive) : Optional.empty(),
        challenge.definition().limits(role),
        seed.forContainer(),
        patients.schema(challenge.name()));
  }

  /** Names the container of an attempt at a run in the sandbox. */
  static String containerName(Run run) {
    return "run-" + run.id().value() + "-" + run.attempt();
  }

  private Submission submission(Run run, PlayerRole role) {
    ImageId image = (role == PlayerRole.HIDER ? run.hider() : run.seeker()).orElseThrow();
    return submissions
        .byImage(run.challenge(), role, image)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run " + run.id() + " plays an image that nobody submitted"));
  }

  private static int[] firstPositions(int from, int count) {
    int[] positions = new int[count];
    Arrays.setAll(positions, i -> from + i);
    return positions;
  }

  /** How a run ended that leaves nothing. */
  private RunOutcome outcome(RunResult result) throws IOException {
    return outcome(result, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private RunOutcome outcome(
      RunResult result,
      Optional<ScoredRelease> release,
      Optional<ShadowRelease> shadow,
      Optional<ScoredMatch> match)
      throws IOException {
    return new RunOutcome(
        RunState.of(result.end()),
        result.reason(),
        result.exitCode(),
        result.duration(),
        result.cpuTime(),
        result.peakMemoryBytes(),
        blobs.put(new ByteArrayInputStream(result.log().getBytes(UTF_8)), Long.MAX_VALUE),
        release,
        shadow,
        match);
  }

  private RunOutcome refused(ImageRefusedException e) throws IOException {
    return new RunOutcome(
        RunState.FAILED,
        e.getMessage(),
        OptionalInt.empty(),
        Duration.ZERO,
        Duration.ZERO,
        0,
        blobs.put(new ByteArrayInputStream(new byte[0]), 0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
