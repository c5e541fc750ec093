package org.hideandseek.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.BundlePreview;
import org.hideandseek.platform.audience.ChallengeDesk;
import org.hideandseek.platform.audience.OrganiserDesk;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.bundle.Machine;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.overview.JdbiOverviewStore;
import org.hideandseek.platform.overview.Spent;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Intervention;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.submission.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What organisers can do, on every database. */
abstract class OrganisingContract {
  private static final String CHALLENGE = PlayedCompetition.CHALLENGE;
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "192.0.2.7";
  private static final String PHASES =
      """
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
        - name: final
          starts: 2027-02-10T00:00Z
          ends: 2027-03-01T00:00Z
          visibility: {freeze: 2027-02-25T00:00Z}
      """;

  private static final String FREEZING = "ends: 2027-02-01T00:00Z, visibility: {freeze: '%s'}";

  @TempDir private Path folder;
  private PlayedCompetition competition;
  private People people;
  private OrganiserDesk desk;
  private Acting organiser;

  /** A database without rows. */
  abstract DatabaseConfig database();

  @AfterEach
  void close() throws IOException {
    competition.close();
  }

  private void open(String more) throws IOException {
    competition = new PlayedCompetition(folder, more, database());
    SecureRandom random = new SecureRandom();
    people =
        People.open(
            competition.platform().database().jdbi(),
            new People.Guards(
                new Passwords(new Cost(64, 1, 1), random, 4, Duration.ofSeconds(10)),
                new Tokens(random),
                Vault.of("5e".repeat(32), random)),
            competition.clock());
    desk =
        new OrganiserDesk(
            new OrganiserDesk.Tools(
                competition.platform().challenges(),
                competition.platform().submissions(),
                competition.platform().endings(),
                competition.platform().steering(),
                competition.platform().rescores(),
                competition.platform().drafts(),
                people.notices(),
                new JdbiOverviewStore(competition.platform().database().jdbi()),
                competition.platform().visitors(),
                2,
                () -> {}),
            competition.clock());
    people.accounts().signUp("ida@example.org", "Ida", PASSWORD, HERE);
    people.accounts().give(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    organiser = new Acting(person("ida@example.org"), HERE);
  }

  private Person person(String email) {
    return people.bySession(people.accounts().logIn(email, PASSWORD, HERE)).orElseThrow();
  }

  private void goTo(String moment) {
    competition
        .clock()
        .advance(Duration.between(competition.clock().instant(), Instant.parse(moment)));
  }

  private SubmissionState state(SubmissionId id) {
    return submission(id).state();
  }

  private Submission submission(SubmissionId id) {
    return competition.platform().submissions().find(id).orElseThrow();
  }

  private List<RunRecord> runs() {
    return competition.platform().runs().all(CHALLENGE);
  }

  private List<String> journal() {
    return new JdbiJournal(competition.platform().database().jdbi(), competition.clock())
        .lines(CHALLENGE, Long.MAX_VALUE, 100).stream()
            .filter(line -> line.entry().deed() != Deed.ROLE_GIVEN)
            .map(
                line ->
                    line.entry().actor().name()
                        + " "
                        + line.entry().deed().word()
                        + " "
                        + line.entry().subject())
            .toList();
  }

  private static void assertProblem(Problem problem, String sentence, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageContaining(sentence);
  }

  @Test
  void onlyTheOrganisersOfAChallengeAndAdministratorsSteerIt() throws IOException {
    open("");
    people.accounts().signUp("eve@example.org", "Eve", PASSWORD, HERE);
    people.accounts().give(Actor.operator(), "eve@example.org", Role.ORGANISER, "another");
    Acting other = new Acting(person("eve@example.org"), HERE);
    long id = competition.enter(PlayerRole.HIDER, "a", 1).value();
    for (ThrowingCallable deed :
        List.<ThrowingCallable>of(
            () -> desk.desk(other.person(), CHALLENGE),
            () -> desk.forecast(other.person(), CHALLENGE, 1, 1),
            () -> desk.disqualify(other, CHALLENGE, id, "No."),
            () -> desk.raise(other, CHALLENGE, id),
            () -> desk.rerun(other, CHALLENGE, id, "A disk failed."),
            () -> desk.pause(other, CHALLENGE, "No."),
            () -> desk.resume(other, CHALLENGE),
            () -> desk.extend(other, CHALLENGE, "final", Instant.MAX, false),
            () -> desk.announce(other, CHALLENGE, "No."))) {
      assertProblem(Problem.FORBIDDEN, "organisers of challenge", deed);
    }
    assertProblem(Problem.NOT_FOUND, "another", () -> desk.desk(other.person(), "another"));
    assertProblem(
        Problem.NOT_FOUND, "submission number 77", () -> desk.raise(organiser, CHALLENGE, 77));
    Person root = new Person(other.person().id(), other.person().email(), "Root", true, Set.of());
    desk.pause(new Acting(root, HERE), CHALLENGE, "Because.");
    assertThat(journal()).containsExactly("eve@example.org challenge-paused Because.");
  }

  @Test
  void aPausedChallengeStartsNothingAndTakesNothingAndLosesNothing() throws IOException {
    open("");
    SubmissionId early = competition.enter(PlayerRole.HIDER, "early", 1);
    competition.enter(PlayerRole.SEEKER, "seeker", 11);
    Run underWay = competition.claim().orElseThrow();
    desk.pause(organiser, CHALLENGE, "  The disk is full. ");

    assertThat(competition.claim()).isEmpty();
    assertThatThrownBy(() -> competition.enter(PlayerRole.HIDER, "late", 2))
        .isInstanceOf(NoSuchElementException.class);
    competition.finish(underWay);
    competition.platform().runs().plan(competition.challenge().definition());
    competition.platform().runs().raise(early);
    assertThat(competition.platform().runs().recover("node")).isZero();
    assertThat(competition.claim()).isEmpty();
    assertThat(competition.platform().visitors().challenge(CHALLENGE))
        .satisfies(
            details -> {
              assertThat(details.takesSubmissions()).isFalse();
              assertThat(details.pause().orElseThrow().reason()).isEqualTo("The disk is full.");
            });
    assertProblem(
        Problem.CONFLICT, "paused already", () -> desk.pause(organiser, CHALLENGE, "Again."));
    assertProblem(Problem.INVALID, "one line", () -> desk.pause(organiser, CHALLENGE, " "));

    desk.resume(organiser, CHALLENGE);
    assertProblem(Problem.CONFLICT, "not paused", () -> desk.resume(organiser, CHALLENGE));
    competition.enter(PlayerRole.HIDER, "late", 2);
    competition.play();
    assertThat(competition.platform().submissions().all(CHALLENGE))
        .extracting(Submission::name, Submission::state)
        .containsExactly(
            tuple("early", SubmissionState.RANKED),
            tuple("seeker", SubmissionState.RANKED),
            tuple("late", SubmissionState.RANKED));
    assertThat(journal())
        .containsExactly(
            "ida@example.org challenge-resumed ",
            "ida@example.org challenge-paused The disk is full.");
  }

  @Test
  void anotherChallengeGoesOnWhileOneIsPaused() throws IOException {
    open("");
    competition.platform().hosting().open("mayo-pbc");
    desk.pause(organiser, CHALLENGE, "Wait.");
    SubmissionId elsewhere =
        competition
            .platform()
            .submissions()
            .add(
                "mayo-pbc",
                competition.hiding().id(),
                PlayerRole.HIDER,
                "elsewhere",
                Upload.zip(new BlobId("cd".repeat(32))))
            .orElseThrow();
    assertThat(competition.claim().orElseThrow().challenge()).isEqualTo("mayo-pbc");
    assertThat(state(elsewhere)).isEqualTo(SubmissionState.CHECKING);
  }

  @Test
  void aPhaseEndsLaterForEverybodyAndTheOldDatesAreKnown() throws IOException {
    open(PHASES);
    goTo("2027-01-31T00:00:00Z");
    Challenge before = competition.challenge().definition();
    desk.extend(organiser, CHALLENGE, "trial", Instant.parse("2027-02-05T12:00:00Z"), false);

    goTo("2027-02-03T00:00:00Z");
    // Who has read the old dates switches by the new ones.
    competition.platform().runs().plan(before);
    assertThat(competition.platform().phases().stage(before).current()).isPresent();
    Stage stage = stage();
    assertThat(stage.current().orElseThrow().name()).isEqualTo("trial");
    assertThat(stage.sentence()).contains("until 2027-02-05 12:00");
    goTo("2027-02-05T12:00:00Z");
    assertThat(stage().takesSubmissions()).isFalse();
    assertThat(competition.platform().visitors().bulletin(CHALLENGE).dateChanges())
        .containsExactly(
            new PhaseChange(
                "trial",
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Optional.empty(),
                Instant.parse("2027-02-05T12:00:00Z"),
                Instant.parse("2027-01-31T00:00:00Z")));
    assertThat(journal())
        .containsExactly("ida@example.org phase-extended trial until 2027-02-05 12:00 (UTC)");
  }

  @Test
  void whatFollowsAnExtendedPhaseMovesOrIsInTheWay() throws IOException {
    open(PHASES);
    goTo("2027-01-31T00:00:00Z");
    Instant intoTheNext = Instant.parse("2027-02-11T00:00:00Z");
    assertProblem(
        Problem.CONFLICT,
        "Phase 'final' begins on 2027-02-10",
        () -> desk.extend(organiser, CHALLENGE, "trial", intoTheNext, false));
    desk.extend(organiser, CHALLENGE, "trial", intoTheNext, true);
    assertThat(competition.challenge().definition().phases())
        .extracting(Phase::starts, Phase::ends, Phase::freeze)
        .containsExactly(
            tuple(Instant.parse("2027-01-01T00:00:00Z"), intoTheNext, Optional.empty()),
            tuple(
                Instant.parse("2027-02-20T00:00:00Z"),
                Instant.parse("2027-03-11T00:00:00Z"),
                Optional.of(Instant.parse("2027-03-07T00:00:00Z"))));
    // What was committed to stays what it was.
    assertThat(
            new String(
                competition.platform().challenges().contents(CHALLENGE).get(Items.DEFINITION),
                UTF_8))
        .contains("2027-02-01T00:00Z");
  }

  /** As a visitor reads it. */
  private List<Intervention> history(SubmissionId id) {
    return competition.platform().visitors().submission(id.value()).history();
  }

  private Optional<Instant> freezeOfFirst() {
    return competition.challenge().definition().phases().get(0).freeze();
  }

  @Test
  void aFreezeBeforeTheEndMovesWithItUntilItHasBegun() throws IOException {
    open(PHASES.replace("ends: 2027-02-01T00:00Z", FREEZING.formatted("48h before the end")));
    assertThat(freezeOfFirst()).contains(Instant.parse("2027-01-30T00:00:00Z"));
    goTo("2027-01-29T00:00:00Z");
    desk.extend(organiser, CHALLENGE, "trial", Instant.parse("2027-02-03T00:00:00Z"), false);
    desk.extend(organiser, CHALLENGE, "trial", Instant.parse("2027-02-04T00:00:00Z"), false);
    assertThat(freezeOfFirst()).contains(Instant.parse("2027-02-02T00:00:00Z"));
    assertThat(competition.platform().visitors().bulletin(CHALLENGE).dateChanges())
        .extracting(PhaseChange::freeze)
        .containsExactly(
            Optional.of(Instant.parse("2027-02-01T00:00:00Z")),
            Optional.of(Instant.parse("2027-02-02T00:00:00Z")));
    goTo("2027-02-02T00:00:00Z");
    assertThat(stage().frozen()).isTrue();

    // Boards that stand still do not go on for a while.
    desk.extend(organiser, CHALLENGE, "trial", Instant.parse("2027-02-07T00:00:00Z"), false);
    assertThat(freezeOfFirst()).contains(Instant.parse("2027-02-02T00:00:00Z"));
    goTo("2027-02-02T01:00:00Z");
    assertThat(stage().frozen()).isTrue();
    goTo("2027-02-07T00:00:00Z");
    assertThat(stage().current()).isEmpty();
  }

  @Test
  void aFreezeOnADateStaysThereWhenItsPhaseEndsLater() throws IOException {
    open(PHASES.replace("ends: 2027-02-01T00:00Z", FREEZING.formatted("2027-01-30T00:00Z")));
    goTo("2027-01-29T00:00:00Z");
    desk.extend(organiser, CHALLENGE, "trial", Instant.parse("2027-02-04T00:00:00Z"), false);
    assertThat(freezeOfFirst()).contains(Instant.parse("2027-01-30T00:00:00Z"));
    goTo("2027-01-30T00:00:00Z");
    assertThat(stage().frozen()).isTrue();
  }

  @Test
  void aPhaseThatHasEndedCantBeExtendedAndNoneCanEndSooner() throws IOException {
    open(PHASES);
    goTo("2027-02-01T00:00:00Z");
    assertProblem(
        Problem.CONFLICT,
        "can't be extended",
        () ->
            desk.extend(
                organiser, CHALLENGE, "trial", Instant.parse("2027-02-05T00:00:00Z"), false));
    assertProblem(
        Problem.INVALID,
        "later moment",
        () ->
            desk.extend(
                organiser, CHALLENGE, "final", Instant.parse("2027-02-28T00:00:00Z"), false));
    assertProblem(
        Problem.NOT_FOUND,
        "no phase called 'finale'",
        () -> desk.extend(organiser, CHALLENGE, "finale", Instant.now(), false));
    assertProblem(
        Problem.INVALID,
        "ten years",
        () ->
            desk.extend(
                organiser, CHALLENGE, "final", Instant.parse("2097-02-28T00:00:00Z"), false));
    competition.platform().challenges().close(CHALLENGE);
    assertProblem(
        Problem.CONFLICT,
        "was closed",
        () ->
            desk.extend(
                organiser, CHALLENGE, "final", Instant.parse("2027-03-28T00:00:00Z"), false));
    assertThat(journal()).isEmpty();
  }

  private Stage stage() {
    return competition.platform().phases().stage(competition.challenge().definition());
  }

  @Test
  void announcementsStandWithTheirTimeTheNewestFirst() throws IOException {
    open("");
    desk.announce(organiser, CHALLENGE, "Welcome.\r\nHave fun.");
    competition.clock().advance(Duration.ofHours(1));
    desk.announce(organiser, CHALLENGE, "<b>Soon</b> over.");
    assertThat(competition.platform().visitors().bulletin(CHALLENGE).announcements())
        .extracting(one -> one.text())
        .containsExactly("<b>Soon</b> over.", "Welcome.\nHave fun.");
    assertProblem(Problem.INVALID, "1 to 2000", () -> desk.announce(organiser, CHALLENGE, "\n "));
    assertProblem(
        Problem.INVALID, "1 to 2000", () -> desk.announce(organiser, CHALLENGE, "a\u202Eb"));
    assertProblem(
        Problem.INVALID, "1 to 2000", () -> desk.announce(organiser, CHALLENGE, "a".repeat(2001)));
    assertThat(journal())
        .containsExactly(
            "ida@example.org announced <b>Soon</b> over.", "ida@example.org announced Welcome.");
  }

  @Test
  void anOrganiserDisqualifiesWithAReasonAndRaises() throws IOException {
    open("");
    SubmissionId hider = competition.enter(PlayerRole.HIDER, "a", 1);
    desk.raise(organiser, CHALLENGE, hider.value());
    desk.disqualify(organiser, CHALLENGE, hider.value(), "It calls home.");
    Submission ended = submission(hider);
    assertThat(ended.state()).isEqualTo(SubmissionState.DISQUALIFIED);
    assertThat(ended.actor()).contains(EndedBy.ORGANISER);
    assertThat(ended.reason()).isEqualTo("It calls home.");
    assertThat(competition.claim()).isEmpty();
    assertProblem(
        Problem.CONFLICT,
        "disqualified",
        () -> desk.rerun(organiser, CHALLENGE, hider.value(), "A disk failed."));
    assertProblem(
        Problem.INVALID,
        "The reason is shown to everybody",
        () -> desk.rerun(organiser, CHALLENGE, hider.value(), " "));
    assertProblem(
        Problem.CONFLICT,
        "disqualified",
        () -> desk.disqualify(organiser, CHALLENGE, hider.value(), "Again."));
    assertThat(journal())
        .containsExactly(
            "ida@example.org submission-disqualified hider 'a' (submission 1): It calls home.",
            "ida@example.org submission-raised hider 'a' (submission 1)");
  }

  @Test
  void aHiderThatIsPlayedAgainLeavesOneRowForEachMatchAndSpendsNoSlot() throws IOException {
    open("");
    SubmissionId hider = competition.enter(PlayerRole.HIDER, "a", 1);
    competition.enter(PlayerRole.HIDER, "b", 2);
    SubmissionId seeker = competition.enter(PlayerRole.SEEKER, "s", 11);
    competition.play();
    List<RunRecord> before = runs();
    oldScorer();
    var used = use(hider);

    desk.rerun(organiser, CHALLENGE, hider.value(), "A disk failed.");
    assertThat(state(hider)).isEqualTo(SubmissionState.PLAYING);
    assertThat(state(seeker)).isEqualTo(SubmissionState.RANKED);
    assertThat(runs())
        .filteredOn(run -> run.state() == RunState.QUEUED)
        .extracting(run -> run.run().kind())
        .containsExactly(RunKind.RELEASE, RunKind.RELEASE);
    assertThat(leaderboardHasRank("a")).isFalse();
    competition.play();

    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);
    assertThat(use(hider)).isEqualTo(used);
    assertThat(history(hider).get(0).playedAgain().orElseThrow().reason())
        .isEqualTo("A disk failed.");
    assertThat(history(seeker)).isEmpty();
    assertThat(runs())
        .hasSameSizeAs(before)
        .allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.SUCCEEDED));
    assertThat(runs())
        .filteredOn(run -> run.match().isPresent())
        .extracting(
            run -> run.run().hider().orElseThrow().value().endsWith("1"),
            run -> run.run().split(),
            run -> run.match().orElseThrow().scorer())
        .containsExactlyInAnyOrder(
            tuple(true, 1, "2"), tuple(true, 2, "2"), tuple(false, 1, "1"), tuple(false, 2, "1"));
    assertThat(leaderboardHasRank("a")).isTrue();
    assertThat(new JdbiOverviewStore(competition.platform().database().jdbi()).spent(CHALLENGE))
        .extracting(Spent::kind, Spent::role, Spent::runs, Spent::container)
        .containsExactly(
            tuple(RunKind.CHECK, PlayerRole.HIDER, 2L, Duration.ofMillis(2 * 1234)),
            tuple(RunKind.CHECK, PlayerRole.SEEKER, 1L, Duration.ofMillis(1234)),
            tuple(RunKind.RELEASE, PlayerRole.HIDER, 6L, Duration.ofMillis(6 * 1234)),
            tuple(RunKind.MATCH, PlayerRole.SEEKER, 6L, Duration.ofMillis(6 * 1234)));
    assertThat(journal())
        .containsExactly(
            "ida@example.org submission-rerun hider 'a' (submission 1): A disk failed.");
  }

  /** As if all had been scored by the scorer before. */
  private void oldScorer() {
    competition
        .platform()
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("UPDATE match_result SET scorer = '1'");
              handle.execute("UPDATE release_result SET scorer = '1'");
            });
  }

  private QuotaUse use(SubmissionId id) {
    Submission one = submission(id);
    return competition
        .platform()
        .submissions()
        .use(CHALLENGE, one.team().id(), one.role(), one.phase());
  }

  private boolean leaderboardHasRank(String hider) {
    return competition.platform().visitors().leaderboards(CHALLENGE).hiders().stream()
        .anyMatch(row -> row.name().equals(hider) && row.rank().isPresent());
  }

  @Test
  void aSeekerThatIsPlayedAgainMeetsTheSameReleases() throws IOException {
    open("");
    competition.enter(PlayerRole.HIDER, "a", 1);
    SubmissionId gone = competition.enter(PlayerRole.HIDER, "gone", 2);
    SubmissionId seeker = competition.enter(PlayerRole.SEEKER, "s", 11);
    competition.play();
    competition.platform().endings().withdraw(submission(gone));
    oldScorer();
    desk.rerun(organiser, CHALLENGE, seeker.value(), "A disk failed.");
    assertThat(runs())
        .filteredOn(run -> run.state() == RunState.QUEUED)
        .hasSize(2)
        .allSatisfy(run -> assertThat(run.run().hider().orElseThrow().value()).endsWith("1"));
    competition.play();
    assertThat(state(seeker)).isEqualTo(SubmissionState.RANKED);
    assertThat(runs())
        .filteredOn(run -> run.match().isPresent())
        .extracting(run -> run.match().orElseThrow().scorer())
        .containsExactlyInAnyOrder("2", "2", "1", "1");
  }

  @Test
  void aMatchThatIsUnderWayWhenItsHiderIsPlayedAgainCountsForNothing() throws IOException {
    open("");
    SubmissionId hider = competition.enter(PlayerRole.HIDER, "a", 1);
    competition.enter(PlayerRole.SEEKER, "s", 11);
    Run match = competition.claim().orElseThrow();
    while (match.kind() != RunKind.MATCH) {
      competition.finish(match);
      match = competition.claim().orElseThrow();
    }
    desk.rerun(organiser, CHALLENGE, hider.value(), "A disk failed.");
    assertThat(competition.platform().runs().held("node")).isEmpty();
    competition.finish(match);
    assertThat(runs()).noneMatch(run -> run.match().isPresent());
    competition.play();
    assertThat(runs()).filteredOn(run -> run.match().isPresent()).hasSize(2);
    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);
  }

  @Test
  void aRefusedSubmissionIsCheckedAgain() throws IOException {
    open("");
    SubmissionId hider = competition.enter(PlayerRole.HIDER, "a", 1);
    Run check = competition.claim().orElseThrow();
    competition.fail(check);
    assertThat(state(hider)).isEqualTo(SubmissionState.REFUSED);
    ChallengeDesk seen = desk.desk(organiser.person(), CHALLENGE);
    assertThat(seen.submissions().get(0).trouble().orElseThrow().reason())
        .isEqualTo("The container exited with code 1.");
    assertProblem(
        Problem.CONFLICT, "refused", () -> desk.raise(organiser, CHALLENGE, hider.value()));

    desk.rerun(organiser, CHALLENGE, hider.value(), "A disk failed.");
    assertThat(submission(hider).reason()).isEmpty();
    competition.play();
    assertThat(state(hider)).isEqualTo(SubmissionState.RANKED);
    assertThat(desk.desk(organiser.person(), CHALLENGE).submissions().get(0).trouble()).isEmpty();
  }

  @Test
  void nothingOfARevealedChallengeIsSteered() throws IOException {
    open("");
    SubmissionId hider = competition.enter(PlayerRole.HIDER, "a", 1);
    competition.play();
    competition.platform().hosting().close(CHALLENGE);
    assertProblem(
        Problem.CONFLICT,
        "revealed",
        () -> desk.rerun(organiser, CHALLENGE, hider.value(), "A disk failed."));
    assertProblem(Problem.CONFLICT, "revealed", () -> desk.pause(organiser, CHALLENGE, "No."));
    assertThat(journal()).isEmpty();
  }

  // Creating

  private static final String BUNDLE =
      """
      name: uploaded
      title: Uploaded
      summary: Few patients of mayo-pbc.
      data: {DATA}
      public_share: 0.5
      splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1, gpus: 0}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  private static String bundle(String data) {
    return BUNDLE.replace("{DATA}", data);
  }

  private static InputStream zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private Acting creator(String name) {
    people.accounts().signUp(name + "@example.org", name, PASSWORD, HERE);
    people.accounts().give(Actor.operator(), name + "@example.org", Role.CREATOR, "");
    return new Acting(person(name + "@example.org"), HERE);
  }

  @Test
  void onlyWhoHasTheRoleCreatesAndSeesTheirOwnBundlesAlone() throws IOException {
    open("");
    Acting creator = creator("cleo");
    Acting other = creator("otto");
    Draft draft =
        desk.upload(
            creator, "b.zip", zip(Map.of("challenge.yaml", bundle("{importer: mayo-pbc}"))));
    for (ThrowingCallable deed :
        List.<ThrowingCallable>of(
            () -> desk.upload(organiser, "b.zip", InputStream.nullInputStream()),
            () -> desk.drafts(organiser.person()),
            () -> desk.draft(organiser.person(), draft.id()),
            () -> desk.discard(organiser, draft.id()),
            () -> desk.open(organiser, draft.id()))) {
      assertProblem(Problem.FORBIDDEN, "role for it", deed);
    }
    assertThat(desk.drafts(other.person())).isEmpty();
    assertProblem(
        Problem.NOT_FOUND, "no bundle number", () -> desk.draft(other.person(), draft.id()));
    assertProblem(Problem.NOT_FOUND, "no bundle number", () -> desk.discard(other, draft.id()));
    assertProblem(Problem.NOT_FOUND, "no bundle number", () -> desk.open(other, draft.id()));
  }

  @Test
  void aBundleInATopFolderIsCheckedShownAndOpened() throws IOException {
    open("");
    Acting creator = creator("cleo");
    String phases =
        "phases:\n  - {name: final, starts: 2030-01-01T00:00Z, ends: 2030-02-01T00:00Z,"
            + " visibility: {boards: participants}}\n";
    Draft draft =
        desk.upload(
            creator,
            "my\u202Ebundle.zip",
            zip(
                Map.of(
                    "top/challenge.yaml",
                    bundle("{importer: mayo-pbc}") + phases,
                    "top/overview.md",
                    "# Livers",
                    "__MACOSX/top/._challenge.yaml",
                    "litter")));
    assertThat(draft.found().problems()).isEmpty();
    assertThat(draft.canBeOpened()).isTrue();
    assertThat(draft.fileName()).isEqualTo("my_bundle.zip");
    assertThat(draft.found().facts()).anyMatch(fact -> fact.contains("156 patients are public"));
    assertThat(desk.draftForecast(creator.person(), draft.id(), 3, 2).container())
        .isEqualTo(Duration.ofSeconds(15L * (3 + 2 + 3 * 2 + 3 * 2 * 2)));
    assertThat(notice(creator, draft, BundlePreview.Eyes.VISITOR))
        .contains("Teams that take part alone see scores");
    assertThat(notice(creator, draft, BundlePreview.Eyes.PARTICIPANT))
        .contains("Scores are rounded");
    assertProblem(
        Problem.NOT_FOUND,
        "no phase called 'x'",
        () -> desk.preview(creator.person(), draft.id(), BundlePreview.Eyes.VISITOR, "x"));

    assertThat(desk.open(creator, draft.id()).challenge()).isEqualTo("uploaded");
    assertThat(person("cleo@example.org").organises()).containsExactly("uploaded");
    assertThat(desk.drafts(creator.person())).isEmpty();
    assertThat(competition.platform().challenges().find("uploaded").overview())
        .isEqualTo("# Livers");
    assertThat(folder.resolve("data/bundles")).isEmptyDirectory();
    Draft again =
        desk.upload(
            creator, "b.zip", zip(Map.of("challenge.yaml", bundle("{importer: mayo-pbc}"))));
    assertThat(again.found().problems())
        .containsExactly(
            "challenge.yaml, line 1: There is a challenge called uploaded already; choose another"
                + " name.");
    assertProblem(Problem.INVALID, "already", () -> desk.open(creator, again.id()));
    desk.discard(creator, again.id());
    assertThat(folder.resolve("data/bundles")).isEmptyDirectory();
  }

  private String notice(Acting who, Draft draft, BundlePreview.Eyes eyes) {
    return desk.preview(who.person(), draft.id(), eyes, "final").boards().view().notice();
  }

  @Test
  void tenFaultsOfAnUploadAreTenFindingsWithTheirLines() throws IOException {
    open("");
    Acting creator = creator("cleo");
    String yaml =
        """
        name: my-ward
        titel: Ward
        summary: Patients of a ward.
        data: {cohort: cohort}
        public_share: 2
        splits:
          count: 0
          sizes: {candidates: 40, reference: many, holdout: 20}
        facets: [marginals
        gate: 0.5
        hiders: {seconds: 300, memory_mib: 2048, cpus: 5000}
        seekers: {seconds: 120, memory_mib: 2048, cpus: 1, gpus: 9}
        terms: terms.md
        """;
    String schema =
        """
        {"time_unit": "hours", "steps": 12, "horizon": 40,
         "features": [{"name": "heart_rate", "kind": "numericc", "min": 20, "max": 250}],
         "static": []}
        """;

    Draft draft =
        desk.upload(
            creator,
            "b.zip",
            zip(
                Map.of(
                    "challenge.yaml",
                    yaml,
                    "cohort/schema.json",
                    schema,
                    "cohort/values.npy",
                    "x",
                    "cohort/times.npy",
                    "x",
                    "cohort/statics.npy",
                    "x")));

    assertThat(draft.found().problems())
        .extracting(problem -> problem.replaceFirst("; (known keys are|it must be one of) .*", ""))
        .containsExactly(
            "challenge.yaml, line 2: unknown key 'titel'; did you mean 'title'?",
            "challenge.yaml, line 5: public_share is more than 0 and at most 1, not 2.0",
            "challenge.yaml, line 7: splits.count lies between 1 and 100, not 0",
            "challenge.yaml, line 8: splits.sizes.reference is 'many' instead of a whole number",
            "challenge.yaml, line 10: this is not valid YAML: expected ',' or ']', but got :",
            "challenge.yaml, line 13: terms.md is missing; write it, or take its name out.",
            "challenge.yaml, line 11: hiders.cpus is 5000.0, but this machine has "
                + Machine.here(0).cpus()
                + "; its engine would refuse every run.",
            "challenge.yaml, line 12: seekers.gpus is 9, but players may use 0 here; name as many"
                + " with --gpus.",
            "cohort/schema.json, line 2: features[0].kind is 'numericc'",
            "cohort/schema.json, line 3: unknown key 'static'; did you mean 'statics'?",
            "cohort/lengths.npy is missing");
    assertThat(draft.found().facts()).isEmpty();
  }

  @Test
  void whatABundleMustNotDoIsALineOfItsFindings() throws IOException {
    open("");
    Acting creator = creator("cleo");
    Path secret = Files.createDirectories(folder.resolve("outside"));
    Map<Map<String, String>, String> wrong =
        Map.of(
            Map.of("challenge.yaml", bundle("{cohort: ../../outside}")),
            "leads out of the bundle",
            Map.of("challenge.yaml", bundle("{cohort: " + secret + "}")),
            "leads out of the bundle",
            Map.of("challenge.yaml", bundle("{dataset: mimic-iv}")),
            "only the operator of the platform can open",
            Map.of("challenge.yaml", bundle("{cohort: cohort}")),
            "data.cohort is 'cohort', but there is no folder cohort",
            Map.of("../challenge.yaml", "name: x"),
            "leads out of the ZIP",
            Map.of("challenge.yaml", "x", "Challenge.yaml", "x"),
            "upper and lower case only",
            Map.of("readme.md", "x"),
            "has no challenge.yaml at its root or one folder down",
            Map.of("challenge.yaml", bundle("{importer: mayo-pbc}").replace("gate:", "gaet:")),
            "gaet");
    for (Map.Entry<Map<String, String>, String> one : wrong.entrySet()) {
      Draft draft = desk.upload(creator, "b.zip", zip(one.getKey()));
      assertThat(draft.canBeOpened()).isFalse();
      assertThat(draft.found().problems())
          .as(one.getValue())
          .anyMatch(problem -> problem.contains(one.getValue()))
          .noneMatch(problem -> problem.contains(folder.resolve("data").toString()));
      assertProblem(Problem.INVALID, "can't be opened", () -> desk.open(creator, draft.id()));
      assertProblem(
          Problem.INVALID,
          "put right",
          () -> desk.preview(creator.person(), draft.id(), BundlePreview.Eyes.VISITOR, ""));
      desk.discard(creator, draft.id());
    }
    assertProblem(
        Problem.INVALID,
        "empty",
        () -> desk.upload(creator, "b.zip", InputStream.nullInputStream()));
    Draft noZip = desk.upload(creator, "b.zip", new ByteArrayInputStream(new byte[100]));
    assertThat(noZip.found().problems()).hasSize(1);
    for (int i = 1; i < 5; i++) {
      desk.upload(creator, "b.zip", new ByteArrayInputStream(new byte[100]));
    }
    assertProblem(
        Problem.CONFLICT,
        "5 bundles",
        () -> desk.upload(creator, "b.zip", new ByteArrayInputStream(new byte[100])));
  }
}
