package org.hideandseek.scoring.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.scoring.ranking.Additive.Effect;
import org.hideandseek.scoring.ranking.Additive.Pair;
import org.junit.jupiter.api.Test;

class AdditiveTest {
  private static final double[] HIDERS = {-0.1, 0.02, 0.08};
  private static final double[] SEEKERS = {0.05, -0.05};

  private static Pair exact(int hider, int seeker) {
    return new Pair("h" + hider, "s" + seeker, 0.6 + HIDERS[hider] + SEEKERS[seeker], 1e-4);
  }

  @Test
  void effectsThatAddUpAreRecoveredThoughAPairIsMissing() {
    List<Pair> pairs = new ArrayList<>();
    for (int h = 0; h < 3; h++) {
      for (int s = 0; s < 2; s++) {
        if (h != 2 || s != 0) {
          pairs.add(exact(h, s));
        }
      }
    }
    Additive.Fit fit = Additive.fit(pairs);
    Additive additive = fit.additive();

    assertThat(additive.bases()).hasSize(1);
    assertThat(additive.bases().get(0)).isCloseTo(0.6, within(1e-9));
    for (int h = 0; h < 3; h++) {
      assertThat(additive.hiders().get("h" + h).value()).isCloseTo(HIDERS[h], within(1e-9));
    }
    assertThat(additive.seekers().get("s0").value()).isCloseTo(0.05, within(1e-9));
    assertThat(additive.misfit()).isZero();
    assertThat(fit.expected("h2", "s0").orElseThrow().auc()).isCloseTo(0.73, within(1e-9));
    // It hangs on s1 alone: h2,s1 + s0 - s1, the difference being known twice.
    assertThat(fit.expected("h2", "s0").orElseThrow().variance())
        .isCloseTo(1e-4 * (1 + 2.0 / 2), within(1e-9));
  }

  @Test
  void theVarianceOfAnEffectInACompleteTableIsThatOfItsMean() {
    List<Pair> pairs = new ArrayList<>();
    for (int h = 0; h < 3; h++) {
      for (int s = 0; s < 2; s++) {
        pairs.add(exact(h, s));
      }
    }
    Effect effect = Additive.fit(pairs).additive().hiders().get("h0");

    // Row mean less grand mean: (1/2 - 1/6) of the variance of a pair.
    assertThat(effect.interval().high() - effect.value())
        .isCloseTo(1.9599639845 * Math.sqrt(1e-4 / 3), within(1e-9));
  }

  @Test
  void partsWithoutAPairBetweenThemAreFittedApart() {
    Additive.Fit fit =
        Additive.fit(
            List.of(
                new Pair("a", "s", 0.5, 1e-4),
                new Pair("b", "t", 0.9, 1e-4),
                new Pair("c", "s", 0.7, 1e-4)));
    Additive additive = fit.additive();

    assertThat(additive.bases()).hasSize(2);
    assertThat(additive.bases().get(0)).isCloseTo(0.6, within(1e-9));
    assertThat(additive.bases().get(1)).isCloseTo(0.9, within(1e-9));
    assertThat(additive.hiders().get("a").value()).isCloseTo(-0.1, within(1e-9));
    assertThat(additive.hiders().get("a").part()).isEqualTo(0);
    assertThat(additive.hiders().get("b").part()).isEqualTo(1);
    assertThat(additive.hiders().get("b").value()).isCloseTo(0, within(1e-9));
    assertThat(fit.expected("a", "t")).isEmpty();
    assertThat(fit.expected("a", "unknown")).isEmpty();
  }

  @Test
  void aCopyThatAllSeeThroughDoesNotDecideTheSeekers() {
    List<Pair> pairs = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      pairs.add(new Pair("copy", "s" + s, 1, 1e-7));
      for (int h = 0; h < 5; h++) {
        pairs.add(new Pair("h" + h, "s" + s, 0.5 + 0.1 * s, 1e-4));
      }
    }
    pairs.sort(Comparator.comparing((Pair pair) -> pair.hider()).thenComparing(Pair::seeker));
    Additive additive = Additive.fit(pairs).additive();

    assertThat(additive.misfit()).isBetween(1e-3, 1e-2);
    assertThat(additive.seekers().get("s3").value() - additive.seekers().get("s0").value())
        .isGreaterThan(0.2);
  }

  @Test
  void theMisfitIsFoundOnAverage() {
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      List<Pair> pairs = new ArrayList<>();
      for (int h = 0; h < 8; h++) {
        for (int s = 0; s < 6; s++) {
          pairs.add(
              new Pair("h" + h, "s" + s, 0.6 + Math.sqrt(5e-4) * random.nextGaussian(), 1e-4));
        }
      }
      sum += Additive.fit(pairs).additive().misfit() / 200;
    }
    System.out.println("seed " + seed + ": misfit " + sum);
    assertThat(sum).isCloseTo(4e-4, within(3e-5));
  }
}
