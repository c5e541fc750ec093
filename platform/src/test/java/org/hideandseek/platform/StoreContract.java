package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hideandseek.platform.AtOnce.atOnce;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.bundle.Quotas.Quota;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.BoardState;
import org.hideandseek.platform.board.BoardStore;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.challenge.Audited;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.report.Compared;
import org.hideandseek.platform.report.FidelityMeasure;
import org.hideandseek.platform.report.FidelityReport;
import org.hideandseek.platform.report.FidelityReport.CourseSimilarity;
import org.hideandseek.platform.report.FidelityReport.VariableDistance;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReleaseReport.ComponentSkill;
import org.hideandseek.platform.report.ReleaseReport.FacetSkill;
import org.hideandseek.platform.report.ReleaseReport.FeatureErrors;
import org.hideandseek.platform.report.ReleaseReport.LeftOutComponent;
import org.hideandseek.platform.run.JdbiRunStore;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunOutcome;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;
import org.hideandseek.platform.run.ShadowRelease;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Entered;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamStore;
import org.hideandseek.platform.watch.JdbiRunFigureStore;
import org.hideandseek.platform.watch.RunFigures;
import org.hideandseek.platform.watch.RunGauge;
import org.hideandseek.platform.watch.TimeHistogram;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do for the competition. */
abstract class StoreContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String CHALLENGE = "mayo-pbc";
  private static final int SPLITS = 2;
  private static final BlobId BLOB = new BlobId("ab".repeat(32));
  private static final BlobId RETURNED = new BlobId("cd".repeat(32));
  private static final List<SealedItem> SEALED =
      List.of(
          SealedItem.of("seed", Salt.parse("01".repeat(32)), new byte[] {1}),
          SealedItem.of("split-1", Salt.parse("02".repeat(32)), new byte[] {2}));

  private static final List<NearCopy> NEAR_COPIES =
      List.of(new NearCopy(0, 17, 0), new NearCopy(3, 2, 0.1 + 0.2));

  private final SettableClock clock = new SettableClock();
  private Database database;
  private TeamStore teams;
  private SubmissionStore submissions;
  private RunStore runs;
  private JdbiChallengeStore challenges;
  private Team team;
  private Challenge definition;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void openChallenge() {
    database = database();
    teams = new JdbiTeamStore(database.jdbi(), clock);
    submissions = new JdbiSubmissionStore(database.jdbi(), clock);
    runs = new JdbiRunStore(database.jdbi(), clock);
    Bundle bundle = Bundle.find(CHALLENGE);
    definition = giving("");
    challenges = new JdbiChallengeStore(database.jdbi());
    OpenChallenge opened =
        OpenedChallenges.of(bundle.challenge(), bundle.overview(), clock.instant());
    Audited audited =
        new Audited(
            new AuditReport(
                List.of(
                    Finding.certain(
                        "seed", Severity.BLOCKING, "It is known.", Map.of("seeds_tried", 4096.0)),
                    new Finding(
                        "order",
                        Severity.FINE,
                        "It tells nothing.",
                        Map.of(),
                        OptionalDouble.of(0.75)))),
            Optional.of("a test"),
            clock.instant());
    challenges.add(opened, bundle.yaml(), SEALED, audited);
    assertThat(challenges.find(CHALLENGE)).contains(opened);
    assertThat(challenges.audited(CHALLENGE)).contains(audited);
    assertThat(challenges.audited("another")).isEmpty();
    team = teams.add("Tübingen", false, "00".repeat(32)).orElseThrow();
  }

  @Test
  void aChallengeKeepsWhatItCommittedTo() {
    assertThat(challenges.sealed(CHALLENGE)).isEqualTo(SEALED);
    assertThat(challenges.definition(CHALLENGE)).isEqualTo(Bundle.find(CHALLENGE).yaml());
    assertThat(challenges.sealed("another")).isEmpty();
  }

  @Test
  void whatAFailedStatementWasGivenIsNotInItsMessage() {
    String secret = "5ec2e7".repeat(10);
    assertThatThrownBy(
            () ->
                database
                    .jdbi()
                    .useHandle(
                        handle ->
                            handle
                                .createUpdate(
                                    "UPDATE challenge SET secret_seed = :seed, definition = :no")
                                .bind("seed", secret)
                                .bind("no", (String) null)
                                .execute()))
        .isInstanceOf(RuntimeException.class)
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain(secret);
            });
  }

  @Test
  void theGaugeMeasuresTheQueueAndWhatEndedSinceItStarted() {
    enter(PlayerRole.HIDER, "before", 1);
    Run before = runs.claim("node", LEASE).orElseThrow();
    assertThat(runs.finish("node", before, succeeded(before), definition)).isTrue();
    clock.advance(Duration.ofMinutes(1));
    RunGauge gauge = new RunGauge(new JdbiRunFigureStore(database.jdbi()), clock);
    enter(PlayerRole.HIDER, "a", 2);
    clock.advance(Duration.ofSeconds(40));
    enter(PlayerRole.SEEKER, "b", 3);
    Run first = runs.claim("node", LEASE).orElseThrow();
    clock.advance(Duration.ofSeconds(20));
    assertThat(runs.finish("node", first, succeeded(first), definition)).isTrue();

    RunFigures atOnce = gauge.measure();
    assertThat(atOnce.queue())
        .filteredOn(waiting -> waiting.kind() == RunKind.CHECK)
        .containsExactly(new RunFigures.Waiting(RunKind.CHECK, 1, Duration.ofSeconds(20)));
    assertThat(atOnce.queue()).hasSize(RunKind.values().length);
    assertThat(atOnce.counts())
        .hasSize(RunKind.values().length * RunState.values().length)
        .contains(
            new RunFigures.Count(RunKind.CHECK, RunState.SUCCEEDED, 2),
            new RunFigures.Count(RunKind.CHECK, RunState.QUEUED, 1),
            new RunFigures.Count(RunKind.MATCH, RunState.LOST, 0));
    assertThat(atOnce.waited().get(RunKind.CHECK).sum()).isZero();

    clock.advance(Duration.ofSeconds(6));
    for (int again = 0; again < 2; again++) {
      RunFigures settled = gauge.measure();
      assertThat(settled.waited().get(RunKind.CHECK).sum()).isEqualTo(40);
      assertThat(settled.ran().get(RunKind.CHECK).sum()).isEqualTo(1.234);
      assertThat(settled.ran().get(RunKind.CHECK).counts())
          .startsWith(0L, 1L, 0L)
          .hasSize(TimeHistogram.BOUNDS.size() + 1);
      assertThat(settled.ran().get(RunKind.MATCH).counts()).containsOnly(0L);
    }
  }

  @Test
  void whateverBoardsShowIsCountedWhenItChanges() {
    BoardStore boards = new JdbiBoardStore(database.jdbi());
    assertThat(boards.state("another")).isEmpty();
    assertThat(boards.states()).containsOnlyKeys(CHALLENGE);
    BoardState start = boards.state(CHALLENGE).orElseThrow();
    assertThat(start.closedAt()).isEmpty();
    assertThat(start.steps()).isZero();

    SubmissionId hider = enter(PlayerRole.HIDER, "a", 1);
    BoardState entered = grown(boards, start);
    assertThat(entered.entered()).isGreaterThan(start.entered());
    Run check = runs.claim("node", LEASE).orElseThrow();
    BoardState running = grown(boards, entered);
    assertThat(running.entered()).isEqualTo(entered.entered());
    runs.lose("node", check, "no engine");
    BoardState lost = grown(boards, running);
    check = runs.claim("node", LEASE).orElseThrow();
    assertThat(runs.finish("node", check, succeeded(check), definition)).isTrue();
    BoardState checked = grown(boards, lost);
    assertThat(checked.entered()).isGreaterThan(lost.entered());
    assertThat(runs.finish("node", check, succeeded(check), definition)).isFalse();
    runs.plan(definition);
    assertThat(boards.state(CHALLENGE)).contains(checked);

    assertThat(runs.claim("node", LEASE)).isPresent();
    BoardState released = grown(boards, checked);
    assertThat(runs.recover("node")).isEqualTo(1);
    BoardState recovered = grown(boards, released);
    assertThat(runs.claim("node", LEASE)).isPresent();
    clock.advance(LEASE.plusSeconds(1));
    BoardState claimed = grown(boards, recovered);
    assertThat(runs.expire()).isEqualTo(1);
    BoardState expired = grown(boards, claimed);
    assertThat(runs.expire()).isZero();
    assertThat(boards.state(CHALLENGE)).contains(expired);

    assertThat(runs.raise(hider)).isTrue();
    BoardState raised = grown(boards, expired);
    assertThat(runs.end(hider, SubmissionState.WITHDRAWN, EndedBy.TEAM, "")).isTrue();
    BoardState ended = grown(boards, raised);
    assertThat(ended.entered()).isGreaterThan(raised.entered());
    challenges.close(CHALLENGE, clock.instant());
    challenges.reveal(CHALLENGE, clock.instant());
    assertThat(boards.state(CHALLENGE))
        .get()
        .extracting(BoardState::closedAt, BoardState::revealedAt)
        .containsExactly(Optional.of(clock.instant()), Optional.of(clock.instant()));
  }

  private static BoardState grown(BoardStore boards, BoardState before) {
    BoardState now = boards.state(CHALLENGE).orElseThrow();
    assertThat(now.changes()).isGreaterThan(before.changes());
    return now;
  }

  @Test
  void boardsGetTheRunsWithoutWhatTheContainersUsed() {
    enter(PlayerRole.HIDER, "a", 1);
    enter(PlayerRole.SEEKER, "b", 2);
    playAll();
    assertThat(runs.onBoards(CHALLENGE)).hasSameSizeAs(runs.all(CHALLENGE));
    for (RunRecord whole : runs.all(CHALLENGE)) {
      assertThat(runs.onBoards(CHALLENGE))
          .filteredOn(run -> run.run().equals(whole.run()))
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.state()).isEqualTo(whole.state());
                assertThat(run.finishedAt()).isEqualTo(whole.finishedAt());
                assertThat(run.match()).isEqualTo(whole.match());
                assertThat(run.release()).isEqualTo(whole.release());
              });
    }
  }

  @Test
  void anOpenDatabaseAnswers() throws SQLException {
    assertThat(database.answers()).isTrue();
  }

  @Test
  void aChallengeIsClosedAndRevealedOnce() {
    Instant closed = clock.instant();
    challenges.close(CHALLENGE, closed);
    challenges.reveal(CHALLENGE, closed.plusSeconds(5));
    challenges.close(CHALLENGE, closed.plusSeconds(60));
    challenges.reveal(CHALLENGE, closed.plusSeconds(60));
    OpenChallenge found = challenges.find(CHALLENGE).orElseThrow();
    assertThat(found.closedAt()).contains(closed);
    assertThat(found.revealedAt()).contains(closed.plusSeconds(5));
  }

  @Test
  void aClosedChallengeTakesNoSubmissionAndPlaysOn() {
    enter(PlayerRole.HIDER, "early", 1);
    challenges.close(CHALLENGE, clock.instant());
    assertThat(submissions.add(CHALLENGE, team.id(), PlayerRole.HIDER, "late", upload(2)))
        .isEmpty();
    playAll();
    assertThat(submissions.all(CHALLENGE))
        .extracting(Submission::name, Submission::state)
        .containsExactly(tuple("early", SubmissionState.RANKED));
  }

  @Test
  void whatWasLostStaysLostOnceAChallengeIsRevealed() {
    enter(PlayerRole.HIDER, "a", 1);
    for (int attempt = 1; attempt <= 5; attempt++) {
      runs.lose("node", runs.claim("node", LEASE).orElseThrow(), "no engine");
    }
    challenges.close(CHALLENGE, clock.instant());
    challenges.reveal(CHALLENGE, clock.instant());
    assertThat(runs.recover("another node")).isZero();
    assertThat(runs.claim("node", LEASE)).isEmpty();
  }

  @Test
  void theLastPagesThatWereKeptForAChallengeAreItsPages() {
    challenges.keepPages(CHALLENGE, List.of(new Page("Old", "old", "gone")));
    challenges.keepPages(
        CHALLENGE,
        List.of(new Page("Rules", "rules", "Play fair."), new Page("Terms", "terms", "Ünïcode")));

    assertThat(challenges.page(CHALLENGE, "rules"))
        .contains(new Page("Rules", "rules", "Play fair."));
    assertThat(challenges.page(CHALLENGE, "terms")).contains(new Page("Terms", "terms", "Ünïcode"));
    assertThat(challenges.page(CHALLENGE, "old")).isEmpty();
    assertThat(challenges.page("another", "rules")).isEmpty();
  }

  @Test
  void aTeamIsKnownByItsTokenUntilItGetsAnother() {
    assertThat(teams.byTokenHash("00".repeat(32))).contains(team);
    assertThat(teams.add("Tübingen", true, "11".repeat(32))).isEmpty();
    assertThat(teams.changeToken("Tübingen", "22".repeat(32))).contains(team);
    assertThat(teams.byTokenHash("00".repeat(32))).isEmpty();
    assertThat(teams.byTokenHash("22".repeat(32))).contains(team);
    assertThat(teams.changeToken("nobody", "33".repeat(32))).isEmpty();
  }

  @Test
  void aNewSubmissionWaitsForItsCheck() {
    SubmissionId id = enter(PlayerRole.HIDER, "a", 1);
    Submission submission = submissions.find(id).orElseThrow();
    assertThat(submission.state()).isEqualTo(SubmissionState.CHECKING);
    assertThat(submission.team()).isEqualTo(team);
    assertThat(submission.createdAt()).isEqualTo(clock.instant());
    Run check = runs.claim("node", LEASE).orElseThrow();
    assertThat(check.kind()).isEqualTo(RunKind.CHECK);
    assertThat(check.hider()).contains(image(1));
    assertThat(check.seeker()).isEmpty();
    assertThat(runs.claim("node", LEASE)).isEmpty();
  }

  @Test
  void aNameIsTakenOnceInChallengeAndRole() {
    enter(PlayerRole.HIDER, "a", 1);
    assertThat(submissions.add(CHALLENGE, team.id(), PlayerRole.HIDER, "a", upload(2))).isEmpty();
    assertThat(submissions.add(CHALLENGE, team.id(), PlayerRole.SEEKER, "a", upload(2)))
        .isPresent();
    assertThat(submissions.all(CHALLENGE)).hasSize(2);
  }

  @Test
  void equalImagesAreCheckedAndPlayedOnce() {
    SubmissionId first = enter(PlayerRole.HIDER, "a", 1);
    SubmissionId other = enter(PlayerRole.HIDER, "b", 2);
    SubmissionId twin = enter(PlayerRole.HIDER, "c", 1);
    assertThat(List.of(entrant(first), entrant(other), entrant(twin))).containsExactly(1, 2, 1);
    assertThat(runs.progress(CHALLENGE)).isEqualTo(new Progress(2, 0, 0, 0));
    playAll();
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.RELEASE)
        .hasSize(2 * SPLITS);
    assertThat(state(twin)).isEqualTo(SubmissionState.RANKED);
  }

  @Test
  void everySeekerMeetsEveryReleaseWhoeverCameFirst() {
    enter(PlayerRole.HIDER, "early hider", 1);
    playAll();
    enter(PlayerRole.SEEKER, "early seeker", 2);
    playAll();
    enter(PlayerRole.SEEKER, "late seeker", 3);
    enter(PlayerRole.HIDER, "late hider", 4);
    playAll();
    List<Run> matches =
        runs.all(CHALLENGE).stream()
            .map(RunRecord::run)
            .filter(run -> run.kind() == RunKind.MATCH)
            .toList();
    assertThat(matches).hasSize(2 * 2 * SPLITS);
    assertThat(runs.progress(CHALLENGE).matches()).isEqualTo(8);
    assertThat(submissions.all(CHALLENGE))
        .allMatch(submission -> submission.state() == SubmissionState.RANKED);
  }

  @Test
  void planningAgainChangesNothing() {
    enter(PlayerRole.HIDER, "a", 1);
    enter(PlayerRole.SEEKER, "b", 2);
    playAll();
    List<RunRecord> before = runs.all(CHALLENGE);
    runs.plan(definition);
    assertThat(runs.all(CHALLENGE)).isEqualTo(before);
  }

  @Test
  void aSubmissionThatFailsItsCheckIsRefusedWithTheReason() {
    SubmissionId id = enter(PlayerRole.SEEKER, "a", 1);
    Run check = runs.claim("node", LEASE).orElseThrow();
    assertThat(
            runs.finish(
                "node", check, ended(RunState.TIMED_OUT, "It ran longer than 5 s."), definition))
        .isTrue();
    runs.plan(definition);
    assertThat(state(id)).isEqualTo(SubmissionState.REFUSED);
    assertThat(submissions.find(id).orElseThrow().reason()).isEqualTo("It ran longer than 5 s.");
    assertThat(runs.claim("node", LEASE)).isEmpty();
  }

  @Test
  void aFailedReleaseHasNoMatches() {
    enter(PlayerRole.SEEKER, "s", 2);
    enter(PlayerRole.HIDER, "h", 1);
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      boolean fails = next.get().kind() == RunKind.RELEASE && next.get().split() == 1;
      runs.finish(
          "node",
          next.get(),
          fails ? ended(RunState.FAILED, "x") : succeeded(next.get()),
          definition);
      runs.plan(definition);
    }
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.MATCH)
        .extracting(run -> run.run().split())
        .containsExactly(2);
  }

  @Test
  void aHiderMeetsSeekersWhenItHasAllItsShadows() {
    definition = giving("knowledge: [reference, shadows]\nshadows: 3\n");
    SubmissionId hider = enter(PlayerRole.HIDER, "h", 1);
    enter(PlayerRole.HIDER, "its twin", 1);
    enter(PlayerRole.SEEKER, "s", 2);
    List<RunKind> order = new ArrayList<>();
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      order.add(next.get().kind());
      runs.finish("node", next.get(), succeeded(next.get()), definition);
      runs.plan(definition);
      if (next.get().kind() != RunKind.MATCH) {
        assertThat(state(hider)).isNotEqualTo(SubmissionState.RANKED);
      }
    }
    assertThat(order)
        .containsExactly(
            RunKind.CHECK,
            RunKind.CHECK,
            RunKind.RELEASE,
            RunKind.RELEASE,
            RunKind.SHADOW,
            RunKind.SHADOW,
            RunKind.SHADOW,
            RunKind.MATCH,
            RunKind.MATCH);
    assertThat(runs.all(CHALLENGE).stream().map(RunRecord::run))
        .filteredOn(run -> run.kind() == RunKind.SHADOW)
        .extracting(Run::split, Run::hider, Run::seeker)
        .containsExactly(
            tuple(1, Optional.of(image(1)), Optional.empty()),
            tuple(2, Optional.of(image(1)), Optional.empty()),
            tuple(3, Optional.of(image(1)), Optional.empty()));
    assertThat(runs.shadow(CHALLENGE, 3, image(1))).contains(shadow());
    assertThat(runs.shadow(CHALLENGE, 4, image(1))).isEmpty();
    assertThat(runs.shadow(CHALLENGE, 1, image(2))).isEmpty();
    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);

    enter(PlayerRole.SEEKER, "late", 3);
    playAll();
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.SHADOW)
        .hasSize(3);
  }

  @Test
  void aHiderThatFailsAShadowMeetsNobody() {
    definition = giving("knowledge: shadows\nshadows: 2\n");
    SubmissionId hider = enter(PlayerRole.HIDER, "h", 1);
    enter(PlayerRole.HIDER, "another", 3);
    enter(PlayerRole.SEEKER, "s", 2);
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      boolean fails =
          next.get().kind() == RunKind.SHADOW
              && next.get().split() == 2
              && next.get().hider().equals(Optional.of(image(1)));
      runs.finish(
          "node",
          next.get(),
          fails ? ended(RunState.TIMED_OUT, "too slow") : succeeded(next.get()),
          definition);
      runs.plan(definition);
    }
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.MATCH)
        .extracting(run -> run.run().hider().orElseThrow())
        .containsOnly(image(3))
        .hasSize(SPLITS);
    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);
    assertThat(runs.progress(CHALLENGE).settled()).isTrue();
  }

  @Test
  void aLostShadowIsStillToCome() {
    definition = giving("knowledge: shadows\nshadows: 1\n");
    SubmissionId hider = enter(PlayerRole.HIDER, "h", 1);
    enter(PlayerRole.SEEKER, "s", 2);
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      if (next.get().kind() == RunKind.SHADOW) {
        runs.lose("node", next.get(), "no engine");
      } else {
        runs.finish("node", next.get(), succeeded(next.get()), definition);
        runs.plan(definition);
      }
    }
    assertThat(state(hider)).isEqualTo(SubmissionState.PLAYING);
    runs.recover("node");
    playAll();
    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);
    assertThat(runs.progress(CHALLENGE).matches()).isEqualTo(SPLITS);
  }

  /** The challenge with something else for its seekers to know. */
  private static Challenge giving(String knowledge) {
    String yaml =
        Bundle.find(CHALLENGE).yaml().replaceAll("(?m)^(knowledge|shadows):.*\n", "") + knowledge;
    return Bundle.parse(yaml, "challenge.yaml");
  }

  @Test
  void resultsComeBackAsTheyWereStored() {
    enter(PlayerRole.HIDER, "h", 1);
    enter(PlayerRole.SEEKER, "s", 2);
    playAll();
    RunRecord release = runs.ofImage(CHALLENGE, image(1)).get(1);
    ScoredRelease scored = succeeded(release.run()).release().orElseThrow();
    assertThat(release.release()).contains(scored.result());
    assertThat(runs.releaseReport(release.run().id())).contains(scored.report());
    assertThat(runs.nearCopies(release.run().id())).contains(scored.nearCopies());
    assertThat(runs.matchReport(release.run().id())).isEmpty();
    assertThat(runs.find(release.run().id())).contains(release);
    assertThat(runs.release(CHALLENGE, 1, image(1))).isEqualTo(release.release());
    assertThat(release.duration()).contains(Duration.ofMillis(1234));
    assertThat(release.peakMemoryBytes()).hasValue(5_000_000_000L);
    assertThat(release.finishedAt()).contains(clock.instant());
    RunRecord match = runs.ofImage(CHALLENGE, image(2)).get(1);
    ScoredMatch played = succeeded(match.run()).match().orElseThrow();
    assertThat(match.match()).contains(played.result());
    assertThat(runs.matchReport(match.run().id())).contains(played.report());
    assertThat(runs.releaseReport(match.run().id())).isEmpty();
    assertThat(runs.nearCopies(match.run().id())).isEmpty();
  }

  @Test
  void aZipAndWhatItReturnedComeBackAsTheyWereStored() {
    SubmissionId id =
        submissions
            .add(CHALLENGE, team.id(), PlayerRole.HIDER, "veteran", Upload.zip(BLOB))
            .orElseThrow();
    Submission submission = submissions.find(id).orElseThrow();
    assertThat(submission.format()).isEqualTo(Format.ZIP_2020);
    assertThat(submission.image()).isEqualTo(Zip2020.player(BLOB));
    assertThat(submissions.find(enter(PlayerRole.HIDER, "image", 1)).orElseThrow().format())
        .isEqualTo(Format.IMAGE);
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      boolean zip = next.get().hider().equals(Optional.of(submission.image()));
      assertThat(
              runs.finish(
                  "node",
                  next.get(),
                  zip ? returning(next.get()) : succeeded(next.get()),
                  definition))
          .isTrue();
      runs.plan(definition);
    }
    assertThat(runs.release(CHALLENGE, 1, submission.image()).orElseThrow().files())
        .containsEntry(ReturnedArrays.DATA, RETURNED)
        .containsEntry(ReturnedArrays.MASK, BLOB)
        .hasSize(7);
    assertThat(runs.release(CHALLENGE, 1, image(1)).orElseThrow().files()).hasSize(5);
  }

  /** Of a release with what a 2020 hider returned. */
  private static RunOutcome returning(Run run) {
    RunOutcome plain = succeeded(run);
    return new RunOutcome(
        plain.state(),
        plain.reason(),
        plain.exitCode(),
        plain.duration(),
        plain.cpuTime(),
        plain.peakMemoryBytes(),
        plain.log(),
        plain
            .release()
            .map(
                scored -> {
                  ReleaseResult result = scored.result();
                  Map<String, BlobId> files = new TreeMap<>(result.files());
                  files.put(ReturnedArrays.DATA, RETURNED);
                  files.put(ReturnedArrays.MASK, BLOB);
                  return new ScoredRelease(
                      new ReleaseResult(
                          files,
                          result.utility(),
                          result.utilityLow(),
                          result.utilityHigh(),
                          result.facets(),
                          result.gate2020(),
                          result.scorer(),
                          result.claim()),
                      scored.report(),
                      scored.nearCopies());
                }),
        plain.shadow(),
        plain.match());
  }

  @Test
  void whatWasScoredBeforeReportsWereKeptHasNone() {
    enter(PlayerRole.HIDER, "h", 1);
    enter(PlayerRole.SEEKER, "s", 2);
    playAll();
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("UPDATE match_result SET report = NULL");
              handle.execute(
                  "UPDATE release_result SET report = NULL, near_copies = NULL, gate_2020 = NULL,"
                      + " claim_blob = NULL, claim = NULL");
            });
    RunRecord release = runs.ofImage(CHALLENGE, image(1)).get(1);
    assertThat(release.release().orElseThrow().gate2020()).isEmpty();
    assertThat(release.release().orElseThrow().claim()).isEmpty();
    assertThat(release.release().orElseThrow().files()).hasSize(4);
    assertThat(runs.releaseReport(release.run().id())).isEmpty();
    assertThat(runs.nearCopies(release.run().id())).isEmpty();
    RunRecord match = runs.ofImage(CHALLENGE, image(2)).get(1);
    assertThat(match.match()).isPresent();
    assertThat(runs.matchReport(match.run().id())).isEmpty();
  }

  @Test
  void onlyTheHolderOfTheLeaseEndsARun() {
    enter(PlayerRole.HIDER, "a", 1);
    Run first = runs.claim("slow", LEASE).orElseThrow();
    clock.advance(LEASE.plusSeconds(1));
    assertThat(runs.expire()).isEqualTo(1);
    Run second = runs.claim("quick", LEASE).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(runs.finish("slow", first, succeeded(first), definition)).isFalse();
    assertThat(runs.finish("quick", second, succeeded(second), definition)).isTrue();
    assertThat(runs.finish("quick", second, succeeded(second), definition)).isFalse();
  }

  @Test
  void aRenewedLeaseDoesNotEnd() {
    enter(PlayerRole.HIDER, "a", 1);
    assertThat(runs.claim("node", LEASE)).isPresent();
    clock.advance(LEASE.minusSeconds(1));
    runs.renew("node", LEASE);
    clock.advance(LEASE.minusSeconds(1));
    assertThat(runs.expire()).isZero();
  }

  @Test
  void aRunThatTheMachineFailsIsTriedAgainFiveTimesAndAgainAfterARestart() {
    SubmissionId id = enter(PlayerRole.HIDER, "a", 1);
    for (int attempt = 1; attempt <= 5; attempt++) {
      Run run = runs.claim("node", LEASE).orElseThrow();
      assertThat(run.attempt()).isEqualTo(attempt);
      runs.lose("node", run, "no engine");
    }
    assertThat(runs.claim("node", LEASE)).isEmpty();
    runs.plan(definition);
    assertThat(state(id)).isEqualTo(SubmissionState.CHECKING);
    assertThat(runs.recover("another node")).isEqualTo(1);
    assertThat(runs.claim("node", LEASE)).isPresent();
  }

  @Test
  void aRestartedNodeGivesBackItsOwnRunsOnly() {
    enter(PlayerRole.HIDER, "a", 1);
    enter(PlayerRole.HIDER, "b", 2);
    Run own = runs.claim("node", LEASE).orElseThrow();
    Run others = runs.claim("other", LEASE).orElseThrow();
    assertThat(runs.recover("node")).isEqualTo(1);
    assertThat(runs.claim("node", LEASE).orElseThrow().id()).isEqualTo(own.id());
    assertThat(runs.finish("other", others, succeeded(others), definition)).isTrue();
  }

  @Test
  void fourNodesTakeEveryRunOnceAndLoseNone() throws Exception {
    int hiders = 30;
    for (int hider = 1; hider <= hiders; hider++) {
      enter(PlayerRole.HIDER, "h" + hider, hider);
    }
    enter(PlayerRole.SEEKER, "s", 1000);
    enter(PlayerRole.SEEKER, "t", 1001);
    List<Callable<List<Run>>> work = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      String name = "node-" + node;
      work.add(() -> takeUntilNothingIsLeft(name, hiders * SPLITS * 3 + hiders + 2));
    }
    List<Run> taken = atOnce(work).stream().flatMap(List::stream).toList();
    assertThat(taken)
        .extracting(Run::id)
        .doesNotHaveDuplicates()
        .hasSize(hiders * SPLITS * 3 + hiders + 2);
    assertThat(runs.progress(CHALLENGE))
        .isEqualTo(new Progress(0, 0, taken.size(), hiders * SPLITS * 2));
  }

  @Test
  void nobodySeesAnEndedRunWithoutWhatFollowsFromIt() throws Exception {
    enter(PlayerRole.SEEKER, "s", 2);
    for (int hider = 1; hider <= 10; hider++) {
      enter(PlayerRole.HIDER, "h" + hider, 10 + hider);
    }
    int all = 11 + 10 * SPLITS * 2;
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Progress> settled =
          reader.submit(
              () -> {
                Progress progress = runs.progress(CHALLENGE);
                while (!progress.settled()) {
                  progress = runs.progress(CHALLENGE);
                }
                return progress;
              });
      List<Callable<List<Run>>> work =
          List.of(
              () -> takeUntilNothingIsLeft("one", all), () -> takeUntilNothingIsLeft("two", all));
      assertThat(atOnce(work)).noneMatch(List::isEmpty);
      assertThat(settled.get()).isEqualTo(new Progress(0, 0, all, 10 * SPLITS));
      assertThat(submissions.all(CHALLENGE))
          .allMatch(submission -> submission.state() == SubmissionState.RANKED);
    } finally {
      reader.shutdownNow();
    }
  }

  @Test
  void aTeamWithWorkUnderWayGoesBehindOneWithout() {
    Team other = teams.add("Other", false, "33".repeat(32)).orElseThrow();
    for (int entry = 1; entry <= 500; entry++) {
      enter(PlayerRole.HIDER, "h" + entry, entry);
    }
    Run running = runs.claim("node", LEASE).orElseThrow();
    enter(other, PlayerRole.HIDER, "late", 900);
    enter(other, PlayerRole.HIDER, "later", 901);
    assertThat(next().hider()).contains(image(900));
    assertThat(next().hider()).contains(image(2));
    assertThat(next().hider()).contains(image(901));
    assertThat(runs.finish("node", running, succeeded(running), definition)).isTrue();
    Run next = next();
    assertThat(next.kind()).isEqualTo(RunKind.CHECK);
    assertThat(next.hider()).contains(image(3));
  }

  @Test
  void fiveHundredEntriesDelayAnotherTeamsFirstByOneRun() {
    Team other = teams.add("Other", false, "33".repeat(32)).orElseThrow();
    enter(PlayerRole.SEEKER, "s", 1000);
    for (int entry = 1; entry <= 100; entry++) {
      enter(PlayerRole.HIDER, "h" + entry, entry);
    }
    playSome(150);
    enter(other, PlayerRole.HIDER, "late", 900);
    List<Run> started = playSome(12);
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < started.size(); i++) {
      if (started.get(i).hider().equals(Optional.of(image(900)))) {
        own.add(i);
      }
    }
    assertThat(own).hasSize(1 + 2 * SPLITS).startsWith(0, 2, 4);
  }

  @Test
  void baselinesGoBehindAllOthersAndRaisedOnesBefore() {
    Team baseline = teams.add("Organisers", true, "33".repeat(32)).orElseThrow();
    enter(baseline, PlayerRole.HIDER, "copy", 1);
    SubmissionId raised = enter(baseline, PlayerRole.HIDER, "noise", 2);
    enter(PlayerRole.HIDER, "a", 3);
    enter(PlayerRole.HIDER, "b", 4);
    assertThat(runs.raise(raised)).isTrue();
    assertThat(next().hider()).contains(image(2));
    assertThat(next().hider()).contains(image(3));
    assertThat(next().hider()).contains(image(4));
    assertThat(next().hider()).contains(image(1));
    assertThat(runs.claim("node", LEASE)).isEmpty();
  }

  @Test
  void whatFollowsFromARaisedSubmissionIsRaisedToo() {
    SubmissionId raised = enter(PlayerRole.HIDER, "a", 1);
    enter(PlayerRole.HIDER, "b", 2);
    enter(PlayerRole.HIDER, "c", 3);
    runs.raise(raised);
    assertThat(playSome(3))
        .extracting(Run::kind, run -> run.hider().orElseThrow())
        .containsExactly(
            tuple(RunKind.CHECK, image(1)),
            tuple(RunKind.RELEASE, image(1)),
            tuple(RunKind.RELEASE, image(1)));
  }

  @Test
  void anImageOfSeveralTeamsIsPlayedInTheFirstTurnOfAnyOfThem() {
    Team other = teams.add("Other", false, "33".repeat(32)).orElseThrow();
    Team third = teams.add("Third", false, "44".repeat(32)).orElseThrow();
    for (int entry = 1; entry <= 20; entry++) {
      enter(PlayerRole.HIDER, "h" + entry, entry);
    }
    enter(third, PlayerRole.HIDER, "x", 30);
    enter(other, PlayerRole.HIDER, "twin", 20);
    assertThat(List.of(next(), next(), next()))
        .extracting(run -> run.hider().orElseThrow())
        .containsExactlyInAnyOrder(image(1), image(20), image(30));
    assertThat(runs.progress(CHALLENGE)).isEqualTo(new Progress(18, 3, 0, 0));
  }

  @Test
  void aCancelledSubmissionEndsItsRunsAndNobodyElses() {
    SubmissionId kept = enter(PlayerRole.HIDER, "kept", 1);
    SubmissionId id = enter(PlayerRole.HIDER, "a", 2);
    playSome(2);
    Run first = next();
    Run running = next();
    assertThat(List.of(first, running))
        .extracting(run -> run.hider().orElseThrow())
        .containsExactly(image(1), image(1));
    Run own = next();
    clock.advance(Duration.ofSeconds(7));
    assertThat(runs.end(id, SubmissionState.CANCELLED, EndedBy.TEAM, "Enough.")).isTrue();
    Submission ended = submissions.find(id).orElseThrow();
    assertThat(ended.state()).isEqualTo(SubmissionState.CANCELLED);
    assertThat(ended.actor()).contains(EndedBy.TEAM);
    assertThat(ended.reason()).isEqualTo("Enough.");
    assertThat(ended.changedAt()).isEqualTo(clock.instant());
    assertThat(runs.ofImage(CHALLENGE, image(2)))
        .extracting(RunRecord::state, RunRecord::actor)
        .containsExactly(
            tuple(RunState.SUCCEEDED, Optional.of(EndedBy.PLAYER)),
            tuple(RunState.CANCELLED, Optional.of(EndedBy.TEAM)),
            tuple(RunState.CANCELLED, Optional.of(EndedBy.TEAM)));
    RunRecord cancelled = runs.find(own.id()).orElseThrow();
    assertThat(cancelled.reason()).isEqualTo("Enough.");
    assertThat(cancelled.finishedAt()).contains(clock.instant());
    assertThat(runs.held("node")).containsExactly(first, running);
    assertThat(runs.finish("node", own, succeeded(own), definition)).isFalse();
    assertThat(runs.release(CHALLENGE, own.split(), image(2))).isEmpty();
    runs.lose("node", own, "no engine");
    assertThat(runs.find(own.id())).contains(cancelled);
    assertThat(runs.claim("node", LEASE)).isEmpty();
    assertThat(runs.finish("node", running, succeeded(running), definition)).isTrue();
    assertThat(runs.finish("node", first, succeeded(first), definition)).isTrue();
    assertThat(state(kept)).isEqualTo(SubmissionState.RANKED);
    assertThat(runs.progress(CHALLENGE).settled()).isTrue();
  }

  @Test
  void whatHasEndedCantBeEndedAgain() {
    SubmissionId ranked = enter(PlayerRole.HIDER, "a", 1);
    SubmissionId refused = enter(PlayerRole.HIDER, "b", 2);
    Run check = next();
    runs.finish("node", check, succeeded(check), definition);
    for (Optional<Run> run = runs.claim("node", LEASE);
        run.isPresent();
        run = runs.claim("node", LEASE)) {
      boolean fails = run.get().hider().equals(Optional.of(image(2)));
      runs.finish(
          "node",
          run.get(),
          fails ? ended(RunState.FAILED, "x") : succeeded(run.get()),
          definition);
    }
    assertThat(submissions.find(refused).orElseThrow().actor()).contains(EndedBy.PLAYER);
    assertThat(submissions.find(ranked).orElseThrow().actor()).contains(EndedBy.PLATFORM);
    assertThat(runs.end(refused, SubmissionState.WITHDRAWN, EndedBy.TEAM, "r")).isFalse();
    assertThat(runs.raise(refused)).isFalse();
    assertThat(runs.end(ranked, SubmissionState.CANCELLED, EndedBy.TEAM, "r")).isFalse();
    assertThat(runs.end(ranked, SubmissionState.WITHDRAWN, EndedBy.TEAM, "r")).isTrue();
    for (SubmissionState state :
        List.of(
            SubmissionState.CANCELLED, SubmissionState.WITHDRAWN, SubmissionState.DISQUALIFIED)) {
      assertThat(runs.end(ranked, state, EndedBy.OPERATOR, "again")).isFalse();
    }
    assertThat(submissions.find(ranked).orElseThrow().reason()).isEqualTo("r");
  }

  @Test
  void nothingOfARevealedChallengeIsEnded() {
    SubmissionId id = enter(PlayerRole.HIDER, "a", 1);
    playAll();
    challenges.close(CHALLENGE, clock.instant());
    challenges.reveal(CHALLENGE, clock.instant());
    assertThat(runs.end(id, SubmissionState.DISQUALIFIED, EndedBy.OPERATOR, "late")).isFalse();
    assertThat(state(id)).isEqualTo(SubmissionState.RANKED);
  }

  @Test
  void aTwinGoesOnWhenAnImageIsWithdrawn() {
    Team other = teams.add("Other", false, "33".repeat(32)).orElseThrow();
    SubmissionId id = enter(PlayerRole.HIDER, "a", 1);
    SubmissionId twin = enter(other, PlayerRole.HIDER, "twin", 1);
    assertThat(runs.end(id, SubmissionState.WITHDRAWN, EndedBy.TEAM, "r")).isTrue();
    playAll();
    assertThat(state(id)).isEqualTo(SubmissionState.WITHDRAWN);
    assertThat(state(twin)).isEqualTo(SubmissionState.RANKED);
  }

  @Test
  void anImageThatIsEnteredAgainIsPlayedAsIfItHadNeverBeenCancelled() {
    enter(PlayerRole.SEEKER, "s", 2);
    SubmissionId id = enter(PlayerRole.HIDER, "a", 1);
    playSome(2);
    Run running = next();
    runs.end(id, SubmissionState.CANCELLED, EndedBy.TEAM, "r");
    SubmissionId again = enter(PlayerRole.HIDER, "b", 1);
    runs.plan(definition);
    playAll();
    assertThat(state(again)).isEqualTo(SubmissionState.RANKED);
    assertThat(entrant(again)).isEqualTo(entrant(id));
    assertThat(runs.find(running.id()).orElseThrow().run().attempt()).isEqualTo(2);
    assertThat(runs.all(CHALLENGE)).allMatch(run -> run.state() == RunState.SUCCEEDED);
    assertThat(runs.progress(CHALLENGE).matches()).isEqualTo(SPLITS);
  }

  @Test
  void aPoisonRunIsLostAndOthersGoOn() {
    SubmissionId poison = enter(PlayerRole.HIDER, "poison", 1);
    SubmissionId sound = enter(PlayerRole.HIDER, "sound", 2);
    for (Optional<Run> run = runs.claim("node", LEASE);
        run.isPresent();
        run = runs.claim("node", LEASE)) {
      if (run.get().hider().equals(Optional.of(image(1)))) {
        runs.lose("node", run.get(), "It broke the machine.");
      } else {
        runs.finish("node", run.get(), succeeded(run.get()), definition);
      }
    }
    assertThat(state(sound)).isEqualTo(SubmissionState.RANKED);
    assertThat(state(poison)).isEqualTo(SubmissionState.CHECKING);
    RunRecord lost = runs.ofImage(CHALLENGE, image(1)).get(0);
    assertThat(lost.state()).isEqualTo(RunState.LOST);
    assertThat(lost.run().attempt()).isEqualTo(5);
    assertThat(lost.actor()).contains(EndedBy.PLATFORM);
    assertThat(lost.reason()).isEqualTo("It broke the machine.");
    assertThat(lost.finishedAt()).contains(clock.instant());
  }

  @Test
  void aRunThatStopsThePlatformEveryTimeIsLostUntilTheOperatorRaisesIt() {
    SubmissionId id = enter(PlayerRole.HIDER, "poison", 1);
    for (int life = 1; life <= 20; life++) {
      assertThat(next().attempt()).isEqualTo(life);
      runs.recover("node");
    }
    assertThat(runs.claim("node", LEASE)).isEmpty();
    assertThat(runs.recover("node")).isZero();
    assertThat(runs.claim("node", LEASE)).isEmpty();
    assertThat(runs.ofImage(CHALLENGE, image(1)).get(0).state()).isEqualTo(RunState.LOST);
    assertThat(runs.raise(id)).isTrue();
    playAll();
    assertThat(state(id)).isEqualTo(SubmissionState.RANKED);
  }

  @Test
  void aSubmissionKnowsItsPlaceInTheQueue() {
    Team other = teams.add("Other", false, "33".repeat(32)).orElseThrow();
    SubmissionId first = enter(PlayerRole.HIDER, "a", 1);
    Run check = next();
    assertThat(runs.place(submissions.find(first).orElseThrow())).isEmpty();
    runs.finish("node", check, succeeded(check), definition);
    for (int entry = 2; entry <= 6; entry++) {
      enter(PlayerRole.HIDER, "h" + entry, entry);
    }
    SubmissionId last = enter(PlayerRole.HIDER, "last", 7);
    SubmissionId others = enter(other, PlayerRole.HIDER, "theirs", 8);
    QueuePlace place = runs.place(submissions.find(last).orElseThrow()).orElseThrow();
    // Five checks of its own team, and the only one of the other.
    assertThat(place.before()).isEqualTo(6);
    assertThat(place.expectedWait()).contains(Duration.ofMillis(6 * 1234));
    assertThat(runs.place(submissions.find(others).orElseThrow()).orElseThrow().before()).isZero();
    assertThat(next().hider()).contains(image(8));
    assertThat(runs.raise(last)).isTrue();
    assertThat(runs.place(submissions.find(last).orElseThrow()).orElseThrow().before()).isZero();
    assertThat(next().id()).isEqualTo(place.run());
  }

  private Run next() {
    return runs.claim("node", LEASE).orElseThrow();
  }

  /** Plays so many runs, one after the other. */
  private List<Run> playSome(int count) {
    List<Run> played = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Run run = next();
      played.add(run);
      assertThat(runs.finish("node", run, succeeded(run), definition)).isTrue();
    }
    return played;
  }

  private List<Run> takeUntilNothingIsLeft(String node, int expected) {
    List<Run> taken = new ArrayList<>();
    while (runs.progress(CHALLENGE).finished() < expected) {
      runs.claim(node, LEASE)
          .ifPresent(
              run -> {
                taken.add(run);
                assertThat(runs.finish(node, run, succeeded(run), definition)).isTrue();
              });
    }
    return taken;
  }

  private static final String PHASES =
      """
      phases:
        - {name: trial, starts: 2026-02-01T00:00Z, ends: 2026-03-02T00:00Z, splits: 1}
        - name: final
          starts: 2026-03-02T00:00Z
          ends: 2026-03-09T00:00Z
          visibility: {freeze: 2026-03-05T00:00Z}
      """;

  private static final String ADVANCING =
      """
      phases:
        - {name: trial, starts: 2026-02-28T00:00Z, ends: 2026-03-02T00:00Z, splits: 1}
        - {name: final, starts: 2026-03-03T00:00Z, ends: 2026-03-09T00:00Z, splits: 2, advance: 2}
      """;

  private static final Duration ONE_DAY = Duration.ofDays(1);

  private PhaseStore phases() {
    return new JdbiPhaseStore(database.jdbi(), clock);
  }

  private List<String> switches() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT phase, event FROM phase_switch ORDER BY step")
                    .map((row, context) -> row.getString("phase") + " " + row.getString("event"))
                    .list());
  }

  private SubmissionId enter(PlayerRole role, String name, int image, int phase) {
    return submissions
        .enter(entry(team, role, name, ticket(phase, 1000)), upload(image))
        .id()
        .orElseThrow();
  }

  private static Ticket ticket(int phase, int perDay) {
    return new Ticket(phase, new Quota(Optional.of(perDay), Optional.empty()));
  }

  @Test
  void aSwitchIsRecordedOnceWhenItIsDue() {
    definition = giving(PHASES);
    assertThat(phases().stage(definition).current().orElseThrow().name()).isEqualTo("trial");
    assertThat(switches()).containsExactly("trial start");
    clock.advance(ONE_DAY);
    runs.plan(definition);
    phases().stage(definition);
    assertThat(switches()).containsExactly("trial start");
    clock.advance(Duration.ofMillis(877));
    runs.plan(definition);
    assertThat(switches()).containsExactly("trial start", "trial end", "final start");
    clock.advance(Duration.ofDays(100));
    runs.plan(definition);
    runs.plan(definition);
    assertThat(switches())
        .containsExactly("trial start", "trial end", "final start", "final freeze", "final end");
    assertThat(phases().stage(definition).takesSubmissions()).isFalse();
  }

  @Test
  void aClockThatIsSetBackOpensNothingAgain() {
    definition = giving(PHASES);
    clock.advance(ONE_DAY.multipliedBy(5));
    assertThat(phases().stage(definition).frozen()).isTrue();
    clock.advance(ONE_DAY.multipliedBy(-30));
    Stage stage = phases().stage(definition);
    assertThat(stage.current().orElseThrow().name()).isEqualTo("final");
    assertThat(stage.frozen()).isTrue();
    runs.plan(definition);
    assertThat(switches()).hasSize(4);
  }

  @Test
  void aClosedChallengeSwitchesNoMore() {
    definition = giving(PHASES);
    challenges.close(CHALLENGE, clock.instant());
    clock.advance(ONE_DAY.multipliedBy(30));
    runs.plan(definition);
    assertThat(phases().stage(definition).entered()).isEqualTo(1);
    assertThat(switches()).containsExactly("trial start");
  }

  @Test
  void manyNodesRecordASwitchOnce() throws Exception {
    definition = giving(PHASES);
    clock.advance(ONE_DAY.multipliedBy(3));
    List<Callable<Object>> work = new ArrayList<>();
    for (int node = 0; node < 16; node++) {
      boolean plans = node % 2 == 0;
      work.add(
          () -> {
            if (plans) {
              new JdbiRunStore(database.jdbi(), clock).plan(definition);
            }
            return phases().stage(definition);
          });
    }
    assertThat(atOnce(work)).containsOnly(phases().stage(definition));
    assertThat(switches()).containsExactly("trial start", "trial end", "final start");
  }

  /** With nothing, one and many runs under way when the phase ends. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12})
  void whatRunsAtASwitchEndsAndCountsForItsPhase(int hiders) {
    definition = giving(PHASES);
    runs.plan(definition);
    for (int hider = 1; hider <= hiders; hider++) {
      enter(PlayerRole.HIDER, "h" + hider, hider, 1);
    }
    enter(PlayerRole.SEEKER, "s", 100, 1);
    List<Run> running = new ArrayList<>();
    for (int hider = 1; hider <= hiders; hider++) {
      running.add(runs.claim("node", LEASE).orElseThrow());
    }
    clock.advance(ONE_DAY.multipliedBy(2));
    runs.plan(definition);
    enter(PlayerRole.SEEKER, "of the final", 101, 2);
    for (Run run : running) {
      assertThat(runs.finish("node", run, succeeded(run), definition)).isTrue();
    }
    runs.plan(definition);
    playAll();
    assertThat(switches()).containsExactly("trial start", "trial end", "final start");
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() != RunKind.CHECK)
        .hasSize(2 * hiders)
        .allMatch(run -> run.run().split() == 1)
        .noneMatch(run -> run.run().seeker().equals(Optional.of(image(101))));
    assertThat(submissions.all(CHALLENGE)).filteredOn(one -> one.phase() == 1).hasSize(hiders + 1);
  }

  @Test
  void baselinesPlayInEveryPhaseFromItsStartOn() {
    definition = giving(PHASES);
    enter(PlayerRole.HIDER, "baseline", 1);
    enter(PlayerRole.SEEKER, "its seeker", 2);
    runs.plan(definition);
    playAll();
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.MATCH)
        .extracting(run -> run.run().split())
        .containsExactly(1);
    clock.advance(ONE_DAY.multipliedBy(2));
    runs.plan(definition);
    enter(PlayerRole.SEEKER, "of the final", 3, 2);
    playAll();
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.MATCH)
        .extracting(run -> run.run().seeker().orElseThrow(), run -> run.run().split())
        .containsExactlyInAnyOrder(
            tuple(image(2), 1), tuple(image(2), 2), tuple(image(3), 1), tuple(image(3), 2));
  }

  /** One chooses two of three, one chooses what it withdraws, one nothing, one has a new entry. */
  @Test
  void chosenEntriesGoOnElseTheLatestValidOne() {
    definition = giving(ADVANCING);
    runs.plan(definition);
    Team chooser = team("chooser");
    Team fickle = team("fickle");
    Team idle = team("idle");
    Team late = team("late");
    List<SubmissionId> chosen = new ArrayList<>();
    for (int image = 1; image <= 3; image++) {
      chosen.add(enter(chooser, PlayerRole.HIDER, "c" + image, image, 1));
    }
    SubmissionId kept = enter(fickle, PlayerRole.HIDER, "kept", 4, 1);
    SubmissionId dropped = enter(fickle, PlayerRole.HIDER, "dropped", 5, 1);
    enter(idle, PlayerRole.HIDER, "older", 6, 1);
    SubmissionId latest = enter(idle, PlayerRole.HIDER, "latest", 7, 1);
    SubmissionId seeker = enter(idle, PlayerRole.SEEKER, "seeker", 8, 1);
    playAll();
    SubmissionId unchecked = enter(idle, PlayerRole.HIDER, "unchecked", 9, 1);
    SubmissionId alone = enter(late, PlayerRole.HIDER, "alone", 10, 1);

    assertThat(submissions.choose(found(chosen.get(0)), definition)).isTrue();
    assertThat(submissions.choose(found(chosen.get(2)), definition)).isTrue();
    assertThat(submissions.choose(found(chosen.get(2)), definition)).as("again").isTrue();
    assertThat(submissions.choose(found(chosen.get(1)), definition)).as("a third").isFalse();
    submissions.unchoose(found(chosen.get(0)), definition);
    assertThat(submissions.choose(found(chosen.get(1)), definition)).isTrue();
    assertThat(submissions.choose(found(dropped), definition)).isTrue();
    runs.end(dropped, SubmissionState.WITHDRAWN, EndedBy.TEAM, "");

    clock.advance(ONE_DAY.multipliedBy(4));
    runs.plan(definition);
    List<SubmissionId> finalists =
        List.of(chosen.get(1), chosen.get(2), kept, latest, seeker, alone);
    assertThat(submissions.all(CHALLENGE))
        .filteredOn(one -> one.lastPhase() == 2)
        .extracting(Submission::id)
        .containsExactlyElementsOf(finalists);
    assertThat(submissions.choose(found(chosen.get(0)), definition)).as("too late").isFalse();
    submissions.unchoose(found(chosen.get(1)), definition);
    assertThat(found(chosen.get(1)).chosenFor()).hasValue(2);
    assertThat(found(unchecked).lastPhase()).isEqualTo(1);

    clock.advance(ONE_DAY.multipliedBy(-4));
    runs.plan(definition);
    playAll();
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.RELEASE && run.run().split() == 2)
        .extracting(run -> run.run().hider().orElseThrow())
        .containsExactlyInAnyOrder(image(2), image(3), image(4), image(7), image(10));
    assertThat(runs.all(CHALLENGE))
        .filteredOn(run -> run.run().kind() == RunKind.MATCH && run.run().split() == 2)
        .hasSize(5);
  }

  @Test
  void manyChoicesAtOnceAreAsManyAsTheLimit() throws Exception {
    definition = giving(ADVANCING);
    runs.plan(definition);
    List<SubmissionId> entries = new ArrayList<>();
    for (int image = 1; image <= 12; image++) {
      entries.add(enter(team, PlayerRole.HIDER, "h" + image, image, 1));
    }
    List<Callable<Boolean>> choices = new ArrayList<>();
    entries.forEach(id -> choices.add(() -> submissions.choose(found(id), definition)));
    assertThat(atOnce(choices)).filteredOn(Boolean::booleanValue).hasSize(2);
    assertThat(submissions.all(CHALLENGE))
        .filteredOn(one -> one.chosenFor().isPresent())
        .hasSize(2);
  }

  private Team team(String name) {
    return teams.add(name, false, Tokens.hash(name)).orElseThrow();
  }

  private Submission found(SubmissionId id) {
    return submissions.find(id).orElseThrow();
  }

  private SubmissionId enter(Team owner, PlayerRole role, String name, int image, int phase) {
    return submissions
        .enter(entry(owner, role, name, ticket(phase, 100)), upload(image))
        .id()
        .orElseThrow();
  }

  @Test
  void beforeTheFirstPhaseNothingIsPlayed() {
    definition =
        giving("phases: [{name: late, starts: 2026-03-02T00:00Z, ends: 2026-03-09T00:00Z}]\n");
    enter(PlayerRole.HIDER, "baseline", 1);
    playAll();
    assertThat(runs.all(CHALLENGE)).extracting(run -> run.run().kind()).containsOnly(RunKind.CHECK);
    assertThat(switches()).isEmpty();
  }

  @Test
  void twoHundredEntriesAtOnceGiveAsManyAsTheLimit() throws Exception {
    int limit = 7;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(200);
    List<Future<Entered>> sent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        int number = i;
        sent.add(
            clients.submit(
                () -> {
                  start.await();
                  return submissions.enter(
                      entry(team, PlayerRole.HIDER, "h" + number, ticket(0, limit)),
                      upload(number % 50));
                }));
      }
      start.countDown();
      int taken = 0;
      for (Future<Entered> one : sent) {
        Entered entered = one.get();
        taken += entered.id().isPresent() ? 1 : 0;
        assertThat(entered.exhausted().isPresent()).isNotEqualTo(entered.id().isPresent());
      }
      assertThat(taken).isEqualTo(limit);
    } finally {
      clients.shutdownNow();
    }
    assertThat(submissions.all(CHALLENGE)).hasSize(limit);
  }

  private boolean takes(PlayerRole role, String name, int image, Ticket ticket) {
    return submissions.enter(entry(team, role, name, ticket), upload(image)).id().isPresent();
  }

  private static Entry entry(Team team, PlayerRole role, String name, Ticket ticket) {
    return new Entry(CHALLENGE, team.id(), role, name, Statement.NONE, ticket);
  }

  @Test
  void aQuotaIsOfATeamARoleAPhaseAndADayInUtc() {
    Ticket two = ticket(1, 2);
    assertThat(takes(PlayerRole.HIDER, "a", 1, two)).isTrue();
    assertThat(takes(PlayerRole.HIDER, "b", 2, two)).isTrue();
    assertThat(takes(PlayerRole.HIDER, "c", 3, two)).isFalse();
    assertThat(takes(PlayerRole.SEEKER, "c", 3, two)).isTrue();
    assertThat(takes(PlayerRole.HIDER, "d", 3, ticket(2, 2))).isTrue();
    Team other = teams.add("Others", false, "77".repeat(32)).orElseThrow();
    assertThat(submissions.enter(entry(other, PlayerRole.HIDER, "e", two), upload(4)).id())
        .isPresent();
    clock.advance(Duration.ofMillis(876));
    assertThat(takes(PlayerRole.HIDER, "c", 3, two)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(takes(PlayerRole.HIDER, "c", 3, two)).isTrue();
    clock.advance(ONE_DAY.negated());
    assertThat(takes(PlayerRole.HIDER, "yesterday again", 5, two)).isFalse();
    Ticket inTotal = new Ticket(1, new Quota(Optional.empty(), Optional.of(3)));
    clock.advance(ONE_DAY.multipliedBy(9));
    assertThat(takes(PlayerRole.HIDER, "f", 6, inTotal)).isFalse();
  }

  @Test
  void refusedEntriesTakeNoSlotFromValidOnes() {
    Ticket two = ticket(0, 2);
    for (int number = 1; number <= 2; number++) {
      assertThat(takes(PlayerRole.SEEKER, "bad " + number, number, two)).isTrue();
      Run check = runs.claim("node", LEASE).orElseThrow();
      runs.finish("node", check, ended(RunState.FAILED, "bad"), definition);
      runs.plan(definition);
    }
    QuotaUse use = submissions.use(CHALLENGE, team.id(), PlayerRole.SEEKER, 0);
    assertThat(use.today()).isEqualTo(new QuotaUse.Count(0, 2, 0));
    assertThat(use.tomorrow()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(
            submissions.enter(entry(team, PlayerRole.SEEKER, "third", two), upload(3)).exhausted())
        .contains(new QuotaUse.Exhausted(true, true, 2, 0));
    assertThat(takes(PlayerRole.SEEKER, "third", 3, ticket(0, 3))).isTrue();
    playAll();
    assertThat(submissions.use(CHALLENGE, team.id(), PlayerRole.SEEKER, 0).total())
        .isEqualTo(new QuotaUse.Count(1, 2, 0));
  }

  @Test
  void aFaultOfThePlatformCostsNoSlotAndWithdrawingGivesNoneBack() {
    Ticket one = ticket(0, 1);
    SubmissionId id =
        submissions.enter(entry(team, PlayerRole.HIDER, "a", one), upload(1)).id().orElseThrow();
    for (int attempt = 1; attempt <= 5; attempt++) {
      runs.lose("node", runs.claim("node", LEASE).orElseThrow(), "no engine");
    }
    assertThat(submissions.use(CHALLENGE, team.id(), PlayerRole.HIDER, 0).total())
        .isEqualTo(new QuotaUse.Count(0, 0, 0));
    assertThat(takes(PlayerRole.HIDER, "b", 2, one)).isTrue();
    runs.recover("node");
    playAll();
    assertThat(state(id)).isEqualTo(SubmissionState.RANKED);
    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE submission SET state = 'withdrawn'"));
    assertThat(submissions.use(CHALLENGE, team.id(), PlayerRole.HIDER, 0).total())
        .isEqualTo(new QuotaUse.Count(2, 0, 0));
    assertThat(takes(PlayerRole.HIDER, "c", 3, one)).isFalse();
  }

  private void playAll() {
    for (Optional<Run> next = runs.claim("node", LEASE);
        next.isPresent();
        next = runs.claim("node", LEASE)) {
      assertThat(runs.finish("node", next.get(), succeeded(next.get()), definition)).isTrue();
    }
  }

  private SubmissionId enter(PlayerRole role, String name, int image) {
    return enter(team, role, name, image);
  }

  private SubmissionId enter(Team owner, PlayerRole role, String name, int image) {
    return submissions.add(CHALLENGE, owner.id(), role, name, upload(image)).orElseThrow();
  }

  private static Upload upload(int image) {
    return Upload.image(BLOB, image(image));
  }

  private int entrant(SubmissionId id) {
    return submissions.find(id).orElseThrow().entrant();
  }

  private SubmissionState state(SubmissionId id) {
    return submissions.find(id).orElseThrow().state();
  }

  private static ImageId image(int number) {
    return new ImageId("sha256:" + String.format(Locale.ROOT, "%064x", number));
  }

  private static RunOutcome ended(RunState state, String reason) {
    return new RunOutcome(
        state,
        reason,
        OptionalInt.of(1),
        Duration.ofMillis(1234),
        Duration.ofMillis(567),
        5_000_000_000L,
        BLOB,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static RunOutcome succeeded(Run run) {
    RunOutcome plain = ended(RunState.SUCCEEDED, "");
    Optional<ScoredRelease> release =
        Optional.of(new ScoredRelease(releaseResult(), releaseReport(), NEAR_COPIES));
    Optional<ScoredMatch> match =
        Optional.of(
            RunScorer.score(
                new float[] {0.5f, 0.25f, 0.125f, 0.5f},
                new boolean[] {true, false, true, false},
                Format.IMAGE,
                BLOB));
    return new RunOutcome(
        plain.state(),
        plain.reason(),
        plain.exitCode(),
        plain.duration(),
        plain.cpuTime(),
        plain.peakMemoryBytes(),
        plain.log(),
        run.kind() == RunKind.RELEASE ? release : Optional.empty(),
        run.kind() == RunKind.SHADOW ? Optional.of(shadow()) : Optional.empty(),
        run.kind() == RunKind.MATCH ? match : Optional.empty());
  }

  private static ShadowRelease shadow() {
    return new ShadowRelease(
        Map.of(
            CohortFiles.VALUES,
            BLOB,
            CohortFiles.TIMES,
            BLOB,
            CohortFiles.LENGTHS,
            RETURNED,
            CohortFiles.STATICS,
            BLOB));
  }

  private static ReleaseResult releaseResult() {
    return new ReleaseResult(
        Map.of(
            CohortFiles.VALUES,
            BLOB,
            CohortFiles.TIMES,
            BLOB,
            CohortFiles.LENGTHS,
            BLOB,
            CohortFiles.STATICS,
            BLOB,
            PrivacyClaim.FILE,
            RETURNED),
        0.1 + 0.2,
        0.1,
        0.7,
        Map.of("marginals", 0.1 + 0.2, "missingness", 1.0),
        Optional.of(false),
        "7",
        Optional.of(
            new ClaimReport(
                Mechanism.GAUSSIAN_AND_DP_SGD,
                0.1 + 0.2,
                1e-5,
                Accounting.DOES_NOT_FOLLOW,
                OptionalDouble.empty())));
  }

  /** Every number has all its digits, and every optional is met full and empty. */
  private static ReleaseReport releaseReport() {
    OptionalDouble none = OptionalDouble.empty();
    OptionalDouble some = OptionalDouble.of(0.1 + 0.2);
    Map<FidelityMeasure, Compared> measures = new EnumMap<>(FidelityMeasure.class);
    for (FidelityMeasure measure : FidelityMeasure.values()) {
      measures.put(measure, new Compared(some, none));
    }
    measures.put(FidelityMeasure.MMD, new Compared(none, some));
    return new ReleaseReport(
        0.1 + 0.2,
        0.1,
        0.7,
        List.of(
            new FacetSkill(Facet.MISSINGNESS, 1, 1e-17, 1),
            new FacetSkill(Facet.MARGINALS, 0.1 + 0.2, 0.1, 0.7)),
        List.of(
            new ComponentSkill(Facet.MARGINALS, "bilirubin \"x\"", some, some, some, some),
            new ComponentSkill(Facet.MISSINGNESS, "Länge", some, none, some, none)),
        List.of(new LeftOutComponent(Facet.MISSINGNESS, "Länge", "too few")),
        new FeatureErrors(7, 1, none),
        new FidelityReport(
            measures,
            NEAR_COPIES.size(),
            List.of(new VariableDistance("a", new Compared(some, none), new Compared(none, none))),
            List.of(
                new CourseSimilarity(
                    "a",
                    new Compared(some, some),
                    new Compared(some, none),
                    new Compared(none, some)))));
  }
}
