package org.hideandseek.seekers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.hideandseek.challenges.cohort.Cohort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half of some real people are members of a release whose leak is known. */
class PlantedLeaksTest {
  private static final Liver LIVER = new Liver(2, 4000, 2000, 300);
  private static final Liver SMALLER = new Liver(3, 2000, 1000, 300);
  private static final Seekers SEEKERS = new Seekers(1);

  @ParameterizedTest
  @CsvSource({
    "nearest, .95, .95, .75",
    "pattern, .95, .95, .75",
    "hybrid, .95, .95, .55",
    "monte-carlo, .95, .95, .65",
    "calibrated, .95, .95, .75",
    "calibrated-gan-leaks, .95, .95, .75",
    "ensemble, .95, .95, .75"
  })
  void areFoundWithAReference(String name, double copy, double noise, double bootstrap) {
    assertThat(auc(name, LIVER.copy())).isGreaterThan(copy);
    assertThat(auc(name, LIVER.noise(0.05))).isGreaterThan(noise);
    assertThat(auc(name, LIVER.bootstrap())).isGreaterThan(bootstrap);
  }

  @ParameterizedTest
  @CsvSource({"shadow", "ensemble"})
  void areFoundWithShadows(String name) {
    assertThat(shadowed(name, SMALLER::copy)).isGreaterThan(.95);
    assertThat(shadowed(name, members -> SMALLER.noise(members, 0.05))).isGreaterThan(.95);
    assertThat(shadowed(name, SMALLER::bootstrap)).isGreaterThan(.75);
  }

  private static double auc(String name, Cohort release) {
    return LIVER.auc(SEEKERS.named(name).orElseThrow(), LIVER.withReference(release));
  }

  private static double shadowed(String name, UnaryOperator<Cohort> hider) {
    Evidence evidence =
        SMALLER
            .withReference(hider.apply(SMALLER.members()))
            .withShadows(SMALLER.shadows(2, hider));
    return SMALLER.auc(SEEKERS.named(name).orElseThrow(), evidence);
  }
}
