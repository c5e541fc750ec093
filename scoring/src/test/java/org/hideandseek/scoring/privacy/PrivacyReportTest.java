package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.PrivacyReport.Settings;
import org.junit.jupiter.api.Test;

class PrivacyReportTest {
  private static final Settings FEW = new Settings(200, 200, 1e-6, 5);

  private static Stream<Measure> measures(PrivacyReport report) {
    return Stream.concat(
        Stream.of(report.auc(), report.balancedAccuracy(), report.advantage()),
        report.tprAtFpr().values().stream());
  }

  private static void isDefined(PrivacyReport report) {
    measures(report).forEach(measure -> assertThat(measure.value()).isFinite());
    assertThat(report.epsilon().epsilon()).isFinite().isNotNegative();
    assertThat(report.oneRun().epsilon()).isFinite().isNotNegative();
  }

  private static boolean[] members(int members, int candidates) {
    boolean[] member = new boolean[candidates];
    Arrays.fill(member, 0, members, true);
    return member;
  }

  @Test
  void theEstimatesAreThoseOfTheMatch() {
    SplittableRandom random = new SplittableRandom(2);
    double[] scores = random.doubles(300).toArray();
    boolean[] member = members(120, 300);
    PrivacyReport report = PrivacyReport.of(scores, member, FEW);

    assertThat(report.match()).isEqualTo(MatchPrivacy.score(scores, member));
    assertThat(report.auc().value()).isEqualTo(report.match().auc());
    assertThat(report.auc().interval()).isEqualTo(report.match().aucInterval());
    assertThat(report.tprAtFpr()).containsOnlyKeys(0.001, 0.01, 0.1);
    assertThat(report.tprAtFpr().get(0.1).value()).isEqualTo(report.match().tprAtFpr().get(0.1));
    assertThat(report.advantage().value()).isEqualTo(report.match().advantage());
  }

  @Test
  void theChanceBandOfTheAucIsThatOfMannAndWhitney() {
    double[] scores = new SplittableRandom(3).doubles(1000).toArray();
    for (int m : new int[] {100, 500, 900}) {
      PrivacyReport report =
          PrivacyReport.of(scores, members(m, 1000), new Settings(4000, 40, 0, 8));
      Interval theory = ChanceBand.ofMeanAuc(0.95, m, 1000 - m, 1);

      assertThat(report.auc().chance().low()).isCloseTo(theory.low(), within(0.004));
      assertThat(report.auc().chance().high()).isCloseTo(theory.high(), within(0.004));
      // Hypergeometric: as many labelled members as there are.
      double share = m / 1000.0;
      double truePositivesSd = (1000 - m) * share / Math.sqrt(999);
      double accuracySd = truePositivesSd / m / (1 - share) / 2;
      assertThat(report.balancedAccuracy().chance().high())
          .isCloseTo(0.5 + 1.96 * accuracySd, within(0.01));
      assertThat(report.tprAtFpr().get(0.1).chance().contains(0.1)).isTrue();
    }
  }

  @Test
  void theBootstrapOfTheAccuracyHasTheWidthOfTheory() {
    // Both densities are flat and equal at the threshold, so that its own error cancels.
    double[] scores = new double[2000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = new SplittableRandom(i).nextDouble() + (i < 1000 ? 0.5 : 0);
    }
    PrivacyReport report =
        PrivacyReport.of(scores, members(1000, 2000), new Settings(40, 2000, 0, 8));

    // TPR = TNR = 3/4 at the fixed threshold 3/4.
    double halfWidth = 1.96 * Math.sqrt(0.75 * 0.25 / 2000);
    Interval interval = report.balancedAccuracy().interval();
    assertThat((interval.high() - interval.low()) / 2).isCloseTo(halfWidth, within(0.003));
  }

  @Test
  void perfectSeparationHasIntervalsThatAreNotEmpty() {
    double[] scores = new double[200];
    Arrays.fill(scores, 0, 100, 1);
    PrivacyReport best = PrivacyReport.of(scores, members(100, 200), FEW);

    assertThat(best.tprAtFpr().get(0.001).value()).isEqualTo(1);
    assertThat(best.tprAtFpr().get(0.1).interval().low())
        .isCloseTo(Math.pow(0.025, 0.01), within(1e-9));
    // 100 non-members below all members show an FPR of at most 0.043, and so say little of 0.001.
    assertThat(best.tprAtFpr().get(0.001).interval().low())
        .isCloseTo(Math.pow(0.0125, 0.01) * 0.001 / (1 - Math.pow(0.0125, 0.01)), within(1e-9));
    assertThat(best.tprAtFpr().get(0.001).interval().high()).isEqualTo(1);
    assertThat(best.balancedAccuracy().interval().low())
        .isCloseTo(Math.pow(0.0125, 0.01), within(1e-9));
    assertThat(best.advantage().interval().high()).isEqualTo(1);
    assertThat(best.epsilon().truePositives()).isEqualTo(best.epsilon().members()).isEqualTo(67);
    assertThat(best.epsilon().epsilon()).isGreaterThan(2.5);
    assertThat(best.oneRun().epsilon()).isGreaterThan(2.5);
  }

  @Test
  void worseThanChanceStaysWorseThanChance() {
    double[] scores = new double[200];
    Arrays.fill(scores, 100, 200, 1);
    PrivacyReport worst = PrivacyReport.of(scores, members(100, 200), FEW);

    assertThat(worst.auc().value()).isZero();
    assertThat(worst.advantage().value()).isEqualTo(-1);
    assertThat(worst.advantage().interval().low()).isEqualTo(-1);
    assertThat(worst.advantage().interval().high()).isLessThan(0);
    assertThat(worst.epsilon().epsilon()).isZero();
    assertThat(worst.oneRun().epsilon()).isZero();
  }

  @Test
  void equalScoresForAllSayNothing() {
    PrivacyReport report = PrivacyReport.of(new double[100], members(40, 100), FEW);

    isDefined(report);
    measures(report)
        .forEach(measure -> assertThat(measure.chance().low()).isEqualTo(measure.chance().high()));
    assertThat(report.balancedAccuracy().interval().contains(0.5)).isTrue();
    assertThat(report.epsilon().epsilon()).isZero();
  }

  @Test
  void theFewestCandidatesHaveAReportToo() {
    for (int m = 1; m <= 4; m++) {
      for (int n = 1; n <= 4; n++) {
        isDefined(PrivacyReport.of(new double[m + n], members(m, m + n), FEW));
        double[] scores = new double[m + n];
        Arrays.fill(scores, 0, m, Double.POSITIVE_INFINITY);
        isDefined(PrivacyReport.of(scores, members(m, m + n), FEW));
        Arrays.fill(scores, 0, m, Double.NEGATIVE_INFINITY);
        isDefined(PrivacyReport.of(scores, members(m, m + n), FEW));
      }
    }
  }

  @Test
  void theOrderOfCandidatesChangesNothing() {
    SplittableRandom random = new SplittableRandom(6);
    double[] scores = random.ints(100, 0, 30).asDoubleStream().toArray();
    boolean[] member = members(55, 100);
    double[] reversed = new double[100];
    boolean[] reversedMember = new boolean[100];
    for (int i = 0; i < 100; i++) {
      reversed[i] = scores[99 - i];
      reversedMember[i] = member[99 - i];
    }

    assertThat(PrivacyReport.of(reversed, reversedMember, FEW))
        .isEqualTo(PrivacyReport.of(scores, member, FEW));
    assertThat(PrivacyReport.of(scores, member, new Settings(200, 200, 1e-6, 6)))
        .isNotEqualTo(PrivacyReport.of(scores, member, FEW));
  }

  @Test
  void theThresholdIsJudgedOnOtherCandidates() {
    double[] scores = new SplittableRandom(7).doubles(90).toArray();
    PrivacyReport report = PrivacyReport.of(scores, members(30, 90), FEW);

    assertThat(report.epsilon().members()).isEqualTo(20);
    assertThat(report.epsilon().nonMembers()).isEqualTo(40);
    assertThat(report.oneRun().candidates()).isEqualTo(60);
    assertThat(report.epsilon().delta()).isEqualTo(1e-6);
  }

  @Test
  void whatIsNoMatchIsRefusedInASentence() {
    for (boolean[] member : List.of(new boolean[2], members(2, 2), members(1, 1))) {
      assertThatThrownBy(() -> PrivacyReport.of(new double[member.length], member))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("members and non-members");
    }
    assertThatThrownBy(() -> PrivacyReport.of(new double[] {0, Double.NaN}, members(1, 2)))
        .hasMessage("score 1 is NaN");
    assertThatThrownBy(() -> PrivacyReport.of(new double[3], members(1, 2)))
        .hasMessageContaining("3 scores do not fit 2 candidates");
    assertThatThrownBy(() -> new Settings(10, 1000, 0, 1)).hasMessageContaining("at least 40");
    assertThatThrownBy(() -> new Settings(100, 1000, 1, 1)).hasMessageContaining("delta");
  }
}
