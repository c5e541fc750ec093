package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.EpsilonEvidence;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionLog;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.sandbox.ImageId;

/** Serves {@link Visitors} from the database. */
public final class PublicView implements Visitors {
  private final Challenges challenges;
  private final PatientFolders patients;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final News news;
  private final Clock clock;

  public PublicView(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      News news,
      Clock clock) {
    this.challenges = challenges;
    this.patients = patients;
    this.submissions = submissions;
    this.runs = runs;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public List<ChallengeSummary> challenges() {
    return challenges.all().stream()
        .map(challenge -> summary(challenge, submissions.all(challenge.name())))
        .toList();
  }

  @Override
  public ChallengeDetails challenge(String name) {
    OpenChallenge challenge = challenges.find(name);
    List<Submission> all = submissions.all(name);
    List<SubmissionSummary> newestFirst =
        new ArrayList<>(all.stream().map(PublicView::summary).toList());
    Collections.reverse(newestFirst);
    return new ChallengeDetails(
        summary(challenge, all),
        challenge.definition(),
        patients.schema(name),
        challenge.overview(),
        challenge.publicPatients(),
        challenge.privatePatients(),
        challenge.openedAt(),
        challenge.closedAt(),
        challenge.revealedAt(),
        root(challenges.sealed(name)),
        newestFirst);
  }

  @Override
  public Page page(String challenge, String slug) {
    return challenges.page(challenge, slug);
  }

  @Override
  public Leaderboards leaderboards(String name) {
    OpenChallenge challenge = challenges.find(name);
    return BoardRoom.leaderboards(
        challenge,
        submissions.all(name),
        runs.all(name),
        runs.progress(name),
        challenge.revealedAt().orElseGet(clock::instant));
  }

  @Override
  public ChallengeCommitments commitments(String name) {
    OpenChallenge challenge = challenges.find(name);
    List<SealedItem> sealed = challenges.sealed(name);
    Commitments commitments = commitments(sealed);
    return new ChallengeCommitments(
        name,
        challenge.openedAt(),
        challenge.closedAt(),
        challenge.revealedAt(),
        commitments,
        SubmissionLog.of(commitments.root(), submissions.all(name)),
        challenge.revealedAt().isPresent() ? openings(name, sealed) : Map.of());
  }

  private static Optional<String> root(List<SealedItem> sealed) {
    return sealed.isEmpty() ? Optional.empty() : Optional.of(commitments(sealed).root());
  }

  private static Commitments commitments(List<SealedItem> sealed) {
    return new Commitments(sealed.stream().map(SealedItem::commitment).toList());
  }

  /**
   * The private patients stay sealed: with their salt, whoever has a copy could prove that it is
   * one.
   */
  private Map<String, ChallengeCommitments.Opening> openings(String name, List<SealedItem> sealed) {
    SortedMap<String, byte[]> contents;
    try {
      contents = challenges.contents(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, ChallengeCommitments.Opening> openings = new TreeMap<>();
    for (SealedItem one : sealed) {
      byte[] content = contents.get(one.item());
      if (content != null && !one.item().equals(Items.PRIVATE_PATIENTS)) {
        openings.put(
            one.item(),
            new ChallengeCommitments.Opening(one.salt().hex(), new String(content, UTF_8)));
      }
    }
    return openings;
  }

  @Override
  public MatchDetails match(long run) {
    RunRecord record = find(run, RunKind.MATCH, "match");
    Run played = record.run();
    Optional<MatchReport> report = runs.matchReport(played.id());
    return new MatchDetails(
        record.run().challenge(),
        BoardRoom.matchRow(
            player(record.run(), PlayerRole.HIDER, submissions),
            player(record.run(), PlayerRole.SEEKER, submissions),
            record),
        record.finishedAt(),
        record.match().map(MatchResult::scorer),
        report,
        runs.release(played.challenge(), played.split(), played.hider().orElseThrow())
            .flatMap(ReleaseResult::claim)
            .map(claim -> claim(claim, report.stream().toList())));
  }

  @Override
  public ReleaseDetails release(long run) {
    RunRecord record = find(run, RunKind.RELEASE, "release");
    return new ReleaseDetails(
        record.run().challenge(),
        run,
        summary(player(record.run(), PlayerRole.HIDER, submissions)),
        record.run().split(),
        record.state(),
        record.reason(),
        record.finishedAt(),
        record.release().map(ReleaseResult::scorer),
        runs.releaseReport(record.run().id()),
        record
            .release()
            .flatMap(ReleaseResult::claim)
            .map(claim -> claim(claim, matchesOn(record.run()))));
  }

  private static ClaimDetails claim(ClaimReport claim, List<MatchReport> matches) {
    return new ClaimDetails(claim, EpsilonEvidence.of(matches, claim.delta()));
  }

  private List<MatchReport> matchesOn(Run release) {
    return runs.ofImage(release.challenge(), release.hider().orElseThrow()).stream()
        .map(RunRecord::run)
        .filter(run -> run.kind() == RunKind.MATCH && run.split() == release.split())
        .flatMap(run -> runs.matchReport(run.id()).stream())
        .toList();
  }

  private RunRecord find(long run, RunKind kind, String word) {
    return runs.find(new RunId(run))
        .filter(record -> record.run().kind() == kind)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no " + word + " of the number " + run + "."));
  }

  /** Who plays an image: of several submissions of it the first. */
  private static Submission player(Run run, PlayerRole role, SubmissionStore submissions) {
    return player(run, role)
        .flatMap(image -> submissions.byImage(run.challenge(), role, image))
        .orElseThrow(
            () -> new IllegalStateException("run " + run.id() + " plays what nobody submitted"));
  }

  @Override
  public SubmissionDetails submission(long id) {
    Submission submission =
        submissions
            .find(new SubmissionId(id))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND, "There is no submission number " + id + "."));
    Map<ImageId, String> opponents = new HashMap<>();
    for (Submission other : submissions.all(submission.challenge())) {
      if (other.role() != submission.role()) {
        opponents.putIfAbsent(other.image(), other.name());
      }
    }
    List<RunRecord> own =
        runs.ofImage(submission.challenge(), submission.image()).stream()
            .filter(
                run -> player(run.run(), submission.role()).equals(Optional.of(submission.image())))
            .toList();
    Optional<QueuePlace> queue = runs.place(submission);
    return new SubmissionDetails(
        submission.challenge(),
        summary(submission),
        submission.archive().sha256(),
        submission.format(),
        submission.image().value(),
        queue,
        own.stream().map(run -> summary(run, submission.role(), opponents, queue)).toList());
  }

  @Override
  public Subscription subscribe(String challenge, Consumer<ChallengeChanged> listener) {
    challenges.find(challenge);
    return news.subscribe(challenge, listener);
  }

  private ChallengeSummary summary(OpenChallenge challenge, List<Submission> entered) {
    return new ChallengeSummary(
        challenge.name(),
        challenge.definition().title(),
        challenge.definition().summary(),
        count(entered, PlayerRole.HIDER),
        count(entered, PlayerRole.SEEKER),
        runs.progress(challenge.name()));
  }

  private static int count(List<Submission> entered, PlayerRole role) {
    return (int)
        entered.stream()
            .filter(
                submission ->
                    submission.role() == role
                        && (submission.state() == SubmissionState.CHECKING
                            || submission.state().plays()))
            .count();
  }

  private static SubmissionSummary summary(Submission submission) {
    return new SubmissionSummary(
        submission.id().value(),
        submission.role(),
        submission.name(),
        submission.team().name(),
        submission.team().baseline(),
        submission.state(),
        submission.reason(),
        submission.actor(),
        submission.createdAt(),
        submission.changedAt());
  }

  private static RunSummary summary(
      RunRecord record,
      PlayerRole role,
      Map<ImageId, String> opponents,
      Optional<QueuePlace> queue) {
    Run run = record.run();
    PlayerRole other = role == PlayerRole.HIDER ? PlayerRole.SEEKER : PlayerRole.HIDER;
    Optional<Integer> position =
        queue.filter(place -> place.run().equals(run.id())).map(QueuePlace::before);
    return new RunSummary(
        run.id().value(),
        run.kind(),
        run.split() == 0 ? OptionalInt.empty() : OptionalInt.of(run.split()),
        run.kind() == RunKind.MATCH ? player(run, other).map(opponents::get) : Optional.empty(),
        record.state(),
        record.reason(),
        record.actor(),
        run.attempt(),
        record.queuedAt(),
        record.startedAt(),
        record.finishedAt(),
        record.duration(),
        record.cpuTime(),
        record.peakMemoryBytes(),
        record
            .release()
            .map(ReleaseResult::utility)
            .or(() -> record.match().map(MatchResult::auc))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        position.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static Optional<ImageId> player(Run run, PlayerRole role) {
    return role == PlayerRole.HIDER ? run.hider() : run.seeker();
  }
}
