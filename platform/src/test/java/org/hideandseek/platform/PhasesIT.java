package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.dump.DumpVerifier;
import org.hideandseek.platform.dump.Verification;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.submission.SubmissionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a competition while its phases go by, and after. */
final class PhasesIT {
  private static final String CHALLENGE = PlayedCompetition.CHALLENGE;

  @TempDir private Path folder;
  private PlayedCompetition competition;

  @AfterEach
  void close() throws IOException {
    competition.close();
  }

  private void open(String visibilityOfFinal) throws IOException {
    competition =
        new PlayedCompetition(
            folder,
            """
            phases:
              - {name: trial, starts: 2026-02-01T00:00Z, ends: 2026-03-02T00:00Z, splits: 1}
              - name: final
                starts: 2026-03-02T00:00Z
                ends: 2026-03-09T00:00Z
                visibility: {VISIBILITY}
            """
                .replace("VISIBILITY", visibilityOfFinal));
  }

  private void goTo(String moment) {
    competition
        .clock()
        .advance(Duration.between(competition.clock().instant(), Instant.parse(moment)));
    competition.platform().runs().plan(competition.challenge().definition());
  }

  private Visitors anybody() {
    return competition.platform().visitors();
  }

  private Visitors hidingTeam() {
    return competition.platform().visitors(challenge -> Optional.of(competition.hiding()));
  }

  private RunRecord match(int split) {
    return competition.platform().runs().all(CHALLENGE).stream()
        .filter(run -> run.run().kind() == RunKind.MATCH && run.run().split() == split)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Everything that somebody can be told about the challenge, as one text. */
  private String everything(Visitors visitors) {
    StringBuilder all = new StringBuilder();
    all.append(visitors.challenges()).append(visitors.challenge(CHALLENGE));
    all.append(visitors.commitments(CHALLENGE));
    Leaderboards last = visitors.leaderboards(CHALLENGE);
    all.append(last);
    last.view().phases().forEach(one -> all.append(visitors.leaderboards(CHALLENGE, one)));
    competition
        .platform()
        .submissions()
        .all(CHALLENGE)
        .forEach(one -> all.append(visitors.submission(one.id().value())));
    for (RunRecord run : competition.platform().runs().all(CHALLENGE)) {
      long number = run.run().id().value();
      switch (run.run().kind()) {
        case MATCH -> all.append(visitors.match(number));
        case RELEASE -> all.append(visitors.release(number));
        case CHECK, SHADOW -> {}
      }
    }
    return all.toString();
  }

  private static String digits(double score) {
    return String.format(Locale.ROOT, "%.4f", score).substring(0, 5);
  }

  @Test
  void whileAPhaseIsOpenItsScoresAreRoundedAndAfterwardsTheyAreWhole() throws IOException {
    open("boards: hidden, own_scores: hidden");
    competition.enter(PlayerRole.HIDER, "a", 1, 1);
    competition.enter(PlayerRole.SEEKER, "b", 11, 1);
    competition.play();
    MatchResult exact = match(1).match().orElseThrow();
    assertThat(exact.aucHigh() - exact.aucLow()).isBetween(0.02, 0.5);

    Leaderboards boards = anybody().leaderboards(CHALLENGE);
    assertThat(boards.view().phase()).contains("trial");
    assertThat(boards.view().splits()).isEqualTo(1);
    assertThat(boards.view().notice()).contains("rounded").contains("2026-03-02 00:00 (UTC)");
    assertThat(boards.matches()).hasSize(1);
    double shown = boards.matches().get(0).scores().orElseThrow().auc();
    assertThat(shown).isCloseTo(exact.auc(), offset(0.0501));
    assertThat(shown * 100).isEqualTo(Math.rint(shown * 100));
    MatchDetails details = anybody().match(match(1).run().id().value());
    assertThat(details.report()).isEmpty();
    assertThat(details.withheld()).contains("rounded");
    assertThat(everything(anybody())).doesNotContain(String.valueOf(exact.auc()));
    assertThatThrownBy(() -> anybody().leaderboards(CHALLENGE, "final"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no boards of a phase 'final'");

    goTo("2026-03-02T00:00:00Z");
    Leaderboards trial = anybody().leaderboards(CHALLENGE, "trial");
    assertThat(trial.view().notice()).isEmpty();
    assertThat(trial.matches().get(0).scores().orElseThrow().auc()).isEqualTo(exact.auc());
    assertThat(anybody().match(match(1).run().id().value()).report()).isPresent();
    assertThat(anybody().leaderboards(CHALLENGE).view().phase()).contains("final");
  }

  @Test
  void scoresOfABlindPhaseAreNowhereBeforeItEnds() throws IOException {
    open("boards: hidden, own_scores: hidden");
    goTo("2026-03-02T00:00:00Z");
    competition.enter(PlayerRole.HIDER, "a", 1, 2);
    competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    competition.play();
    for (Visitors visitors : List.of(anybody(), hidingTeam())) {
      Leaderboards boards = visitors.leaderboards(CHALLENGE);
      assertThat(boards.hiders()).isEmpty();
      assertThat(boards.seekers()).isEmpty();
      assertThat(boards.matches()).isEmpty();
      assertThat(boards.ranking2020().hiders()).isEmpty();
      assertThat(boards.view().notice())
          .isEqualTo("Nobody sees scores until phase 'final' ends on 2026-03-09 00:00 (UTC).");
      String told = everything(visitors);
      for (int split = 1; split <= 2; split++) {
        assertThat(told).doesNotContain(digits(match(split).match().orElseThrow().auc()));
      }
      for (RunRecord run : competition.platform().runs().all(CHALLENGE)) {
        run.release().ifPresent(one -> assertThat(told).doesNotContain(digits(one.utility())));
      }
    }
    goTo("2026-03-09T00:00:00Z");
    String told = everything(anybody());
    assertThat(told).contains(String.valueOf(match(2).match().orElseThrow().auc()));
    assertThat(anybody().leaderboards(CHALLENGE).hiders())
        .singleElement()
        .satisfies(row -> assertThat(row.worstAuc()).isPresent());
  }

  @Test
  void whereBoardsAreHiddenATeamSeesItsOwnScoresAndNoRanks() throws IOException {
    open("boards: hidden");
    goTo("2026-03-02T00:00:00Z");
    SubmissionId own = competition.enter(PlayerRole.HIDER, "a", 1, 2);
    competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    competition.play();
    assertThat(anybody().leaderboards(CHALLENGE).hiders()).isEmpty();
    assertThat(scores(anybody(), own)).isEmpty();
    assertThat(scores(hidingTeam(), own)).hasSize(4);
    Leaderboards boards = hidingTeam().leaderboards(CHALLENGE);
    assertThat(boards.hiders())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.worstAuc()).isPresent();
              assertThat(row.rank()).isEmpty();
            });
    assertThat(boards.seekers()).isEmpty();
    assertThat(boards.matches()).hasSize(2);
  }

  @Test
  void boardsThatWereMadeForATeamAreKeptFromEverybodyElse() throws IOException {
    open("boards: hidden");
    goTo("2026-03-02T00:00:00Z");
    SubmissionId own = competition.enter(PlayerRole.HIDER, "a", 1, 2);
    SubmissionId other = competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    competition.play();
    for (int again = 0; again < 2; again++) {
      assertThat(hidingTeam().leaderboards(CHALLENGE).hiders()).hasSize(1);
      assertThat(scores(hidingTeam(), own)).hasSize(4);
      assertThat(anybody().leaderboards(CHALLENGE).hiders()).isEmpty();
      assertThat(anybody().leaderboards(CHALLENGE).matches()).isEmpty();
      assertThat(scores(anybody(), own)).isEmpty();
      assertThat(scores(anybody(), other)).isEmpty();
    }
    assertThat(hidingTeam().edition(CHALLENGE)).isEqualTo(hidingTeam().edition(CHALLENGE));
    assertThat(anybody().edition(CHALLENGE)).isEqualTo(anybody().edition(CHALLENGE));
    assertThat(hidingTeam().edition(CHALLENGE).name())
        .isNotEqualTo(anybody().edition(CHALLENGE).name());
    assertThat(hidingTeam().editionOf(own.value()).name())
        .isNotEqualTo(anybody().editionOf(own.value()).name());
    String hidden = anybody().edition(CHALLENGE).name();
    goTo("2026-03-09T00:00:00Z");
    assertThat(anybody().edition(CHALLENGE).name()).isNotEqualTo(hidden);
    assertThat(anybody().leaderboards(CHALLENGE).hiders()).hasSize(1);
  }

  @Test
  void aBoardIsNeverOlderThanTheLastRunThatEnded() throws IOException {
    open("boards: public");
    goTo("2026-03-02T00:00:00Z");
    competition.enter(PlayerRole.HIDER, "a", 1, 2);
    competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    competition.play();
    Leaderboards before = anybody().leaderboards(CHALLENGE);
    String edition = anybody().edition(CHALLENGE).name();
    assertThat(anybody().leaderboards(CHALLENGE).computedAt()).isEqualTo(before.computedAt());
    competition.enter(PlayerRole.SEEKER, "c", 12, 2);
    assertThat(anybody().leaderboards(CHALLENGE).progress().settled()).isFalse();
    competition.play();
    assertThat(anybody().leaderboards(CHALLENGE).seekers()).hasSize(2);
    assertThat(anybody().leaderboards(CHALLENGE).matches()).hasSize(4);
    assertThat(anybody().edition(CHALLENGE).name()).isNotEqualTo(edition);
  }

  private static List<Double> scores(Visitors visitors, SubmissionId submission) {
    return visitors.submission(submission.value()).runs().stream()
        .map(RunSummary::score)
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .toList();
  }

  @Test
  void boardsForParticipantsAreShownToTeamsThatHaveEntered() throws IOException {
    open("boards: participants");
    goTo("2026-03-02T00:00:00Z");
    competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    assertThat(hidingTeam().leaderboards(CHALLENGE).seekers()).isEmpty();
    competition.enter(PlayerRole.HIDER, "a", 1, 2);
    competition.play();
    assertThat(anybody().leaderboards(CHALLENGE).seekers()).isEmpty();
    assertThat(hidingTeam().leaderboards(CHALLENGE).seekers()).hasSize(1);
    assertThat(hidingTeam().leaderboards(CHALLENGE).hiders().get(0).rank()).isPresent();
  }

  @Test
  void frozenBoardsStandStillAndTheOwnRowGoesOn() throws IOException {
    open("boards: public, freeze: 2026-03-05T00:00Z");
    goTo("2026-03-02T00:00:00Z");
    competition.enter(PlayerRole.HIDER, "a", 1, 2);
    competition.enter(PlayerRole.SEEKER, "b", 11, 2);
    competition.play();
    Leaderboards before = anybody().leaderboards(CHALLENGE);
    assertThat(before.matches()).hasSize(2);
    goTo("2026-03-05T00:00:00Z");
    competition.enter(PlayerRole.SEEKER, "strong", 14, 2);
    competition.play();

    Leaderboards frozen = anybody().leaderboards(CHALLENGE);
    assertThat(frozen.hiders()).isEqualTo(before.hiders());
    assertThat(frozen.seekers()).isEqualTo(before.seekers());
    assertThat(frozen.matches()).isEqualTo(before.matches());
    assertThat(frozen.view().notice()).startsWith("The boards stand still since 2026-03-05 00:00");
    assertThat(everything(anybody())).doesNotContain(digits(match(1).match().orElseThrow().auc()));

    Leaderboards own = hidingTeam().leaderboards(CHALLENGE);
    assertThat(own.seekers()).isEqualTo(before.seekers());
    assertThat(own.hiders().get(0).rank()).isEqualTo(before.hiders().get(0).rank());
    assertThat(own.hiders().get(0).worstSeeker()).contains("strong");
    assertThat(own.matches()).extracting(MatchRow::seeker).contains("strong").hasSize(4);

    competition.clock().advance(Duration.ofDays(-2));
    assertThat(anybody().leaderboards(CHALLENGE).matches()).isEqualTo(before.matches());
    goTo("2026-03-09T00:00:00Z");
    assertThat(anybody().leaderboards(CHALLENGE).matches()).hasSize(4);
  }

  @Test
  void aDumpHasTheBoardsOfEveryPhaseAndIsConfirmed() throws IOException {
    open("boards: hidden, own_scores: hidden");
    competition.enter(PlayerRole.HIDER, "baseline", 5);
    competition.enter(PlayerRole.HIDER, "a", 1, 1);
    competition.enter(PlayerRole.SEEKER, "b", 11, 1);
    competition.play();
    goTo("2026-03-02T00:00:00Z");
    competition.enter(PlayerRole.HIDER, "c", 4, 2);
    competition.enter(PlayerRole.SEEKER, "d", 12, 2);
    competition.play();
    goTo("2026-03-09T00:00:00Z");
    assertThat(competition.platform().hosting().close(CHALLENGE).revealedAt()).isPresent();
    Path dump = folder.resolve("dump");
    competition.platform().hosting().dump(CHALLENGE, dump);
    assertThat(dump.resolve("boards/trial/boards.txt")).content().contains("name=a");
    assertThat(dump.resolve("boards/final/boards.txt"))
        .content()
        .contains("name=c")
        .contains("name=baseline")
        .doesNotContain("name=a,");
    Verification verification =
        new DumpVerifier(PlayedCompetition.DOCUMENTS, line -> {})
            .verify(dump, new DumpVerifier.Witness(Optional.empty(), Optional.empty()));
    assertThat(verification.differences()).isEmpty();
  }
}
