package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.scoring.Interval;
import org.junit.jupiter.api.Test;

class MatchPrivacyTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /** Scores of members, then of non-members. */
  private static MatchPrivacy match(double[] members, double... nonMembers) {
    double[] scores = Arrays.copyOf(members, members.length + nonMembers.length);
    System.arraycopy(nonMembers, 0, scores, members.length, nonMembers.length);
    boolean[] member = new boolean[scores.length];
    Arrays.fill(member, 0, members.length, true);
    return MatchPrivacy.score(scores, member);
  }

  private static double[] of(double... scores) {
    return scores;
  }

  @Test
  void aucAndDeLongErrorAreTheReferenceValues() {
    MatchPrivacy match = match(of(.9, .8, .7, .55, .5, .3), .85, .6, .5, .4, .35, .2, .1);

    assertThat(match.auc()).isCloseTo(.7261904762, within(1e-9));
    assertThat(Math.sqrt(match.aucVariance())).isCloseTo(.1521451549, within(1e-9));
    assertThat(match.aucInterval().low())
        .isCloseTo(.7261904762 - 1.9599639845 * .1521451549, within(1e-9));
    assertThat(match.aucInterval().high()).isEqualTo(1);
    assertThat(match.members()).isEqualTo(6);
    assertThat(match.nonMembers()).isEqualTo(7);
  }

  @Test
  void aucIsTheShareOfPairsInTheRightOrderTiesCountingHalf() {
    // Pairs: 3>2, 3>1, 2=2, 2>1.
    assertThat(match(of(3, 2), 2, 1).auc()).isEqualTo(3.5 / 4);
    assertThat(match(of(1, 1), 1, 1, 1).auc()).isEqualTo(0.5);
  }

  @Test
  void zeroAndMinusZeroAreTied() {
    assertThat(match(of(0.0), -0.0).auc()).isEqualTo(0.5);
  }

  @Test
  void theOrientationIsNeverFlipped() {
    assertThat(match(of(1, 2), 3, 4).auc()).isZero();
  }

  @Test
  void perfectSeparationHasAnIntervalThatIsNotEmpty() {
    MatchPrivacy best = match(of(3, 4), 1, 2);
    MatchPrivacy worst = match(of(1, 2), 3, 4);

    assertThat(best.aucInterval().high()).isEqualTo(1);
    assertThat(best.aucInterval().low()).isBetween(0.3, 0.7);
    assertThat(best.aucVariance()).isPositive();
    assertThat(worst.aucInterval().low()).isZero();
    assertThat(worst.aucInterval().high()).isCloseTo(1 - best.aucInterval().low(), within(1e-12));
  }

  @Test
  void theBoundAtPerfectSeparationSolvesNewcombesEquation() {
    double[] high = new double[50];
    Arrays.fill(high, 1);
    double low = match(high, new double[50]).aucInterval().low();

    double v = low * (1 - low) * (1 + 49 * ((1 - low) / (2 - low) + low / (1 + low))) / 2500;
    assertThat(Math.pow(1 - low, 2)).isCloseTo(1.9599639845 * 1.9599639845 * v, within(1e-9));
    assertThat(low).isBetween(0.9, 0.99);
  }

  @Test
  void equalScoresForAllSayNothing() {
    MatchPrivacy match = match(of(1, 1, 1), 1, 1, 1);

    assertThat(match.auc()).isEqualTo(0.5);
    assertThat(match.aucInterval().low()).isLessThan(0.4);
    assertThat(match.aucInterval().high()).isGreaterThan(0.6);
    assertThat(match.balancedAccuracy()).isEqualTo(0.5);
    assertThat(match.advantage()).isZero();
    match.tprAtFpr().forEach((fpr, tpr) -> assertThat(tpr).isCloseTo(fpr, within(1e-12)));
  }

  @Test
  void oneMemberAgainstOneNonMemberIsDefined() {
    MatchPrivacy match = match(of(1), 0);

    assertThat(match.auc()).isEqualTo(1);
    assertThat(match.aucInterval().low()).isBetween(0.0, 0.5);
    assertThat(match.accuracy()).isEqualTo(1);
  }

  @Test
  void infiniteScoresAreTheHighestAndTheLowest() {
    MatchPrivacy match = match(of(INF, 5), -INF, 7);

    assertThat(match.auc()).isEqualTo(0.75);
    assertThat(match(of(INF), INF).auc()).isEqualTo(0.5);
  }

  @Test
  void tprIsReadFromTheRocByInterpolation() {
    // By descending score: 5 members, then 1 non-member and 4 members tied, then 9 non-members, 1
    // member.
    double[] members = {9, 9, 9, 9, 9, 5, 5, 5, 5, 0};
    MatchPrivacy match = match(members, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    // From (0, 0.5) straight to (0.1, 0.9).
    assertThat(match.tprAtFpr()).containsOnlyKeys(0.001, 0.01, 0.1);
    assertThat(match.tprAtFpr().get(0.001)).isCloseTo(0.504, within(1e-12));
    assertThat(match.tprAtFpr().get(0.01)).isCloseTo(0.54, within(1e-12));
    assertThat(match.tprAtFpr().get(0.1)).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void whereTheRocRisesVerticallyItsUpperEndCounts() {
    double[] out = {9, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    assertThat(match(of(5, 5), out).tprAtFpr().get(0.1)).isEqualTo(1);
    assertThat(match(of(5, 5), out).tprAtFpr().get(0.01)).isZero();
  }

  @Test
  void asManyAsWereMembersAreLabelledSo() {
    // Labelled: 9 and 8. Right: 9 (member), 7, 1 (not).
    MatchPrivacy match = match(of(9, 6), 8, 7, 1);

    assertThat(match.accuracy()).isCloseTo(3.0 / 5, within(1e-12));
    assertThat(match.balancedAccuracy()).isCloseTo((0.5 + 2.0 / 3) / 2, within(1e-12));
    assertThat(match.advantage()).isCloseTo(0.5 - 1.0 / 3, within(1e-12));
  }

  @Test
  void tiesAtTheThresholdAreSplitFairly() {
    // 9 is labelled; of the tied 5s (2 members, 2 non-members) 2 of 4 are: 1 true positive more.
    MatchPrivacy match = match(of(9, 5, 5), 5, 5, 1);

    assertThat(match.balancedAccuracy()).isCloseTo((2.0 / 3 + 2.0 / 3) / 2, within(1e-12));
    assertThat(match.accuracy()).isCloseTo(4.0 / 6, within(1e-12));
  }

  @Test
  void floatsAndDoublesGiveTheSame() {
    boolean[] member = {true, false, true, false};

    assertThat(MatchPrivacy.score(new float[] {1, 2, 3, 0}, member))
        .isEqualTo(MatchPrivacy.score(new double[] {1, 2, 3, 0}, member));
  }

  @Test
  void whatIsNoMatchIsRefusedInASentence() {
    assertThatThrownBy(() -> match(of(1, Double.NaN), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("score 1 is NaN");
    assertThatThrownBy(() -> match(of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 0");
    assertThatThrownBy(() -> match(of(), 1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> match(of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MatchPrivacy.score(new double[3], new boolean[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 scores do not fit 2 candidates");
  }

  @Test
  void theIntervalCoversChanceIn94To96PercentOfNullMatches() {
    long seed = 20260117;
    SplittableRandom random = new SplittableRandom(seed);
    int covered = 0;
    int inBand = 0;
    for (int i = 0; i < 2000; i++) {
      MatchPrivacy match = randomMatch(random, 400, 0);
      covered += match.aucInterval().contains(0.5) ? 1 : 0;
      Interval band = ChanceBand.ofMeanAuc(0.95, match.members(), match.nonMembers(), 1);
      inBand += band.contains(match.auc()) ? 1 : 0;
    }
    System.out.println("seed " + seed + ": covered " + covered + ", in chance band " + inBand);
    assertThat(covered).isBetween(1880, 1920);
    assertThat(inBand).isBetween(1870, 1930);
  }

  @Test
  void labelsAreAboveAHalfAndAsManyAsTheSeekerLikes() {
    boolean[] member = {true, true, false, false, false};
    assertThat(MatchPrivacy.labelAccuracy(new float[] {1, 1, 1, 0, 0}, member)).isEqualTo(4 / 5.0);
    assertThat(MatchPrivacy.labelAccuracy(new float[] {0.5f, 9, 0, -1, 0.5f}, member))
        .isEqualTo(4 / 5.0);
    assertThat(
            MatchPrivacy.labelAccuracy(
                new float[] {Math.nextUp(0.5f), 9, Float.NEGATIVE_INFINITY, 0, 0}, member))
        .isEqualTo(1);
  }

  @Test
  void theIntervalCoversTheTrueAucOfASeekerThatKnowsSomething() {
    long seed = 4;
    SplittableRandom random = new SplittableRandom(seed);
    // Normal scores one standard deviation apart: AUC = Phi(1 / sqrt 2).
    double truth = 0.7602499389;
    int covered = 0;
    for (int i = 0; i < 2000; i++) {
      covered += randomMatch(random, 400, 1).aucInterval().contains(truth) ? 1 : 0;
    }
    System.out.println("seed " + seed + ": covered " + covered);
    assertThat(covered).isBetween(1870, 1930);
  }

  private static MatchPrivacy randomMatch(SplittableRandom random, int n, double shift) {
    double[] scores = new double[n];
    boolean[] member = new boolean[n];
    for (int i = 0; i < n; i++) {
      member[i] = random.nextBoolean();
      scores[i] = random.nextGaussian() + (member[i] ? shift : 0);
    }
    return MatchPrivacy.score(scores, member);
  }
}
