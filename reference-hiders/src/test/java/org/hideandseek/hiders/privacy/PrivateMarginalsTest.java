package org.hideandseek.hiders.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.hiders.SimulatedCohorts;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.junit.jupiter.api.Test;

class PrivateMarginalsTest {
  private static final Cohort MEMBERS = SimulatedCohorts.simulated(3000, 4);
  private static final Coding PLAIN = new Coding(MEMBERS);

  @Test
  void withoutNoiseTheDistributionsAreThoseOfTheMembers() {
    PrivateMarginals marginals = marginals(0);

    assertThat(marginals.patients()).isCloseTo(3000, within(1e-6));
    assertAlike(marginals.coding(), 0.06);
    assertThat(marginals.coding().everEmpty()).isEqualTo(PLAIN.everEmpty());
  }

  @Test
  void withAFairBudgetTheyAreNearThem() {
    PrivateMarginals marginals = marginals(1);

    assertThat(marginals.patients()).isCloseTo(3000, within(60.0));
    assertAlike(marginals.coding(), 0.15);
  }

  private static void assertAlike(Coding coding, double tolerance) {
    for (int feature = 0; feature < 2; feature++) {
      for (double score : new double[] {-1.5, -0.5, 0, 0.5, 1.5}) {
        double value = PLAIN.number(feature).value(score);
        assertThat(coding.number(feature).score(value)).isCloseTo(score, within(tolerance));
        assertThat(coding.number(feature).score(coding.number(feature).value(score)))
            .isCloseTo(score, within(0.02));
      }
      assertThat(coding.measured(feature))
          .isCloseTo(PLAIN.measured(feature), within(tolerance / 2));
    }
    for (double score : new double[] {-1, 0, 1}) {
      assertThat(coding.gap().score(PLAIN.gap().value(score))).isCloseTo(score, within(tolerance));
    }
    assertThat(coding.share(2, 1)).isCloseTo(PLAIN.share(2, 1), within(tolerance / 2));
  }

  @Test
  void theCopulaDrawsWhatGoesTogetherTogether() {
    SplittableRandom random = new SplittableRandom(3);
    GaussianCurator curator = new GaussianCurator(MEMBERS.patients(), 0.5, random.split());
    PatientCopula copula =
        new PrivateMarginals(MEMBERS.schema(), curator, 0.5).copula(curator, 0.5, random);

    double[][] drawn =
        IntStream.range(0, 4000)
            .mapToObj(i -> copula.draw(random).statics())
            .map(statics -> new double[] {statics[0], statics[1], statics[2]})
            .toArray(double[][]::new);

    double[][] real =
        MEMBERS.patients().stream()
            .map(p -> new double[] {p.statics()[0], p.statics()[1], p.statics()[2]})
            .toArray(double[][]::new);
    assertThat(slope(drawn)).isCloseTo(slope(real), within(0.2 * slope(real)));
    assertThat(unknown(drawn)).isCloseTo(0.2, within(0.03));
  }

  /** How much older those are who died. */
  private static double slope(double[][] rows) {
    double[] sum = new double[2];
    double[] count = new double[2];
    for (double[] row : rows) {
      sum[(int) row[2]] += row[0];
      count[(int) row[2]]++;
    }
    return sum[1] / count[1] - sum[0] / count[0];
  }

  private static double unknown(double[][] rows) {
    double unknown = 0;
    for (double[] row : rows) {
      unknown += Double.isNaN(row[1]) ? 1.0 / rows.length : 0;
    }
    return unknown;
  }

  private static PrivateMarginals marginals(double sigma) {
    GaussianCurator curator =
        new GaussianCurator(MEMBERS.patients(), sigma, new SplittableRandom(9));
    return new PrivateMarginals(MEMBERS.schema(), curator, 1);
  }
}
