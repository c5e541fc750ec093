package org.hideandseek.platform.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.report.FidelityMeasure;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.scoring.privacy.PrivacyReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunScorerTest {
  private static final BlobId BLOB = new BlobId("ab".repeat(32));
  private static final List<Facet> FACETS = List.of(Facet.MARGINALS, Facet.ONE_STEP_AHEAD);

  private static Cohort members;
  private static Cohort holdout;
  private static RunScorer scorer;

  @BeforeAll
  static void split() {
    Cohort all = Bundle.find("mayo-pbc").patients().load();
    members = all.select(IntStream.range(0, 80).toArray());
    holdout = all.select(IntStream.range(80, 180).toArray());
    scorer = RunScorer.of(members, holdout, FACETS, 7);
  }

  @Test
  void theSameReleaseIsScoredTheSameByAnother() {
    Cohort release = holdout.select(IntStream.range(0, 60).toArray());
    ScoredRelease scored = scorer.score(release, Map.of());
    RunScorer another = RunScorer.of(members, holdout, FACETS, 7);
    assertThat(another.score(release, Map.of())).isEqualTo(scored);
    assertThat(another.release(release, Map.of())).isEqualTo(scored.result());
  }

  @Test
  void theReportAgreesWithTheResult() {
    ScoredRelease scored = scorer.score(members, Map.of());
    ReleaseReport report = scored.report();
    assertThat(report.total()).isEqualTo(scored.result().utility());
    assertThat(report.totalLow()).isEqualTo(scored.result().utilityLow());
    assertThat(report.facets()).extracting(ReleaseReport.FacetSkill::facet).isEqualTo(FACETS);
    assertThat(scored.result().gate2020()).contains(report.gate2020().passed());
    assertThat(report.gate2020().compared()).isPositive();
  }

  @Test
  void aCopyNamesItsMembersToOrganisersAndOnlyItsNumbersInTheReport() {
    ScoredRelease scored = scorer.score(members, Map.of());
    assertThat(scored.nearCopies())
        .hasSize(members.size())
        .allSatisfy(copy -> assertThat(copy.member()).isEqualTo(copy.release()));
    assertThat(scored.report().fidelity().nearCopies()).isEqualTo(members.size());
    assertThat(scored.report().fidelity().measures().get(FidelityMeasure.IDENTICAL_SHARE).release())
        .hasValue(1);
    assertThat(ReportJson.write(scored.report()).findValues("member")).isEmpty();
    assertThat(ReportJson.readNearCopies(ReportJson.write(scored.nearCopies()).toString()))
        .isEqualTo(scored.nearCopies())
        .contains(new NearCopy(0, 0, 0));
  }

  @Test
  void onePatientRepeatedHasAReportWithoutNaN() {
    Cohort repeated = members.select(new int[40]);
    ScoredRelease scored = scorer.score(repeated, Map.of());
    String json = ReportJson.write(scored.report()).toString();
    assertThat(json).doesNotContain("NaN", "Infinity");
    assertThat(ReportJson.readRelease(json)).isEqualTo(scored.report());
  }

  @Test
  void withoutAFacetOfTheGateOf2020NothingIsSaidAboutIt() {
    RunScorer marginals = RunScorer.of(members, holdout, List.of(Facet.MARGINALS), 7);
    ScoredRelease scored = marginals.score(members, Map.of());
    assertThat(scored.result().gate2020()).isEqualTo(Optional.empty());
    assertThat(scored.report().gate2020().compared()).isZero();
    assertThat(scored.report().gate2020().largestRatio()).isEmpty();
  }

  @Test
  void aMatchHasTheSameNumbersInResultAndReport() {
    float[] scores = new float[200];
    boolean[] member = new boolean[200];
    Random random = new Random(11);
    for (int i = 0; i < scores.length; i++) {
      member[i] = random.nextBoolean();
      scores[i] = (float) random.nextGaussian() + (member[i] ? 0.7f : 0);
    }
    ScoredMatch scored = RunScorer.score(scores, member, BLOB);
    MatchReport report = scored.report();
    assertThat(scored.result()).isEqualTo(RunScorer.match(scores, member, BLOB));
    assertThat(report.auc().value()).isEqualTo(scored.result().auc());
    assertThat(report.auc().low()).isEqualTo(scored.result().aucLow());
    assertThat(report.tprAtFpr().get(0.01).value()).isEqualTo(scored.result().tprAtFpr001());
    assertThat(report.accuracy()).isEqualTo(scored.result().accuracy());
    assertThat(report.advantage().value())
        .isEqualTo(2 * report.balancedAccuracy().value() - 1, offset(1e-12));
    assertThat(report.tprAtFpr()).hasSize(3);
    String json = ReportJson.write(report).toString();
    assertThat(json).doesNotContain("NaN", "Infinity");
    assertThat(ReportJson.readMatch(json)).isEqualTo(report);
    double[] wide = new double[scores.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = scores[i];
    }
    assertThat(MatchReport.of(PrivacyReport.of(wide, member))).isEqualTo(report);
  }

  @Test
  void aMatchWithoutNonMembersIsRefused() {
    assertThatThrownBy(() -> RunScorer.score(new float[2], new boolean[] {true, true}, BLOB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("non-member");
  }

  @Test
  void everyMatchSeesTheCandidatesInAnotherOrderWithTheirOwnLabels() {
    Split split = Split.draw(SecretSeed.guessable(3), 100, new SplitSizes(60, 10, 20));
    MatchCandidates one = MatchCandidates.of(split, SecretSeed.guessable(4));
    MatchCandidates other = MatchCandidates.of(split, SecretSeed.guessable(5));
    assertThat(one.patients()).isNotEqualTo(other.patients());
    assertThat(members(one)).containsExactlyInAnyOrderElementsOf(members(other));
    assertThat(members(one))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(split.members()).boxed().toList());
  }

  private static List<Integer> members(MatchCandidates candidates) {
    return IntStream.range(0, candidates.patients().length)
        .filter(i -> candidates.member()[i])
        .mapToObj(i -> candidates.patients()[i])
        .toList();
  }
}
