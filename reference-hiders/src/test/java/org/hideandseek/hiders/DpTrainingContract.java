package org.hideandseek.hiders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.Test;

/** What holds for every hider that is trained by DP-SGD. */
public abstract class DpTrainingContract {
  /** A member moves a noised sum by a millionth of its noise. */
  private static final double OVERWHELMING = 5e5;

  protected abstract PrivateHider hider();

  /**
   * A release for other noise.
   *
   * @param sigma noise multiplier of all mechanisms
   */
  protected abstract Release release(Task task, Cohort members, double sigma);

  private Cohort release(Cohort members, double sigma) {
    return release(Task.hider(3, 30, 60, 0), members, sigma).cohort();
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
        hider().releasePrivately(Task.hider(3, 5, 60, 0), SimulatedCohorts.simulated(60, 1));

    double epsilon = release.claim().epsilon();
    assertThat(release.claim().accounted()).hasValueCloseTo(epsilon, within(1e-3 * epsilon));
    assertThat(release.claim().parts())
        .as("two rounds of histograms, correlations, and the training")
        .hasSizeGreaterThanOrEqualTo(4);
  }
}
