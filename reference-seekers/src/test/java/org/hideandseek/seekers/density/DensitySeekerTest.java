package org.hideandseek.seekers.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Liver;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.SeekingException;
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

  /** Half the width of the 95 % band of an AUC of 200 against 200 by chance. */
  private static final double BAND = 1.96 / Math.sqrt(1200);

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

  @ParameterizedTest
  @ValueSource(strings = {"domias", "domias-gaussian", "density", "gen-lra", "dpi"})
  void strangersGiveNobodyAway(String name) {
    int outside = 0;
    for (int seed = 0; seed < 20; seed++) {
      Liver liver = new Liver(seed, 400, 300, 200);
      double auc = liver.auc(SEEKERS.get(name), liver.withReference(liver.strangers()));
      outside += Math.abs(auc - .5) > BAND ? 1 : 0;
    }

    assertThat(outside).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domias", "domias-gaussian", "gen-lra", "dpi"})
  void whoNeedsAReferenceSaysSo(String name) {
    Evidence none = new Evidence(members, candidates);
    Evidence nobody = none.withReference(nobody());

    assertThatThrownBy(() -> score(name, none))
        .isInstanceOf(SeekingException.class)
        .hasMessageContaining("needs reference patients, which this challenge does not give");
    assertThatThrownBy(() -> score(name, nobody))
        .isInstanceOf(SeekingException.class)
        .hasMessageContaining("needs reference patients, but there is not one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"domias", "domias-gaussian", "density", "gen-lra", "dpi"})
  void scoresAreFiniteWhateverIsGiven(String name) {
    Cohort one = members.select(new int[] {0});
    Cohort same = members.select(new int[40]);
    Cohort constant = constant(members);
    Cohort blank = blank(30);
    List<Cohort> cohorts =
        List.of(one, same, constant, blank, members, Crowd.of(900, random), extreme());
    List<Cohort> releases = new ArrayList<>(cohorts);
    releases.add(nobody());

    for (Cohort release : releases) {
      for (Cohort asked : cohorts) {
        for (Cohort known : List.of(one, same, constant, blank, reference, extreme())) {
          float[] scores = score(name, new Evidence(release, asked).withReference(known));
          assertThat(scores).hasSize(asked.size());
          for (float score : scores) {
            assertThat(score).isFinite();
          }
        }
      }
    }
  }

  @Test
  void theDensityAloneIsFiniteWithoutReferenceToo() {
    for (Cohort release : List.of(nobody(), blank(3), members.select(new int[9]))) {
      for (Cohort known : List.of(nobody(), blank(1))) {
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
  void identicalPatientsEverywhereAreAllTheSame(String name) {
    Cohort same = members.select(new int[30]);

    float[] scores = score(name, new Evidence(same, same).withReference(same));

    assertThat(scores).containsOnly(scores[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domias", "domias-gaussian", "density", "gen-lra", "dpi"})
  void theSameEvidenceGivesTheSameScores(String name) {
    Evidence evidence = new Evidence(members, candidates).withReference(reference);

    assertThat(score(name, evidence)).isEqualTo(score(name, evidence));
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

  private static Cohort nobody() {
    return new Cohort(Crowd.SCHEMA, List.of());
  }

  private static Cohort blank(int size) {
    float[] nothing = new float[6];
    Arrays.fill(nothing, Float.NaN);
    Patient patient = new Patient(new float[] {0, 0}, nothing, new float[] {Float.NaN, Float.NaN});
    return new Cohort(Crowd.SCHEMA, List.of(patient)).select(new int[size]);
  }

  /** All of one length and with one value for the pressure. */
  private static Cohort constant(Cohort cohort) {
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float lab = patient.value(0, 1);
      patients.add(
          new Patient(new float[] {0, 1}, new float[] {90, lab, 0, 90, lab, 0}, patient.statics()));
    }
    return new Cohort(cohort.schema(), patients);
  }

  /** At the ends of what a schema can allow. */
  private static Cohort extreme() {
    float max = Float.MAX_VALUE;
    Patient high =
        new Patient(
            new float[] {0, 0}, new float[] {max, max, 1, max, -max, 0}, new float[] {max, 2});
    Patient low =
        new Patient(
            new float[] {0, max}, new float[] {-max, 0, 0, max, 0, 1}, new float[] {-max, 0});
    return new Cohort(Crowd.SCHEMA, List.of(high, low, high));
  }
}
