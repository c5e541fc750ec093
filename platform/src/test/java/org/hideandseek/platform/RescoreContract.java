package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.challenge.ScorerEdition;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.rescore.Differences;
import org.hideandseek.platform.rescore.JdbiRescoreStore;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.rescore.RescoreState;
import org.hideandseek.platform.rescore.Rescores;
import org.hideandseek.platform.run.CurrentScoring;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;
import org.hideandseek.platform.run.Scoring;
import org.hideandseek.platform.submission.SubmissionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores that are computed anew, on every database. */
abstract class RescoreContract {
  private static final String CHALLENGE = PlayedCompetition.CHALLENGE;
  private static final Actor ORGANISER = Actor.visitor("192.0.2.7");
  private static final String NEXT_EDITION = "scorer 3\nhipparchus 9.9\n";

  @TempDir private Path folder;
  private PlayedCompetition competition;
  private SubmissionId firstHider;

  /** A database without rows. */
  abstract DatabaseConfig database();

  @BeforeEach
  void play() throws IOException {
    competition = new PlayedCompetition(folder, "", database());
    firstHider = competition.enter(PlayerRole.HIDER, "one", 1);
    competition.enter(PlayerRole.HIDER, "two", 2);
    competition.enter(PlayerRole.SEEKER, "weak", 11);
    competition.enter(PlayerRole.SEEKER, "strong", 12);
    competition.play();
    competition.clock().advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() throws IOException {
    competition.close();
  }

  private Scoring current() {
    PlatformFolder platform = competition.platform();
    return new CurrentScoring(platform.stores(), folder.resolve("work"));
  }

  private Rescores rescores(Scoring scoring) {
    PlatformFolder platform = competition.platform();
    return new Rescores(
        new Rescores.Stores(
            new JdbiRescoreStore(platform.database().jdbi(), competition.clock()),
            platform.challenges(),
            platform.phases(),
            platform.submissions(),
            platform.runs()),
        scoring,
        platform.news(),
        competition.clock());
  }

  /** Scores otherwise than the platform does, and counts how often it was asked. */
  private static final class OtherScoring implements Scoring {
    private final Scoring current;
    private final String edition;
    private final UnaryOperator<MatchResult> change;
    private int scored;

    OtherScoring(Scoring current, String edition, UnaryOperator<MatchResult> change) {
      this.current = current;
      this.edition = edition;
      this.change = change;
    }

    @Override
    public String edition() {
      return edition;
    }

    @Override
    public ScoredRelease release(RunRecord release) throws IOException {
      scored++;
      return current.release(release);
    }

    @Override
    public ScoredMatch match(RunRecord match) throws IOException {
      scored++;
      ScoredMatch now = current.match(match);
      return new ScoredMatch(change.apply(now.result()), now.report());
    }
  }

  /** What seekers found becomes what they missed. */
  private static MatchResult turnedOver(MatchResult match) {
    return with(match, 1 - match.auc());
  }

  private static MatchResult with(MatchResult match, double auc) {
    return new MatchResult(
        match.scores(),
        match.members(),
        match.nonMembers(),
        auc,
        auc - 0.01,
        auc + 0.01,
        match.aucVariance(),
        match.tprAtFpr0001(),
        match.tprAtFpr001(),
        match.tprAtFpr01(),
        match.accuracy(),
        match.balancedAccuracy(),
        "3");
  }

  private OtherScoring turningOver() {
    return new OtherScoring(current(), NEXT_EDITION, RescoreContract::turnedOver);
  }

  private static void finish(Rescores rescores) {
    while (rescores.step("node")) {
      // One run after the other.
    }
  }

  private static Rescore need(Rescores rescores) {
    return rescores.current(CHALLENGE).orElseThrow();
  }

  private List<RunRecord> runs() {
    return competition.platform().runs().all(CHALLENGE);
  }

  private Leaderboards boards() {
    return competition.platform().visitors().leaderboards(CHALLENGE);
  }

  private List<String> journal() {
    return new JdbiJournal(competition.platform().database().jdbi(), competition.clock())
        .lines(CHALLENGE, Long.MAX_VALUE, 100).stream()
            .map(line -> line.entry().deed().word() + " " + line.entry().subject())
            .toList();
  }

  private static void assertConflict(String sentence, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining(sentence);
  }

  @Test
  void theSameScorerChangesNothing() {
    Rescores rescores = rescores(current());
    rescores.start(CHALLENGE, ORGANISER);
    finish(rescores);
    assertThat(need(rescores).state()).isEqualTo(RescoreState.COMPUTED);
    assertThat(rescores.progress(need(rescores)).problems()).isEmpty();
    Differences differences = rescores.differences(need(rescores));
    assertThat(differences.matches()).isEqualTo(8);
    assertThat(differences.releases()).isEqualTo(4);
    assertThat(differences.changedMatches()).isZero();
    assertThat(differences.changedReleases()).isZero();
    List<RunRecord> before = runs();
    Rescore applied = need(rescores);
    assertThat(competition.platform().submissions().interventions(CHALLENGE)).isEmpty();
    rescores.apply(CHALLENGE, ORGANISER);
    assertThat(runs()).isEqualTo(before);
    assertThat(competition.platform().submissions().all(CHALLENGE))
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(competition.platform().visitors().submission(one.id().value()).history())
                    .hasSize(1)
                    .first()
                    .satisfies(
                        last ->
                            assertThat(last.scoredAnew().orElseThrow().to())
                                .isEqualTo(applied.to())));
  }

  @Test
  void anotherScorersNumbersStandBesideTheOldOnesUntilTheyAreApplied() {
    List<RunRecord> before = runs();
    Leaderboards boardsBefore = boards();
    Rescores rescores = rescores(turningOver());
    rescores.start(CHALLENGE, ORGANISER);
    assertConflict("under way", () -> rescores.start(CHALLENGE, ORGANISER));
    assertConflict("12 are to come", () -> rescores.apply(CHALLENGE, ORGANISER));
    finish(rescores);

    assertThat(runs()).isEqualTo(before);
    assertThat(boards().hiders()).isEqualTo(boardsBefore.hiders());
    Differences differences = rescores.differences(need(rescores));
    assertThat(differences.changedMatches()).isEqualTo(8);
    assertThat(differences.changedReleases()).isZero();
    Differences.Board board = differences.boards().get(0);
    assertThat(board.seekers())
        .extracting(
            Differences.Line::name,
            Differences.Line::oldRank,
            Differences.Line::newRank,
            Differences.Line::changedMatches)
        .containsExactly(
            tuple("weak", OptionalInt.of(2), OptionalInt.of(1), 4),
            tuple("strong", OptionalInt.of(1), OptionalInt.of(2), 4));
    assertThat(board.seekers())
        .allSatisfy(
            line ->
                assertThat(line.newScore().orElseThrow())
                    .isEqualTo(1 - line.oldScore().orElseThrow(), within(1e-12)));
    assertThat(board.hiders())
        .allSatisfy(
            line -> {
              assertThat(line.oldUtility()).isEqualTo(line.newUtility()).isPresent();
              assertThat(line.oldScore())
                  .isEqualTo(
                      boardsBefore.hiders().stream()
                          .filter(row -> row.name().equals(line.name()))
                          .findFirst()
                          .orElseThrow()
                          .worstAuc());
              assertThat(line.changedMatches()).isEqualTo(4);
            });

    rescores.apply(CHALLENGE, ORGANISER);
    assertThat(rescores.current(CHALLENGE)).isEmpty();
    assertThat(runs()).hasSameSizeAs(before);
    assertThat(runs())
        .filteredOn(run -> run.run().kind() == RunKind.MATCH)
        .hasSize(8)
        .allSatisfy(
            run -> {
              MatchResult old =
                  before.stream()
                      .filter(one -> one.run().equals(run.run()))
                      .findFirst()
                      .flatMap(RunRecord::match)
                      .orElseThrow();
              assertThat(run.match()).contains(turnedOver(old));
            });
    assertThat(boards().seekers())
        .extracting(Leaderboards.SeekerRow::name)
        .containsExactly("weak", "strong");
    assertThat(competition.platform().runs().matchReport(lastRun())).isPresent();
    assertThat(competition.platform().visitors().bulletin(CHALLENGE).rescores())
        .containsExactly(
            new Bulletin.Rescoring(
                competition.clock().instant(), ScorerEdition.text(), NEXT_EDITION));
    assertThat(journal())
        .containsExactly(
            "rescore-applied from "
                + Rescore.oneLine(ScorerEdition.text())
                + " to scorer 3, hipparchus 9.9",
            "rescore-started by scorer 3, hipparchus 9.9");
    assertConflict("no re-score", () -> rescores.apply(CHALLENGE, ORGANISER));
    assertConflict("no re-score", () -> rescores.drop(CHALLENGE, ORGANISER));

    // The next one begins where this one ended.
    rescores.start(CHALLENGE, ORGANISER);
    assertThat(need(rescores).from()).isEqualTo(NEXT_EDITION);
  }

  private RunId lastRun() {
    List<RunRecord> all = runs();
    return all.get(all.size() - 1).run().id();
  }

  @Test
  void whatIsDroppedLeavesEverythingAsItWas() {
    List<RunRecord> before = runs();
    Leaderboards boardsBefore = boards();
    Rescores rescores = rescores(turningOver());
    rescores.start(CHALLENGE, ORGANISER);
    finish(rescores);
    rescores.drop(CHALLENGE, ORGANISER);
    assertThat(runs()).isEqualTo(before);
    assertThat(boards().hiders()).isEqualTo(boardsBefore.hiders());
    assertThat(competition.platform().visitors().bulletin(CHALLENGE).rescores()).isEmpty();
    assertThat(rescores.scorers(CHALLENGE)).isEqualTo(Map.of("2", 12));
    assertThat(journal().get(0)).startsWith("rescore-dropped");
    assertThat(rescores.step("node")).isFalse();
  }

  @Test
  void aReScoreGoesOnWhereTheProcessWasKilled() {
    OtherScoring before = turningOver();
    Rescores killed = rescores(before);
    killed.start(CHALLENGE, ORGANISER);
    for (int step = 1; step <= 5; step++) {
      assertThat(killed.step("node")).isTrue();
    }
    assertThat(killed.progress(need(killed)).left()).isEqualTo(7);

    OtherScoring after = turningOver();
    Rescores next = rescores(after);
    assertThat(next.step("another node")).as("while the lease of the first lasts").isFalse();
    finish(next);
    assertThat(before.scored + after.scored).isEqualTo(12);
    assertThat(next.differences(need(next)).changedMatches()).isEqualTo(8);
    next.apply(CHALLENGE, ORGANISER);
    assertThat(next.scorers(CHALLENGE)).isEqualTo(Map.of("2", 4, "3", 8));
  }

  @Test
  void anotherNodeGoesOnWhenTheLeaseIsOver() {
    Rescores killed = rescores(turningOver());
    killed.start(CHALLENGE, ORGANISER);
    assertThat(killed.step("node")).isTrue();
    competition.clock().advance(Duration.ofMinutes(11));
    assertThat(rescores(turningOver()).step("another node")).isTrue();
  }

  @Test
  void anUpdatedPlatformBeginsFromTheStart() {
    Rescores killed = rescores(turningOver());
    killed.start(CHALLENGE, ORGANISER);
    assertThat(killed.step("node")).isTrue();
    OtherScoring updated = new OtherScoring(current(), "scorer 4\n", match -> match);
    Rescores next = rescores(updated);
    finish(next);
    assertThat(updated.scored).isEqualTo(12);
    assertThat(need(next).to()).isEqualTo("scorer 4\n");
    assertThat(need(next).state()).isEqualTo(RescoreState.COMPUTED);
  }

  @Test
  void aScoreThatIsNoNumberIsNeverApplied() {
    List<RunRecord> before = runs();
    Leaderboards boardsBefore = boards();
    Rescores rescores =
        rescores(new OtherScoring(current(), NEXT_EDITION, match -> with(match, Double.NaN)));
    rescores.start(CHALLENGE, ORGANISER);
    finish(rescores);
    assertThat(rescores.progress(need(rescores)).problems())
        .hasSize(8)
        .allSatisfy(
            one -> assertThat(one.sentence()).isEqualTo("The new scorer gives no number for it."));
    assertConflict("no score by the new scorer", () -> rescores.apply(CHALLENGE, ORGANISER));
    assertThat(runs()).isEqualTo(before);
    assertThat(boards().hiders()).isEqualTo(boardsBefore.hiders());
    rescores.drop(CHALLENGE, ORGANISER);
  }

  @Test
  void aRunThatIsPlayedAgainMeanwhileKeepsItsOwnResult() throws IOException {
    Rescores rescores = rescores(turningOver());
    rescores.start(CHALLENGE, ORGANISER);
    finish(rescores);
    competition
        .platform()
        .endings()
        .rerun(
            competition.platform().submissions().find(firstHider).orElseThrow(),
            "A disk failed.",
            ORGANISER);
    assertThat(rescores.differences(need(rescores)).matches()).isEqualTo(4);
    competition.play();
    rescores.apply(CHALLENGE, ORGANISER);
    assertThat(rescores.scorers(CHALLENGE)).isEqualTo(Map.of("2", 8, "3", 4));
    assertThat(runs()).filteredOn(run -> run.match().isPresent()).hasSize(8);
  }

  @Test
  void aRevealedChallengeIsNotScoredAgain() {
    Rescores rescores = rescores(turningOver());
    rescores.start(CHALLENGE, ORGANISER);
    finish(rescores);
    competition.platform().hosting().close(CHALLENGE);
    assertConflict("revealed", () -> rescores.apply(CHALLENGE, ORGANISER));
    rescores.drop(CHALLENGE, ORGANISER);
    assertConflict("revealed", () -> rescores.start(CHALLENGE, ORGANISER));
  }
}
