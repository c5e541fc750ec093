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
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Disclosure.Shown;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.SubmissionDetails.Choice;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
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
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionLog;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;

/** Serves {@link Visitors} from the database. */
public final class PublicView implements Visitors {
  private final Challenges challenges;
  private final PatientFolders patients;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final PhaseStore phases;
  private final Steered steered;
  private final News news;
  private final Clock clock;
  private final Entrant viewer;

  /** What anybody sees. */
  public PublicView(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      PhaseStore phases,
      Steered steered,
      News news,
      Clock clock) {
    this(
        challenges,
        patients,
        submissions,
        runs,
        phases,
        steered,
        news,
        clock,
        challenge -> Optional.empty());
  }

  private PublicView(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      PhaseStore phases,
      Steered steered,
      News news,
      Clock clock,
      Entrant viewer) {
    this.challenges = challenges;
    this.patients = patients;
    this.submissions = submissions;
    this.runs = runs;
    this.phases = phases;
    this.steered = steered;
    this.news = news;
    this.clock = clock;
    this.viewer = viewer;
  }

  /** The same as somebody's teams see it. */
  public Visitors seenBy(Entrant entrant) {
    return new PublicView(
        challenges, patients, submissions, runs, phases, steered, news, clock, entrant);
  }

  /** The viewer's team in a challenge. */
  private Optional<TeamId> team(OpenChallenge challenge) {
    return viewer.in(challenge.name()).map(Team::id);
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
        phases.stage(challenge.definition()),
        newestFirst,
        challenge.pause());
  }

  @Override
  public Bulletin bulletin(String name) {
    String challenge = challenges.find(name).name();
    return new Bulletin(
        steered.steering().announcements(challenge),
        steered.steering().dateChanges(challenge),
        steered.rescores().applied(challenge).stream()
            .map(one -> new Bulletin.Rescoring(one.endedAt().orElseThrow(), one.from(), one.to()))
            .toList());
  }

  @Override
  public Page page(String challenge, String slug) {
    return challenges.page(challenge, slug);
  }

  @Override
  public Leaderboards leaderboards(String name) {
    OpenChallenge challenge = challenges.find(name);
    Stage stage = phases.stage(challenge.definition());
    List<Round> rounds = stage.rounds(challenge.definition());
    return rounds.isEmpty()
        ? BoardRoom.leaderboards(
                challenge,
                new Round(0, challenge.definition().splits().count()),
                List.of(),
                List.of(),
                runs.progress(name),
                clock.instant())
            .seen(
                new Leaderboards.View(
                    Optional.empty(),
                    List.of(),
                    challenge.definition().splits().count(),
                    stage.sentence()))
        : leaderboards(challenge, stage, rounds.get(rounds.size() - 1));
  }

  @Override
  public Leaderboards leaderboards(String name, String phase) {
    OpenChallenge challenge = challenges.find(name);
    Stage stage = phases.stage(challenge.definition());
    Round round =
        stage.rounds(challenge.definition()).stream()
            .filter(one -> phase(stage, one.phase()).equals(Optional.of(phase)))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "Challenge "
                            + name
                            + " has no boards of a phase '"
                            + phase
                            + "'; a phase has some from its start on."));
    return leaderboards(challenge, stage, round);
  }

  private Leaderboards leaderboards(OpenChallenge challenge, Stage stage, Round round) {
    String name = challenge.name();
    List<Submission> all = submissions.all(name);
    Disclosure disclosure = new Disclosure(challenge, stage, team(challenge), all);
    return new ShownBoards(
            challenge,
            round,
            all,
            runs.progress(name),
            challenge.revealedAt().orElseGet(clock::instant),
            disclosure)
        .of(runs.all(name))
        .seen(Leaderboards.View.of(stage, round, disclosure.sentence(round)));
  }

  private static Optional<String> phase(Stage stage, int number) {
    return number == 0 ? Optional.empty() : Optional.of(stage.phases().get(number - 1).name());
  }

  private Disclosure disclosure(OpenChallenge challenge, List<Submission> all) {
    return new Disclosure(challenge, phases.stage(challenge.definition()), team(challenge), all);
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
    Shown shown = shown(record);
    Optional<MatchReport> report =
        shown == Shown.EVERYTHING ? runs.matchReport(played.id()) : Optional.empty();
    MatchRow row =
        BoardRoom.matchRow(
            player(record.run(), PlayerRole.HIDER, submissions),
            player(record.run(), PlayerRole.SEEKER, submissions),
            record);
    return new MatchDetails(
        record.run().challenge(),
        switch (shown) {
          case NOTHING -> row.showing(Optional.empty());
          case ROUNDED -> Rounding.rounded(row);
          case EVERYTHING -> row;
        },
        record.finishedAt(),
        record.match().map(MatchResult::scorer),
        report,
        withheld(shown),
        runs.release(played.challenge(), played.split(), played.hider().orElseThrow())
            .flatMap(ReleaseResult::claim)
            .map(claim -> claim(claim, report.stream().toList())));
  }

  private Shown shown(RunRecord record) {
    OpenChallenge challenge = challenges.find(record.run().challenge());
    List<Submission> all = submissions.all(challenge.name());
    return disclosure(challenge, all).of(record);
  }

  private static String withheld(Shown shown) {
    return switch (shown) {
      case NOTHING -> "Its score is not shown before its phase ends.";
      case ROUNDED -> "Its score is rounded, and all else is not shown before its phase ends.";
      case EVERYTHING -> "";
    };
  }

  @Override
  public ReleaseDetails release(long run) {
    RunRecord record = find(run, RunKind.RELEASE, "release");
    Shown shown = shown(record);
    boolean whole = shown == Shown.EVERYTHING;
    return new ReleaseDetails(
        record.run().challenge(),
        run,
        summary(player(record.run(), PlayerRole.HIDER, submissions)),
        record.run().split(),
        record.state(),
        record.reason(),
        record.finishedAt(),
        record.release().map(ReleaseResult::scorer),
        whole ? runs.releaseReport(record.run().id()) : Optional.empty(),
        withheld(shown),
        record
            .release()
            .flatMap(ReleaseResult::claim)
            .map(claim -> claim(claim, matchesOn(record.run()))));
  }

  private static ClaimDetails claim(ClaimReport claim, List<MatchReport> matches) {
    return new ClaimDetails(claim, EpsilonEvidence.of(matches, claim.delta()));
  }

  private List<MatchReport> matchesOn(Run release) {
    OpenChallenge challenge = challenges.find(release.challenge());
    List<Submission> all = submissions.all(challenge.name());
    Disclosure disclosure = disclosure(challenge, all);
    return runs.ofImage(release.challenge(), release.hider().orElseThrow()).stream()
        .filter(
            record ->
                record.run().kind() == RunKind.MATCH && record.run().split() == release.split())
        .filter(record -> disclosure.of(record) == Shown.EVERYTHING)
        .flatMap(record -> runs.matchReport(record.run().id()).stream())
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
    List<Submission> all = submissions.all(submission.challenge());
    for (Submission other : all) {
      if (other.role() != submission.role()) {
        opponents.putIfAbsent(other.image(), other.name());
      }
    }
    List<RunRecord> own =
        runs.ofImage(submission.challenge(), submission.image()).stream()
            .filter(
                run -> player(run.run(), submission.role()).equals(Optional.of(submission.image())))
            .toList();
    OpenChallenge challenge = challenges.find(submission.challenge());
    Stage stage = phases.stage(challenge.definition());
    Disclosure disclosure = new Disclosure(challenge, stage, team(challenge), all);
    Optional<QueuePlace> queue = runs.place(submission);
    return new SubmissionDetails(
        submission.challenge(),
        phase(stage, submission.phase()),
        stage.phases().subList(Math.max(0, submission.phase() - 1), submission.lastPhase()).stream()
            .map(Phase::name)
            .toList(),
        disclosure.owns(submission) ? choice(stage, submission) : Optional.empty(),
        summary(submission),
        disclosure.owns(submission),
        submission.archive().sha256(),
        submission.format(),
        submission.image().value(),
        statement(submission, challenge, disclosure),
        queue,
        own.stream()
            .map(
                run ->
                    summary(
                        run, submission.role(), opponents, queue, score(run, disclosure.of(run))))
            .toList());
  }

  private Optional<StatementDetails> statement(
      Submission submission, OpenChallenge challenge, Disclosure disclosure) {
    if (!disclosure.showsStatement(submission)) {
      return Optional.empty();
    }
    Statement statement = submissions.statement(submission.id());
    return Optional.of(
        StatementDetails.of(
            disclosure.owns(submission) ? statement : statement.forOthers(),
            challenge.definition()));
  }

  private static Optional<Choice> choice(Stage stage, Submission submission) {
    return stage
        .chosenFor()
        .filter(next -> submission.lastPhase() == stage.entered() && submission.state().canEnd())
        .map(
            next ->
                new Choice(
                    next.name(),
                    next.starts(),
                    next.advance().orElseThrow(),
                    submission.chosenFor().equals(OptionalInt.of(stage.entered() + 1))));
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
      Optional<QueuePlace> queue,
      OptionalDouble score) {
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
        score,
        position.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static OptionalDouble score(RunRecord record, Shown shown) {
    return switch (shown) {
      case NOTHING -> OptionalDouble.empty();
      case ROUNDED ->
          number(
              record
                  .release()
                  .map(one -> Rounding.rounded(one.utility(), one.utilityLow(), one.utilityHigh()))
                  .or(
                      () ->
                          record
                              .match()
                              .map(
                                  one ->
                                      Rounding.rounded(one.auc(), one.aucLow(), one.aucHigh()))));
      case EVERYTHING ->
          number(
              record
                  .release()
                  .map(ReleaseResult::utility)
                  .or(() -> record.match().map(MatchResult::auc)));
    };
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static Optional<ImageId> player(Run run, PlayerRole role) {
    return role == PlayerRole.HIDER ? run.hider() : run.seeker();
  }
}
