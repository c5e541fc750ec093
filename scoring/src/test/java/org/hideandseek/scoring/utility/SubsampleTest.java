package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.simulation.IcuSimulation;
import org.junit.jupiter.api.Test;

/** What is lost where a sample of a large cohort is scored. */
class SubsampleTest {
  private static final List<Facet> FACETS =
      List.of(Facet.MARGINALS, Facet.MISSINGNESS, Facet.TEMPORAL_STRUCTURE);
  private static final int ALL = 3000;
  private static final int SAMPLE = 1000;

  /**
   * The interval tells of the holdout. That members and release are samples too shows in temporal
   * structure, which then misses by up to twice the half width.
   */
  @Test
  void aThirdOfThePatientsGivesTheScoreOfAllButForAHundredthOrSo() throws IOException {
    Cohort members = simulated(1);
    Cohort holdout = simulated(2);
    Cohort release = worse(simulated(3));
    UtilityReport all = UtilityReferee.of(members, holdout, FACETS, 1).score(release);
    for (int seed = 1; seed <= 3; seed++) {
      UtilityReport some =
          UtilityReferee.of(sample(members, seed), sample(holdout, seed + 10), FACETS, 1)
              .score(sample(release, seed + 20));
      for (Facet facet : FACETS) {
        assertThat(some.facets().get(facet))
            .as("%s with seed %d", facet, seed)
            .isCloseTo(all.facets().get(facet), within(0.015));
      }
      for (Facet facet : List.of(Facet.MARGINALS, Facet.MISSINGNESS)) {
        assertThat(all.facets().get(facet))
            .as("%s with seed %d", facet, seed)
            .isBetween(
                some.facetIntervals().get(facet).low(), some.facetIntervals().get(facet).high());
      }
      assertThat(some.scored()).isEqualTo(new UtilityReport.Scored(SAMPLE, SAMPLE, SAMPLE));
    }
  }

  @Test
  void whatIsScoredIsBoundedForEverySchema() {
    assertThat(Utility.mostPatients(IcuSimulation.SCHEMA)).isEqualTo(9446);
    assertThat(Utility.mostPatients(schema(12, 2))).isEqualTo(50_000);
    assertThat(Utility.mostPatients(schema(100_000, 40))).isEqualTo(200);
  }

  private static Schema schema(int steps, int features) {
    List<Variable> variables = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      variables.add(Variable.numeric("f" + f, "", 0, 1));
    }
    return new Schema("hours", steps, 48, variables, List.of());
  }

  private static Cohort simulated(long seed) throws IOException {
    List<Patient> patients = new ArrayList<>();
    new IcuSimulation(seed).write(ALL, 2, patients::add);
    return new Cohort(IcuSimulation.SCHEMA, patients);
  }

  /** A release of middling quality: levels are off, a tenth is lost, and some steps are swapped. */
  private static Cohort worse(Cohort cohort) {
    SplittableRandom random = new SplittableRandom(1);
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values().clone();
      int width = patient.featureCount();
      for (int i = 0; i < values.length; i++) {
        int other = (random.nextInt(patient.length()) * width) + i % width;
        if (random.nextDouble() < 0.1) {
          values[i] = Float.NaN;
        } else if (random.nextDouble() < 0.3 && !Float.isNaN(patient.values()[other])) {
          values[i] = Float.isNaN(values[i]) ? Float.NaN : patient.values()[other] * 1.1f;
        }
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return new Cohort(cohort.schema(), patients);
  }

  private static Cohort sample(Cohort cohort, long seed) {
    return cohort.select(Sampling.some(cohort.size(), SAMPLE, new SplittableRandom(seed)));
  }
}
