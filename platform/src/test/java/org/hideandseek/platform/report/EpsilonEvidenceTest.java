package org.hideandseek.platform.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.scoring.privacy.PrivacyReport;
import org.junit.jupiter.api.Test;

class EpsilonEvidenceTest {
  private static final int CANDIDATES = 400;
  private static final int MANY = 20;

  @Test
  void withoutAMatchThereIsNoEvidence() {
    assertThat(EpsilonEvidence.of(List.of(), 0)).isEmpty();
  }

  @Test
  void aSeekerThatFindsAllRefutesASmallEpsilonButNotALargeOne() {
    EpsilonEvidence evidence = EpsilonEvidence.of(List.of(match(1, 5)), 1e-5).orElseThrow();

    assertThat(evidence.lowerBound()).isBetween(2.0, 8.0);
    assertThat(evidence.refutes(claim(1))).isTrue();
    assertThat(evidence.refutes(claim(8))).isFalse();
  }

  @Test
  void theMoreMatchesTheLessOneOfThemSays() {
    MatchReport strong = match(1, 5);
    List<MatchReport> many = new ArrayList<>(List.of(strong));
    for (int i = 1; i < MANY; i++) {
      many.add(match(1 + i, 0));
    }
    EpsilonEvidence alone = EpsilonEvidence.of(List.of(strong), 0).orElseThrow();
    EpsilonEvidence among = EpsilonEvidence.of(many, 0).orElseThrow();

    assertThat(among.matches()).isEqualTo(MANY);
    assertThat(among.lowerBound()).isBetween(0.5, alone.lowerBound() - 0.1);
    assertThat(alone.lowerBound()).as("of two bounds").isLessThan(strong.oneRun().lowerBound());
  }

  @Test
  void aLargeDeltaExplainsMore() {
    MatchReport strong = match(1, 5);

    assertThat(EpsilonEvidence.of(List.of(strong), 0.3).orElseThrow().lowerBound())
        .isLessThan(EpsilonEvidence.of(List.of(strong), 0).orElseThrow().lowerBound());
  }

  /** 20 seekers that know nothing, 100 times: how often they refute the smallest epsilon. */
  @Test
  void manySeekersThatKnowNothingRefuteAnHonestClaimInOneOfTwentyTimesAtMost() {
    int refuted = 0;
    for (int run = 0; run < 100; run++) {
      List<MatchReport> matches = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        matches.add(match(1000L + (long) MANY * run + i, 0));
      }
      refuted += EpsilonEvidence.of(matches, 0).orElseThrow().lowerBound() > 0 ? 1 : 0;
    }
    assertThat(refuted / 100.0).isCloseTo(0.05, within(0.06));
  }

  private static ClaimReport claim(double epsilon) {
    return new ClaimReport(
        Mechanism.DP_SGD, epsilon, 1e-5, Accounting.FOLLOWS, OptionalDouble.of(epsilon));
  }

  /** Scores of members are higher by so much, in standard deviations. */
  private static MatchReport match(long seed, double shift) {
    Random random = new Random(seed);
    double[] scores = new double[CANDIDATES];
    boolean[] member = new boolean[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      member[i] = random.nextBoolean();
      scores[i] = random.nextGaussian() + (member[i] ? shift : 0);
    }
    return MatchReport.of(
        PrivacyReport.of(scores, member, new PrivacyReport.Settings(40, 40, 0, seed)));
  }
}
