package org.hideandseek.hiders.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

class GaussianCuratorTest {
  private static final List<Patient> PATIENTS = SimulatedCohorts.simulated(30, 1).patients();

  @Test
  void contributionsAreClippedToTheNorm() {
    Question question = new Question(1, 2, 5, patient -> new double[] {30, 40});

    assertThat(curator(0).answer(question).sums())
        .containsExactly(new double[] {30 * 3, 30 * 4}, within(1e-9));
  }

  @Test
  void shortContributionsStayAsTheyAre() {
    Question question = new Question(1, 2, 5, patient -> new double[] {1, -2});

    assertThat(curator(0).answer(question).sums())
        .containsExactly(new double[] {30, -60}, within(1e-9));
  }

  @Test
  void noiseHasTheDeviationThatTheAnswerTells() {
    int width = 20_000;
    Question question = new Question(0.25, width, 5, patient -> new double[width]);

    Answer answer = curator(3).answer(question);

    assertThat(answer.deviation()).isCloseTo(3 / Math.sqrt(0.25) * 5, within(1e-9));
    double square = Arrays.stream(answer.sums()).map(x -> x * x).average().orElseThrow();
    assertThat(Math.sqrt(square)).isCloseTo(answer.deviation(), within(0.5));
    assertThat(Arrays.stream(answer.sums()).average().orElseThrow()).isCloseTo(0, within(1.0));
  }

  @Test
  void allSharesTogetherCostTheWholeBudget() {
    double sigma = SubsampledGaussian.forEpsilon(1, 1, 1, 1e-5).sigma();
    GaussianCurator curator = curator(sigma);
    for (double share : new double[] {0.5, 0.2, 0.3}) {
      curator.answer(new Question(share, 1, 7, patient -> new double[] {1}));
    }

    assertThat(curator.ledger()).hasSize(3);
    assertThat(new Composition(curator.ledger()).cost(1e-5).epsilon())
        .isCloseTo(1, within(1e-4))
        .isLessThanOrEqualTo(1 + 1e-9);
  }

  @Test
  void aBudgetIsNotOverdrawn() {
    GaussianCurator curator = curator(1);
    Question most = new Question(0.9, 1, 1, patient -> new double[] {1});
    curator.answer(most);

    assertThatThrownBy(() -> curator.answer(most)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatCannotBeClippedIsRefused() {
    assertThatThrownBy(
            () -> curator(1).answer(new Question(1, 1, 1, patient -> new double[] {Double.NaN})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GaussianCurator curator(double sigma) {
    return new GaussianCurator(PATIENTS, sigma, new SplittableRandom(5));
  }
}
