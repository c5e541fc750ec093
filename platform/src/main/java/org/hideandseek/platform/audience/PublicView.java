package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.BoardShelf.Known;
import org.hideandseek.platform.audience.Disclosure.Shown;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.SubmissionDetails.Choice;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.board.BoardState;
import org.hideandseek.platform.board.BoardStore;
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
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Intervention;
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
  private final BoardStore boards;
  private final BoardShelf shelf;
  private final Entrant viewer;

  /** By challenge: what was read of it, where this view is for one request. */
  private final Optional<Map<String, BoardState>> once;

  /** What anybody sees. */
  public PublicView(
      Challenges challenges,
      PatientFolders patients,
      SubmissionStore submissions,
      RunStore runs,
      PhaseStore phases,
      Steered steered,
      BoardStore boards,
      News news,
      Clock clock) {
    this.challenges = challenges;
    this.patients = patients;
    this.submissions = submissions;
    this.runs = runs;
    this.phases = phases;
    this.steered = steered;
    this.boards = boards;
    this.news = news;
    this.clock = clock;
    this.shelf = new BoardShelf(challenges, submissions, runs);
    this.viewer = challenge -> Optional.empty();
    this.once = Optional.empty();
  }

  private PublicView(PublicView other, Entrant viewer, Optional<Map<String, BoardState>> once) {
    this.challenges = other.challenges;
    this.patients = other.patients;
    this.submissions = other.submissions;
    this.runs = other.runs;
    this.phases = other.phases;
    this.steered = other.steered;
    this.boards = other.boards;
    this.news = other.news;
    this.clock = other.clock;
    this.shelf = other.shelf;
    this.viewer = viewer;
    this.once = once;
  }

  /** The same as somebody's teams see it. */
  public Visitors seenBy(Entrant entrant) {
    return new PublicView(this, entrant, once);
  }

  @Override
  public Visitors now() {
    Map<String, Optional<Team>> teams = new ConcurrentHashMap<>();
    return new PublicView(
        this,
        challenge -> teams.computeIfAbsent(challenge, viewer::in),
        Optional.of(new ConcurrentHashMap<>()));
  }

  private BoardState state(String challenge) {
    return once.map(read -> read.computeIfAbsent(challenge, this::readState))
        .orElseGet(() -> readState(challenge));
  }

  private BoardState readState(String challenge) {
    // Whoever asks for a challenge that is not there learns so from those that are.
    return boards
        .state(challenge)
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Challenges.none(challenge)));
  }

  /**
   * A challenge as the viewer sees it now.
   *
   * @param disclosure what of its scores the viewer sees
   */
  private record Seen(BoardState state, Known known, Stage stage, Disclosure disclosure) {
    OpenChallenge challenge() {
      return known.challenge();
    }

    /** What has boards, in order of time. */
    List<Round> rounds() {
      return stage.rounds(challenge().definition());
    }
  }

  private Seen seen(String name) {
    BoardState state = state(name);
    Known known = shelf.known(name, state);
    Optional<Stage> stage = phases.stage(known.challenge().definition(), state);
    if (stage.isPresent()) {
      return new Seen(state, known, stage.get(), disclosure(known, stage.get()));
    }
    // A switch is recorded now, and submissions may go on into another phase with it.
    Stage switched = phases.stage(known.challenge().definition());
    BoardState after = readState(name);
    once.ifPresent(read -> read.put(name, after));
    Known then = shelf.known(name, after);
    return new Seen(after, then, switched, disclosure(then, switched));
  }

  private Disclosure disclosure(Known known, Stage stage) {
    OpenChallenge challenge = known.challenge();
    Optional<TeamId> team = viewer.in(challenge.name()).map(Team::id);
    return new Disclosure(challenge, stage, team, known.submissions(), known.players());
  }

  @Override
  public List<ChallengeSummary> challenges() {
    return boards.states().entrySet().stream()
        .map(
            entry ->
                summary(
                    shelf.known(entry.getKey(), entry.getValue()),
                    shelf.progress(entry.getKey(), entry.getValue())))
        .toList();
  }

  @Override
  public ChallengeDetails challenge(String name) {
    Seen seen = seen(name);
    OpenChallenge challenge = seen.challenge();
    List<SubmissionSummary> newestFirst =
        new ArrayList<>(seen.known().submissions().stream().map(PublicView::summary).toList());
    Collections.reverse(newestFirst);
    return new ChallengeDetails(
        summary(seen.known(), shelf.progress(name, seen.state())),
        challenge.definition(),
        shelf.schema(name, () -> patients.schema(name)),
        challenge.overview(),
        challenge.publicPatients(),
        challenge.privatePatients(),
        challenge.openedAt(),
        challenge.closedAt(),
        challenge.revealedAt(),
        shelf.root(name, () -> root(challenges.sealed(name))),
        seen.stage(),
        newestFirst,
        challenge.pause());
  }

  @Override
  public Bulletin bulletin(String name) {
    return shelf.bulletin(
        name,
        state(name),
        () ->
            new Bulletin(
                steered.steering().announcements(name),
                steered.steering().dateChanges(name),
                steered.rescores().applied(name).stream()
                    .map(
                        one ->
                            new Bulletin.Rescoring(
                                one.endedAt().orElseThrow(), one.from(), one.to()))
                    .toList()));
  }

  @Override
  public Page page(String challenge, String slug) {
    return challenges.page(challenge, slug);
  }

  @Override
  public Leaderboards leaderboards(String name) {
    Seen seen = seen(name);
    return leaderboards(seen, latest(seen));
  }

  @Override
  public Leaderboards leaderboards(String name, String phase) {
    Seen seen = seen(name);
    return leaderboards(seen, Optional.of(round(seen, phase)));
  }

  @Override
  public Edition edition(String name) {
    Seen seen = seen(name);
    return edition(seen, latest(seen));
  }

  @Override
  public Edition edition(String name, String phase) {
    Seen seen = seen(name);
    return edition(seen, Optional.of(round(seen, phase)));
  }

  /** What has begun last; empty before the first phase. */
  private static Optional<Round> latest(Seen seen) {
    List<Round> rounds = seen.rounds();
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
  }

  private static Round round(Seen seen, String phase) {
    return seen.rounds().stream()
        .filter(one -> phase(seen.stage(), one.phase()).equals(Optional.of(phase)))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "Challenge "
                        + seen.challenge().name()
                        + " has no boards of a phase '"
                        + phase
                        + "'; a phase has some from its start on."));
  }

  private Leaderboards leaderboards(Seen seen, Optional<Round> round) {
    return round
        .map(
            one ->
                made(seen, one)
                    .boards()
                    .seen(Leaderboards.View.of(seen.stage(), one, seen.disclosure().sentence(one))))
        .orElseGet(() -> beforeTheFirstPhase(seen));
  }

  private Leaderboards beforeTheFirstPhase(Seen seen) {
    int splits = seen.challenge().definition().splits().count();
    return BoardRoom.leaderboards(
            seen.challenge(),
            new Round(0, splits),
            List.of(),
            List.of(),
            shelf.progress(seen.challenge().name(), seen.state()),
            clock.instant())
        .seen(new Leaderboards.View(Optional.empty(), List.of(), splits, seen.stage().sentence()));
  }

  private BoardShelf.Made made(Seen seen, Round round) {
    String name = seen.challenge().name();
    BoardShelf.Key key =
        new BoardShelf.Key(
            name, round, seen.state().revealedAt(), seen.disclosure().audience(round));
    return shelf.boards(
        key,
        seen.state(),
        () -> readState(name),
        (known, all, progress) -> made(key, seen.stage(), known, all, progress));
  }

  /** Empty if the viewer may see something else by now. */
  private Optional<Leaderboards> made(
      BoardShelf.Key key, Stage stage, Known known, List<RunRecord> all, Progress progress) {
    Disclosure disclosure = disclosure(known, stage);
    OpenChallenge challenge = known.challenge();
    boolean same =
        disclosure.audience(key.round()).equals(key.audience())
            && challenge.revealedAt().equals(key.revealedAt());
    return same
        ? Optional.of(
            new ShownBoards(
                    challenge,
                    key.round(),
                    known.submissions(),
                    progress,
                    challenge.revealedAt().orElseGet(clock::instant),
                    disclosure)
                .of(all))
        : Optional.empty();
  }

  private Edition edition(Seen seen, Optional<Round> round) {
    Optional<BoardShelf.Made> made = round.map(one -> made(seen, one));
    Progress progress =
        made.map(one -> one.boards().progress())
            .orElseGet(() -> shelf.progress(seen.challenge().name(), seen.state()));
    String what =
        String.join(
            "\n",
            seen.challenge().name(),
            seen.state().toString(),
            seen.stage().toString(),
            round.toString(),
            made.map(one -> Long.toString(one.changes())).orElse(""),
            progress.toString(),
            seen.disclosure().viewer());
    return new Edition(Tokens.hash(what), progress.queued() > 0);
  }

  private static Optional<String> phase(Stage stage, int number) {
    return number == 0 ? Optional.empty() : Optional.of(stage.phases().get(number - 1).name());
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
    return seen(record.run().challenge()).disclosure().of(record);
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
    Disclosure disclosure = seen(release.challenge()).disclosure();
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
    Submission found = find(id);
    Seen seen = seen(found.challenge());
    Submission submission = seen.known().byId().getOrDefault(id, found);
    Map<ImageId, String> opponents = new HashMap<>();
    for (Submission other : seen.known().submissions()) {
      if (other.role() != submission.role()) {
        opponents.putIfAbsent(other.image(), other.name());
      }
    }
    List<RunRecord> own =
        runs.ofImage(submission.challenge(), submission.image()).stream()
            .filter(
                run -> player(run.run(), submission.role()).equals(Optional.of(submission.image())))
            .toList();
    Stage stage = seen.stage();
    Disclosure disclosure = seen.disclosure();
    Optional<QueuePlace> queue =
        own.stream().anyMatch(run -> run.state() == RunState.QUEUED)
            ? runs.place(submission)
            : Optional.empty();
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
        statement(submission, seen.challenge(), disclosure),
        queue,
        disclosure.owns(submission)
            ? check(submission, own).flatMap(RunRecord::log)
            : Optional.empty(),
        history(submission, seen, own),
        own.stream()
            .map(
                run ->
                    summary(
                        run, submission.role(), opponents, queue, score(run, disclosure.of(run))))
            .toList());
  }

  /**
   * The run that checked a submission, if there was one.
   *
   * @param runs all of its image, which may have been sent in both roles
   */
  static Optional<RunRecord> check(Submission submission, List<RunRecord> runs) {
    return runs.stream()
        .filter(run -> run.run().kind() == RunKind.CHECK)
        .filter(run -> (submission.role() == PlayerRole.HIDER) == run.run().hider().isPresent())
        .findFirst();
  }

  @Override
  public Download practice(String name) {
    OpenChallenge challenge = challenges.find(name);
    switch (challenge.definition().publicPatients()) {
      case NONE ->
          throw new ProblemException(
              Problem.NOT_FOUND,
              "Challenge " + name + " gives its public patients to nobody by this site.");
      case TEAMS -> {
        if (viewer.in(name).isEmpty()) {
          throw new ProblemException(
              Problem.FORBIDDEN,
              "The public patients of challenge "
                  + name
                  + " are for its teams; log in, and make a team or join one.");
        }
        viewer.requireMayEnter();
      }
      case EVERYBODY -> {}
    }
    return shelf.practice(
        name,
        () ->
            PracticeFiles.of(
                challenge,
                challenges.definition(name),
                challenge.definition().terms().isPresent()
                    ? List.of(page(name, Challenge.TERMS))
                    : List.of(),
                patients));
  }

  @Override
  public List<OwnSubmission> own(String challenge) {
    Seen seen = seen(challenge);
    List<OwnSubmission> newestFirst =
        new ArrayList<>(
            seen.known().submissions().stream()
                .filter(seen.disclosure()::owns)
                .map(
                    submission ->
                        new OwnSubmission(summary(submission), choice(seen.stage(), submission)))
                .toList());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Scores were computed anew only where there were some. */
  private List<Intervention> history(Submission submission, Seen seen, List<RunRecord> own) {
    Optional<Instant> firstScored =
        own.stream()
            .filter(run -> run.release().isPresent() || run.match().isPresent())
            .flatMap(run -> run.finishedAt().stream())
            .min(Comparator.naturalOrder());
    List<Intervention> all =
        shelf
            .interventions(
                submission.challenge(),
                seen.state(),
                () -> submissions.interventions(submission.challenge()))
            .stream()
            .filter(one -> one.concerns(submission.id(), submission.createdAt()))
            .toList();
    Optional<Instant> firstPlayedAgain =
        all.stream().filter(one -> one.playedAgain().isPresent()).map(Intervention::at).findFirst();
    return all.stream()
        .filter(
            one ->
                one.playedAgain().isPresent()
                    || firstScored.filter(first -> first.isBefore(one.at())).isPresent()
                    || firstPlayedAgain.filter(again -> again.isAfter(one.at())).isPresent())
        .toList();
  }

  private Optional<StatementDetails> statement(
      Submission submission, OpenChallenge challenge, Disclosure disclosure) {
    if (!disclosure.showsStatement(submission)) {
      return Optional.empty();
    }
    Statement statement =
        shelf.statement(submission.id().value(), () -> submissions.statement(submission.id()));
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
  public Edition editionOf(long submission) {
    Submission found = find(submission);
    Seen seen = seen(found.challenge());
    int phase = seen.known().byId().getOrDefault(submission, found).lastPhase();
    return edition(
        seen,
        seen.rounds().stream()
            .filter(one -> phase > 0 && one.phase() == phase)
            .findFirst()
            .or(() -> latest(seen)));
  }

  private Submission find(long id) {
    return shelf
        .challengeOf(id)
        .flatMap(
            challenge ->
                Optional.ofNullable(shelf.known(challenge, state(challenge)).byId().get(id)))
        .or(() -> submissions.find(new SubmissionId(id)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no submission number " + id + "."));
  }

  @Override
  public Subscription subscribe(String challenge, Consumer<ChallengeChanged> listener) {
    challenges.find(challenge);
    return news.subscribe(challenge, listener);
  }

  private static ChallengeSummary summary(Known known, Progress progress) {
    OpenChallenge challenge = known.challenge();
    return new ChallengeSummary(
        challenge.name(),
        challenge.definition().title(),
        challenge.definition().summary(),
        count(known.submissions(), PlayerRole.HIDER),
        count(known.submissions(), PlayerRole.SEEKER),
        progress);
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
