package org.hideandseek.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hideandseek.platform.PlayedCompetition.CHALLENGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.hideandseek.challenges.commitment.Commitment;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a challenge ends, and who sees what before and after. */
final class ClosingIT {
  @TempDir private Path folder;
  private PlayedCompetition competition;
  private Visitors visitors;
  private Hosting hosting;

  @BeforeEach
  void open() throws IOException {
    competition = new PlayedCompetition(folder);
    visitors = competition.platform().visitors();
    hosting = competition.platform().hosting();
  }

  @AfterEach
  void close() throws IOException {
    competition.close();
  }

  @Test
  void everythingThatCouldBeChosenLaterIsCommittedTo() {
    assertThat(visitors.commitments(CHALLENGE).commitments().all())
        .extracting(Commitment::item)
        .containsExactly(
            "challenge.yaml",
            "overview.md",
            "private-patients",
            "public-patients",
            "scorer",
            "seed",
            "split-1",
            "split-2");
  }

  @Test
  void openingAgainKeepsTheCommitments() {
    String root = visitors.commitments(CHALLENGE).commitments().root();
    assertThat(hosting.open(folder.resolve("bundle").toString()).commitments().root())
        .isEqualTo(root);
    assertThat(visitors.challenge(CHALLENGE).root()).contains(root);
  }

  @Test
  void beforeTheRevealNobodySeesSeedSaltsOrSplits() throws IOException {
    competition.enter(PlayerRole.HIDER, "a", 1);
    competition.enter(PlayerRole.SEEKER, "b", 11);
    assertNothingSecretIsShown();
    Run run = competition.claim().orElseThrow();
    assertThat(hosting.close(CHALLENGE).revealedAt()).isEmpty();
    assertNothingSecretIsShown();
    competition.platform().runs().lose("node", run, "stopped");
    competition.play();
    assertNothingSecretIsShown();
  }

  private void assertNothingSecretIsShown() {
    ChallengeCommitments commitments = visitors.commitments(CHALLENGE);
    assertThat(commitments.openings()).isEmpty();
    String shown =
        commitments
            + visitors.challenge(CHALLENGE).toString()
            + visitors.leaderboards(CHALLENGE)
            + visitors.challenges();
    assertThat(shown).doesNotContain(competition.challenge().seed().hex());
    for (SealedItem one : competition.platform().challenges().sealed(CHALLENGE)) {
      assertThat(shown).doesNotContain(one.salt().hex());
    }
  }

  @Test
  void whatWasSubmittedIsPlayedBeforeTheReveal() throws IOException {
    competition.enter(PlayerRole.HIDER, "a", 1);
    competition.enter(PlayerRole.SEEKER, "b", 11);
    Closing closing = hosting.close(CHALLENGE);
    assertThat(closing.revealedAt()).isEmpty();
    assertThat(closing.progress().queued()).isEqualTo(2);
    assertThatThrownBy(() -> hosting.dump(CHALLENGE, folder.resolve("dump")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("close it first");
    competition.play();
    assertThat(visitors.leaderboards(CHALLENGE).matches()).hasSize(2);
    assertThat(hosting.close(CHALLENGE).closedAt()).isEqualTo(closing.closedAt());
    assertThat(visitors.challenge(CHALLENGE).revealedAt()).isPresent();
  }

  @Test
  void aRunThatEndedIsPlannedOnBeforeAnythingIsRevealed() throws IOException {
    competition.enter(PlayerRole.HIDER, "a", 1);
    hosting.close(CHALLENGE);
    Run check = competition.claim().orElseThrow();
    competition.finish(check);
    assertThat(visitors.leaderboards(CHALLENGE).progress().settled()).isFalse();
    assertThat(hosting.close(CHALLENGE).revealedAt()).isEmpty();
    assertThat(visitors.leaderboards(CHALLENGE).progress().queued()).isEqualTo(2);
  }

  @Test
  void afterTheRevealEverybodyCanOpenAllButThePrivatePatients() throws IOException {
    competition.enter(PlayerRole.HIDER, "a", 1);
    competition.play();
    hosting.close(CHALLENGE);
    ChallengeCommitments revealed = visitors.commitments(CHALLENGE);
    for (Commitment commitment : revealed.commitments().all()) {
      if (commitment.item().equals(Items.PRIVATE_PATIENTS)) {
        assertThat(revealed.openings()).doesNotContainKey(commitment.item());
      } else {
        ChallengeCommitments.Opening opening = revealed.openings().get(commitment.item());
        assertThat(
                commitment.opensWith(Salt.parse(opening.salt()), opening.content().getBytes(UTF_8)))
            .as(commitment.item())
            .isTrue();
      }
    }
    assertThat(revealed.openings().get(Items.SEED).content())
        .isEqualTo(competition.challenge().seed().hex() + "\n");
  }

  @Test
  void theBoardsOfARevealedChallengeStandStill() throws IOException {
    competition.enter(PlayerRole.HIDER, "a", 1);
    competition.enter(PlayerRole.SEEKER, "b", 11);
    competition.play();
    hosting.close(CHALLENGE);
    Leaderboards boards = visitors.leaderboards(CHALLENGE);
    competition.clock().advance(Duration.ofDays(1));
    assertThat(visitors.leaderboards(CHALLENGE)).isEqualTo(boards);
    assertThat(boards.computedAt())
        .isEqualTo(visitors.challenge(CHALLENGE).revealedAt().orElseThrow());
  }

  @Test
  void everySubmissionMovesTheLogOn() {
    String empty = visitors.commitments(CHALLENGE).logHead();
    assertThat(empty).isEqualTo(visitors.commitments(CHALLENGE).commitments().root());
    competition.enter(PlayerRole.HIDER, "a", 1);
    String first = visitors.commitments(CHALLENGE).logHead();
    competition.enter(PlayerRole.SEEKER, "b", 11);
    ChallengeCommitments both = visitors.commitments(CHALLENGE);
    assertThat(List.of(empty, first, both.logHead())).doesNotHaveDuplicates();
    assertThat(both.log().get(0).sha256()).isEqualTo(first);
    assertThat(both.log().get(1).text())
        .isEqualTo(
            "2\t2026-03-01T00:00:01.123Z\tseeker\tsha256:"
                + "0".repeat(63)
                + "b\t"
                + "ab".repeat(32)
                + "\tCharon\tb");
  }

  @Test
  void aDumpGoesIntoANewFolderThatOnlyItsOwnerEnters() throws IOException {
    hosting.close(CHALLENGE);
    Path dump = folder.resolve("new").resolve("dump");
    hosting.dump(CHALLENGE, dump);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
        .isEqualTo("rwx------");
    assertThatThrownBy(() -> hosting.dump(CHALLENGE, dump))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining("already");
  }

  @Test
  void aBundleThatDoesNotExistIsOneSentence() {
    assertThatThrownBy(() -> hosting.open("mayo-livre"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.INVALID))
        .hasMessageContaining("mayo-liver");
  }
}
