package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.scoring.Interval;
import org.junit.jupiter.api.Test;

class ChanceBandTest {
  @Test
  void theBandFollowsFromTheVarianceOfMannAndWhitney() {
    Interval band = ChanceBand.ofMeanAuc(0.95, 10, 20, 1);

    assertThat(band.high() - 0.5).isCloseTo(1.9599639845 * Math.sqrt(31.0 / 2400), within(1e-9));
    assertThat(band.low() + band.high()).isCloseTo(1, within(1e-12));
  }

  @Test
  void fourMatchesHalveTheBand() {
    double one = ChanceBand.ofMeanAuc(0.999, 100, 100, 1).high() - 0.5;

    assertThat(ChanceBand.ofMeanAuc(0.999, 100, 100, 4).high() - 0.5)
        .isCloseTo(one / 2, within(1e-12));
  }

  @Test
  void matchesOfDifferentSizesCountWithTheirOwnVariance() {
    MatchPrivacy small = MatchPrivacy.score(new double[] {1, 2}, new boolean[] {true, false});
    boolean[] member = new boolean[40];
    Arrays.fill(member, 0, 10, true);
    MatchPrivacy large = MatchPrivacy.score(new double[40], member);

    double variance = (3.0 / 12 + 41.0 / 3600) / 4;
    assertThat(ChanceBand.ofMeanAuc(0.5, List.of(small, large)).high() - 0.5)
        .isCloseTo(Interval.normalQuantile(0.5) * Math.sqrt(variance), within(1e-9));
  }

  @Test
  void aSeekerThatKnowsNothingStaysInsideOnOneSplitAfterAnother() {
    long seed = 9;
    SplittableRandom random = new SplittableRandom(seed);
    int inside = 0;
    for (int i = 0; i < 1000; i++) {
      // Six hiders on one split: the same candidates, scored afresh.
      boolean[] member = new boolean[60];
      int m = 0;
      for (int c = 0; c < member.length; c++) {
        member[c] = random.nextBoolean();
        m += member[c] ? 1 : 0;
      }
      double sum = 0;
      for (int hider = 0; hider < 6; hider++) {
        double[] scores = random.doubles(member.length).toArray();
        sum += MatchPrivacy.score(scores, member).auc();
      }
      inside += ChanceBand.ofMeanAuc(0.95, m, member.length - m, 6).contains(sum / 6) ? 1 : 0;
    }
    System.out.println("seed " + seed + ": inside " + inside);
    assertThat(inside).isBetween(930, 970);
  }

  @Test
  void noMatchesHaveNoBand() {
    assertThatThrownBy(() -> ChanceBand.ofMeanAuc(0.9, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChanceBand.ofMeanAuc(0.9, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChanceBand.ofMeanAuc(0.9, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
