package org.hideandseek.hiders.par;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Release;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

class DpParHiderTest {
  /** A member moves a noised sum by a millionth of its noise. */
  private static final double OVERWHELMING = 5e5;

  private final DpParHider hider = new DpParHider(System.out, 0.01, 1);

  private Cohort release(Cohort members, double sigma) {
    Composition budget =
        Composition.of(new SubsampledGaussian(sigma, 1, 1), new SubsampledGaussian(sigma, 0.5, 4));
    return hider.release(Task.hider(3, 30, 60, 0), members, budget).cohort();
  }

  /** What leaves the members without noise would show: lengths, gaps, their number, anything. */
  @Test
  void underOverwhelmingNoiseItMattersNotWhoTheMembersAre() {
    Cohort members = SimulatedCohorts.simulated(60, 1);
    Cohort one = release(members, OVERWHELMING);

    SimulatedCohorts.awkward()
        .forEach(
            (name, others) -> {
              if (others.schema().equals(members.schema())) {
                assertThat(release(others, OVERWHELMING).patients())
                    .as(name)
                    .usingElementComparator((a, b) -> SimulatedCohorts.alike(a, b) ? 0 : 1)
                    .containsExactlyElementsOf(one.patients());
              }
            });
  }

  @Test
  void withLittleNoiseItMatters() {
    Patient one = release(SimulatedCohorts.simulated(60, 1), 1e-3).patient(0);
    Patient other = release(SimulatedCohorts.simulated(60, 2), 1e-3).patient(0);

    assertThat(SimulatedCohorts.same(one, other)).isFalse();
  }

  @Test
  void theClaimFollowsFromItsParts() {
    Release release =
        hider.releasePrivately(Task.hider(3, 5, 60, 0), SimulatedCohorts.simulated(60, 1));

    assertThat(release.claim().epsilon()).isEqualTo(1);
    assertThat(release.claim().accounted()).hasValueCloseTo(1.0, within(1e-3));
    assertThat(release.claim().parts())
        .as("two rounds of histograms, correlations, and the training")
        .hasSize(4);
  }
}
