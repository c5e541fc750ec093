package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hideandseek.platform.PlayedCompetition.CHALLENGE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.platform.audience.ClaimDetails;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.report.EpsilonEvidence;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody sees of a hider's claim. */
final class ClaimIT {
  @TempDir private static Path folder;
  private static PlayedCompetition competition;
  private static Visitors visitors;
  private static List<RunRecord> runs;

  @BeforeAll
  static void play() throws IOException {
    competition = new PlayedCompetition(folder);
    competition.enter(PlayerRole.HIDER, "acheron", 1);
    competition.enter(PlayerRole.HIDER, "styx", 2);
    competition.enter(PlayerRole.SEEKER, "argus", 11);
    competition.enter(PlayerRole.SEEKER, "janus", 12);
    competition.play();
    visitors = competition.platform().visitors();
    runs = competition.platform().runs().all(CHALLENGE);
  }

  @AfterAll
  static void stop() throws IOException {
    competition.close();
  }

  @Test
  void aReleaseShowsTheClaimAndWhatAllItsMatchesSayOfIt() {
    List<RunRecord> releases = claiming(RunKind.RELEASE);
    assertThat(releases).hasSize(2);
    for (RunRecord release : releases) {
      ClaimDetails details = visitors.release(release.run().id().value()).claim().orElseThrow();
      assertThat(details.claim()).isEqualTo(ClaimReport.of(PlayedCompetition.CLAIM));
      assertThat(details.claim().accounting()).isEqualTo(Accounting.DOES_NOT_FOLLOW);
      EpsilonEvidence evidence = details.evidence().orElseThrow();
      assertThat(evidence.matches()).isEqualTo(2);
      assertThat(evidence.delta()).isEqualTo(PlayedCompetition.CLAIM.delta());
      assertThat(details.refuted()).isFalse();
    }
  }

  @Test
  void aMatchShowsTheClaimAndWhatItSaysItself() {
    List<RunRecord> matches = claiming(RunKind.MATCH);
    assertThat(matches).hasSize(4);
    for (RunRecord match : matches) {
      ClaimDetails details = visitors.match(match.run().id().value()).claim().orElseThrow();
      assertThat(details.claim()).isEqualTo(ClaimReport.of(PlayedCompetition.CLAIM));
      assertThat(details.evidence().orElseThrow().matches()).isEqualTo(1);
    }
  }

  @Test
  void theBoardShowsTheClaimOfAHiderThatMakesItForAllOfItsReleases() {
    assertThat(visitors.leaderboards(CHALLENGE).hiders())
        .extracting(HiderRow::name, HiderRow::claim)
        .containsExactlyInAnyOrder(
            tuple("acheron", Optional.empty()),
            tuple("styx", Optional.of(ClaimReport.of(PlayedCompetition.CLAIM))));
  }

  @Test
  void theFileIsKeptAndAHiderWithoutOneClaimsNothing() {
    assertThat(claiming(RunKind.RELEASE))
        .allSatisfy(
            release ->
                assertThat(release.release().orElseThrow().files()).containsKey(PrivacyClaim.FILE));
    assertThat(runs)
        .filteredOn(run -> run.run().kind() == RunKind.RELEASE && !claiming(run))
        .hasSize(2)
        .allSatisfy(
            release -> assertThat(visitors.release(release.run().id().value()).claim()).isEmpty());
  }

  private static List<RunRecord> claiming(RunKind kind) {
    return runs.stream().filter(run -> run.run().kind() == kind && claiming(run)).toList();
  }

  private static boolean claiming(RunRecord record) {
    return competition
        .platform()
        .submissions()
        .byImage(CHALLENGE, PlayerRole.HIDER, record.run().hider().orElseThrow())
        .orElseThrow()
        .name()
        .equals("styx");
  }
}
