package org.hideandseek.seekers.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Liver;
import org.hideandseek.seekers.Seeker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DensitySeekerTest {
  private static final Map<String, DensitySeeker> SEEKERS = new LinkedHashMap<>();

  static {
    SEEKERS.put("domias", DensitySeeker.domias());
    SEEKERS.put("domias-gaussian", DensitySeeker.domiasGaussian());
    SEEKERS.put("density", DensitySeeker.density());
    SEEKERS.put("gen-lra", DensitySeeker.genLra());
    SEEKERS.put("dpi", DensitySeeker.dpi());
  }

  private static final Liver LIVER = new Liver(3, 4000, 2000, 1000);
  private static final Cohort COPY = LIVER.copy();
  private static final Cohort NOISE = LIVER.noise(0.05);
  private static final Cohort BOOTSTRAP = LIVER.bootstrap();

  private final SplittableRandom random = new SplittableRandom(12);
  private final Cohort members = Crowd.of(60, random);
  private final Cohort candidates = Crowd.interleaved(members, Crowd.of(60, random));
  private final Cohort reference = Crowd.of(50, random);

  @ParameterizedTest
  @CsvSource({
    "domias, .86, .86, .73",
    "domias-gaussian, .81, .81, .71",
    "density, .82, .82, .72",
    "gen-lra, .93, .93, .77",
    "dpi, .54, .54, .53"
  })
  void plantedLeaksAreFound(String name, double copy, double noise, double bootstrap) {
    Seeker seeker = SEEKERS.get(name);

    assertThat(LIVER.auc(seeker, LIVER.withReference(COPY))).isGreaterThan(copy);
    assertThat(LIVER.auc(seeker, LIVER.withReference(NOISE))).isGreaterThan(noise);
    assertThat(LIVER.auc(seeker, LIVER.withReference(BOOTSTRAP))).isGreaterThan(bootstrap);
  }

  @Test
  void theDensityAloneNeedsNoReference() {
    assertThat(LIVER.auc(DensitySeeker.density(), LIVER.evidence(COPY))).isGreaterThan(.8);
  }

  @Test
  void theDensityAloneIsFiniteWithoutReferenceToo() {
    for (Cohort release : List.of(Crowd.nobody(), Crowd.blank(3), members.select(new int[9]))) {
      for (Cohort known : List.of(Crowd.nobody(), Crowd.blank(1))) {
        Evidence alone = new Evidence(release, candidates);
        assertThat(score("density", alone)).hasSize(120);
        for (float score : score("density", alone.withReference(known))) {
          assertThat(score).isFinite();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"domias", "domias-gaussian", "density", "gen-lra", "dpi"})
  void aCandidatesScoreDoesNotDependOnTheOthers(String name) {
    Evidence all = new Evidence(members, candidates).withReference(reference);
    Evidence few = new Evidence(members, candidates.select(new int[] {5})).withReference(reference);

    assertThat(score(name, few)[0]).isCloseTo(score(name, all)[5], within(0f));
  }

  private static float[] score(String name, Evidence evidence) {
    return SEEKERS.get(name).score(Task.seeker(1, evidence.candidates().size(), 60, 0), evidence);
  }
}
