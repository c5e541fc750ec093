package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the score must say of releases of known worth, on real people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealPeopleUtilityContract {

  private Cohort members;
  private Cohort reference;
  private UtilityReferee referee;
  private FidelityReferee fidelity;

  /** People who are divided into members, reference and holdout. */
  record People(Cohort members, Cohort reference, Cohort holdout, List<Facet> facets) {
    static People divide(Cohort people, SplitSizes sizes, List<Facet> facets) {
      Split split = Split.draw(SecretSeed.guessable(0).derive("split"), people.size(), sizes);
      return new People(
          people.select(split.members()),
          people.select(split.reference()),
          people.select(split.holdout()),
          facets);
    }
  }

  /** The people; the test is skipped where they are not to be had. */
  abstract People people() throws IOException;

  @BeforeAll
  void prepare() throws IOException {
    People people = people();
    members = people.members();
    reference = people.reference();
    referee = UtilityReferee.of(members, people.holdout(), people.facets(), 7);
    fidelity = FidelityReferee.of(members, people.holdout(), 7);
  }

  final UtilityReport score(String name, Cohort release) {
    UtilityReport report = referee.score(release);
    System.out.println(name + ": " + report.total() + " " + report.totalInterval());
    System.out.println("  " + report.facets());
    return report;
  }

  @Test
  void otherRealPeopleAreAsGoodAsMembers() {
    assertThat(score("reference", reference).total()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void aCopyIsAsGoodAsMembersAndListed() {
    assertThat(score("copy", members).total()).isGreaterThan(0.97);
    assertThat(fidelity.compare(members).nearCopies()).hasSize(members.size());
    assertThat(fidelity.compare(reference).nearCopyShare().release().orElseThrow())
        .isLessThan(0.01);
  }

  @Test
  void noiseNeverRaisesTheTotalAndMuchOfItCostsHalf() {
    UtilityReport before = score("copy", members);
    for (double strength : new double[] {0.05, 0.1, 0.3, 1}) {
      UtilityReport report =
          score("noise " + strength, noisy(members, strength, new SplittableRandom(1)));
      assertThat(report.total())
          .as("noise %s", strength)
          .isLessThanOrEqualTo(before.totalInterval().high());
      before = report;
    }
    assertThat(before.total()).isLessThan(0.5);
  }

  @Test
  void shuffledRowsHaveNoTemporalStructure() {
    UtilityReport report = score("row-shuffle", shuffled());

    assertThat(report.facets().get(Facet.TEMPORAL_STRUCTURE)).isLessThanOrEqualTo(0.2);
    assertThat(report.facets().get(Facet.MARGINALS)).isGreaterThan(0.8);
  }

  @Test
  void aConstantIsWorthNothing() {
    UtilityReport report =
        score(
            "constant",
            new Cohort(members.schema(), Collections.nCopies(members.size(), members.patient(0))));

    assertThat(report.total()).isZero();
    assertThat(report.totalInterval().high()).isLessThan(0.05);
  }

  final Cohort reference() {
    return reference;
  }

  /** The members with every step a random one of anybody's. */
  final Cohort shuffled() {
    return shuffled(members, new SplittableRandom(2));
  }

  private static Cohort noisy(Cohort cohort, double strength, SplittableRandom random) {
    List<Encoding> features = Encoding.features(cohort);
    double[] deviations = new double[features.size()];
    for (int f = 0; f < deviations.length; f++) {
      float[] values = Columns.feature(cohort, f);
      deviations[f] = strength * Clip.of(Sample.of(values)).deviation();
    }
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values().clone();
      for (int cell = 0; cell < values.length; cell++) {
        Variable variable = features.get(cell % features.size()).variable();
        if (variable.kind() == Kind.NUMERIC && Float.isFinite(values[cell])) {
          double noise = deviations[cell % features.size()] * random.nextGaussian();
          values[cell] =
              (float) Math.max(variable.min(), Math.min(variable.max(), values[cell] + noise));
        }
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return new Cohort(cohort.schema(), patients);
  }

  private static Cohort shuffled(Cohort cohort, SplittableRandom random) {
    int width = cohort.schema().featureCount();
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float[] values = new float[patient.values().length];
      for (int t = 0; t < patient.length(); t++) {
        Patient donor = cohort.patient(random.nextInt(cohort.size()));
        System.arraycopy(
            donor.values(), width * random.nextInt(donor.length()), values, width * t, width);
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return noisy(new Cohort(cohort.schema(), patients), 0.3, random);
  }
}
