package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UtilityTest {
  private static final long SEED = 20260201;
  private static final List<Facet> ALL = List.of(Facet.values());

  private static SplittableRandom random;
  private static Cohort members;
  private static Cohort holdout;
  private static Cohort others;
  private static UtilityReferee referee;

  @BeforeAll
  static void drawPeople() {
    System.out.println("seed " + SEED);
    random = new SplittableRandom(SEED);
    members = Planted.people(random, 800);
    holdout = Planted.people(random, 800);
    others = Planted.people(random, 800);
    referee = UtilityReferee.of(members, holdout, ALL, 1);
  }

  private static UtilityReport score(Cohort release) {
    return referee.score(release);
  }

  private static Component component(UtilityReport report, Facet facet, String name) {
    return report.components().stream()
        .filter(c -> c.facet() == facet && c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Cohort changed(UnaryOperator<Patient> change) {
    return new Cohort(members.schema(), members.patients().stream().map(change).toList());
  }

  private static void assertDefined(UtilityReport report) {
    assertThat(report.total()).isBetween(0.0, 1.0);
    assertThat(report.totalInterval().contains(report.total())).isTrue();
    report
        .facets()
        .forEach(
            (f, skill) -> {
              assertThat(skill).as(f.word()).isBetween(0.0, 1.0);
              assertThat(report.facetIntervals().get(f).contains(skill)).as(f.word()).isTrue();
            });
    for (Component c : report.components()) {
      assertThat(c.trivial()).as(c.name()).isFinite();
      assertThat(c.real()).as(c.name()).isFinite();
      assertThat(c.synthetic()).as(c.name()).isFinite();
    }
  }

  @Test
  void theMembersThemselvesHaveFullUtility() {
    UtilityReport report = score(members);

    assertThat(report.total()).isEqualTo(1);
    assertThat(report.facets()).containsOnlyKeys(Facet.values());
    assertThat(report.components()).filteredOn(c -> c.skill().isPresent()).hasSizeGreaterThan(22);
  }

  @Test
  void otherRealPeopleAreAsGoodAsMembers() {
    assertThat(score(others).total()).isGreaterThan(0.9);
  }

  @Test
  void otherRealPeopleAreGoodOnEveryDraw() {
    List<Facet> withoutOutcomeAndPairs =
        List.of(Facet.MARGINALS, Facet.ONE_STEP_AHEAD, Facet.TEMPORAL_STRUCTURE, Facet.MISSINGNESS);
    assertOtherRealPeopleAreGood(10, 500, withoutOutcomeAndPairs);
  }

  /** Outcome and pairs of features need more patients: with 500, one draw of ten fell to 0.835. */
  @Test
  void otherRealPeopleAreGoodInAllFacetsWhereThereAreEnoughOfThem() {
    assertOtherRealPeopleAreGood(3, 800, ALL);
  }

  private void assertOtherRealPeopleAreGood(int draws, int patients, List<Facet> facets) {
    for (int i = 0; i < draws; i++) {
      Cohort[] cohorts = new Cohort[3];
      Arrays.setAll(cohorts, c -> Planted.people(random, patients));
      assertThat(Utility.score(cohorts[0], cohorts[1], cohorts[2], facets, i).total())
          .as("draw %d", i)
          .isGreaterThan(0.85);
    }
  }

  @Test
  void rowsShuffledOverPatientsAndTimeHaveNoTemporalStructure() {
    UtilityReport report = score(Planted.shuffled(members, 0.3, random));

    assertThat(report.facets().get(Facet.MARGINALS)).isGreaterThan(0.8);
    assertThat(report.facets().get(Facet.TEMPORAL_STRUCTURE)).isLessThan(0.1);
    assertThat(report.facets().get(Facet.ONE_STEP_AHEAD)).isLessThan(0.1);
  }

  @Test
  void aConstantReleaseIsWorthNothing() {
    UtilityReport report = score(Planted.constant(800));

    report.facets().forEach((f, skill) -> assertThat(skill).as(f.word()).isLessThan(0.05));
    assertThat(report.total()).isZero();
  }

  @Test
  void noiseNeverRaisesTheTotalAndMuchOfItCostsMuch() {
    double before = 1;
    for (double strength : new double[] {0.05, 0.1, 0.3, 1}) {
      UtilityReport report = score(Planted.noisy(members, strength, random));
      System.out.println("noise " + strength + ": " + report.total() + " " + report.facets());
      assertThat(report.total()).as("noise %s", strength).isLessThan(before + 0.01);
      before = report.total();
    }
    assertThat(before).isLessThan(0.5);
  }

  @Test
  void aShiftCostsMarginalsButNotTemporalStructure() {
    Cohort shifted =
        changed(
            patient -> {
              float[] values = patient.values().clone();
              for (int i = 0; i < values.length; i += 3) {
                values[i] += 15;
              }
              return new Patient(patient.times(), values, patient.statics());
            });
    UtilityReport report = score(shifted);

    assertThat(component(report, Facet.MARGINALS, "pulse").skill().orElseThrow()).isLessThan(0.2);
    assertThat(component(report, Facet.MARGINALS, "age").skill().orElseThrow()).isEqualTo(1);
    assertThat(report.facets().get(Facet.TEMPORAL_STRUCTURE)).isGreaterThan(0.95);
    assertThat(component(report, Facet.ONE_STEP_AHEAD, "pulse").skill().orElseThrow())
        .isLessThan(1);
  }

  @Test
  void equalGapsCostTemporalStructure() {
    Cohort regular =
        changed(
            patient -> {
              float[] times = new float[patient.length()];
              for (int t = 0; t < times.length; t++) {
                times[t] = t;
              }
              return new Patient(times, patient.values(), patient.statics());
            });

    assertThat(score(regular).facets().get(Facet.TEMPORAL_STRUCTURE)).isLessThan(0.05);
  }

  @Test
  void completeDataCostMissingness() {
    Cohort complete =
        changed(
            patient -> {
              float[] values = patient.values().clone();
              for (int i = 0; i < values.length; i++) {
                values[i] = Float.isNaN(values[i]) ? 1 : values[i];
              }
              return new Patient(patient.times(), values, patient.statics());
            });
    UtilityReport report = score(complete);

    assertThat(component(report, Facet.MISSINGNESS, "measured at all").skill().orElseThrow())
        .isZero();
    assertThat(component(report, Facet.MISSINGNESS, "measured together").skill().orElseThrow())
        .isZero();
    assertThat(component(report, Facet.MISSINGNESS, "lengths").skill().orElseThrow()).isEqualTo(1);
    assertThat(report.facets().get(Facet.MISSINGNESS)).isLessThan(0.5);
  }

  @Test
  void aFeatureThatIsHardlyFollowedUpIsLeftOut() {
    UnaryOperator<Cohort> oncePerPatientButForAFew =
        cohort -> {
          List<Patient> patients = new ArrayList<>();
          for (int i = 0; i < cohort.size(); i++) {
            Patient patient = cohort.patient(i);
            float[] values = patient.values().clone();
            for (int cell = i % 50 == 0 ? values.length : 3; cell < values.length; cell += 3) {
              values[cell] = Float.NaN;
            }
            patients.add(new Patient(patient.times(), values, patient.statics()));
          }
          return new Cohort(cohort.schema(), patients);
        };
    UtilityReport report =
        Utility.score(
            oncePerPatientButForAFew.apply(members),
            oncePerPatientButForAFew.apply(others),
            oncePerPatientButForAFew.apply(holdout),
            List.of(Facet.ONE_STEP_AHEAD, Facet.TEMPORAL_STRUCTURE),
            1);

    assertThat(report.components())
        .extracting(Component::name)
        .contains("lactate", "changes of lactate")
        .doesNotContain("pulse", "changes of pulse", "autocorrelation of pulse");
  }

  @Test
  void onlyListedFacetsCount() {
    UtilityReport report =
        Utility.score(
            members, Planted.shuffled(members, 0, random), holdout, List.of(Facet.MARGINALS), 1);

    assertThat(report.facets()).containsOnlyKeys(Facet.MARGINALS);
    assertThat(report.total()).isGreaterThan(0.9);
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    assertThat(score(others)).isEqualTo(Utility.score(members, others, holdout, ALL, 1));
  }

  @Test
  void degenerateReleasesAreDefined() {
    Patient first = members.patient(0);
    List<Cohort> releases =
        List.of(
            Planted.repeated(first, 800),
            Planted.repeated(first, 1),
            new Cohort(Planted.SCHEMA, List.of()),
            members.select(new int[] {0, 1, 2}),
            Planted.people(random, 1500),
            // All of one step.
            changed(
                patient ->
                    new Patient(
                        new float[1], Arrays.copyOf(patient.values(), 3), patient.statics())),
            // A feature never measured.
            changed(
                patient -> {
                  float[] values = patient.values().clone();
                  for (int i = 0; i < values.length; i += 3) {
                    values[i] = Float.NaN;
                  }
                  return new Patient(patient.times(), values, patient.statics());
                }),
            // Nothing ever measured, nothing known.
            changed(
                patient -> {
                  float[] values = new float[patient.values().length];
                  Arrays.fill(values, Float.NaN);
                  float[] unknown = {Float.NaN, Float.NaN, Float.NaN};
                  return new Patient(patient.times(), values, unknown);
                }),
            // As large as numbers get, and codes that are none.
            changed(
                patient -> {
                  float[] values = patient.values().clone();
                  for (int i = 0; i < values.length; i++) {
                    values[i] = i % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
                  }
                  float[] statics = {Float.MAX_VALUE, 1.5f, Float.POSITIVE_INFINITY};
                  return new Patient(patient.times(), values, statics);
                }),
            // All at one moment.
            changed(
                patient ->
                    new Patient(new float[patient.length()], patient.values(), patient.statics())));
    for (int i = 0; i < releases.size(); i++) {
      UtilityReport report = score(releases.get(i));
      assertDefined(report);
      System.out.println("degenerate " + i + ": " + report.facets());
      if (i != 4) {
        assertThat(report.total()).as("release %d", i).isLessThan(0.6);
      }
    }
  }

  @Test
  void degenerateRealPatientsAreDefined() {
    Cohort constant = Planted.constant(50);
    Cohort one = members.select(new int[] {0});
    Cohort some = members.select(IntStream.range(0, 60).toArray());
    Cohort shortest =
        new Cohort(
            Planted.SCHEMA,
            some.patients().stream()
                .map(p -> new Patient(new float[1], Arrays.copyOf(p.values(), 3), p.statics()))
                .toList());
    List<Cohort> cohorts = new ArrayList<>(List.of(constant, one, shortest, some));
    for (Cohort real : cohorts) {
      for (Cohort test : cohorts) {
        UtilityReferee judge = UtilityReferee.of(real, test, ALL, 1);
        for (Cohort release : cohorts) {
          assertDefined(judge.score(release));
        }
      }
    }
    assertThat(Utility.score(constant, constant, constant, ALL, 1).total()).isEqualTo(1);
    assertThat(Utility.score(constant, members, constant, ALL, 1).total()).isZero();
  }

  @Test
  void anOutcomeOfOneClassIsLeftOutWhereItIsRealAndWorthNothingWhereItIsReleased() {
    List<Facet> outcome = List.of(Facet.OUTCOME_PREDICTION);
    Cohort allDied = withOutcome(members, 1);

    for (UtilityReport report :
        List.of(
            Utility.score(allDied, others, holdout, outcome, 1),
            Utility.score(members, others, withOutcome(holdout, 0), outcome, 1))) {
      assertThat(report.total()).isEqualTo(1);
      assertThat(report.leftOut())
          .singleElement()
          .satisfies(left -> assertThat(left.facet()).isEqualTo(Facet.OUTCOME_PREDICTION));
    }
    assertThat(Utility.score(members, allDied, holdout, outcome, 1).total()).isZero();
  }

  private static Cohort withOutcome(Cohort cohort, float outcome) {
    return new Cohort(
        cohort.schema(),
        cohort.patients().stream()
            .map(
                patient -> {
                  float[] statics = patient.statics().clone();
                  statics[2] = outcome;
                  return new Patient(patient.times(), patient.values(), statics);
                })
            .toList());
  }

  @Test
  void whatCantBeScoredIsRefusedInASentence() {
    Cohort empty = new Cohort(Planted.SCHEMA, List.of());
    Cohort foreign =
        new Cohort(new Schema("days", 1, 1, List.of(Variable.binary("x")), List.of()), List.of());

    assertThatThrownBy(() -> Utility.score(empty, members, holdout, ALL, 1))
        .hasMessage("utility needs members and holdout patients, not 0 and 800");
    assertThatThrownBy(() -> Utility.score(members, members, empty, ALL, 1))
        .hasMessage("utility needs members and holdout patients, not 800 and 0");
    assertThatThrownBy(() -> score(foreign)).hasMessageContaining("one schema");
    assertThatThrownBy(() -> Utility.score(members, members, holdout, List.of(), 1))
        .hasMessage("utility needs at least one facet");
  }

  @Test
  void marginalsOfASmallCaseAreThoseByHand() {
    Schema schema =
        new Schema(
            "days", 1, 1, List.of(Variable.numeric("x", "", 0, 10)), List.of(Variable.binary("b")));
    Cohort real = small(schema, new float[] {0, 2, 4, 6}, new float[] {0, 0, 0, 1});
    Cohort release = small(schema, new float[] {1, 3, 5, 7}, new float[] {0, 0, 1, 1});
    UtilityReport report = Utility.score(real, release, real, List.of(Facet.MARGINALS), 1);

    // sd of 0, 2, 4, 6 is sqrt 5; mean distance to the median 3 is 2; W1 of a shift by 1 is 1.
    Component x = component(report, Facet.MARGINALS, "x");
    assertThat(x.trivial()).isCloseTo(2 / Math.sqrt(5), within(1e-12));
    assertThat(x.real()).isZero();
    assertThat(x.synthetic()).isCloseTo(1 / Math.sqrt(5), within(1e-12));
    assertThat(x.skill().orElseThrow()).isCloseTo(0.5, within(1e-12));
    // A quarter is not the mode; the release is off by a quarter.
    Component b = component(report, Facet.MARGINALS, "b");
    assertThat(b.trivial()).isEqualTo(0.25);
    assertThat(b.synthetic()).isEqualTo(0.25);
    assertThat(b.skill()).hasValue(0);
    assertThat(report.total()).isCloseTo(0.25, within(1e-12));
  }

  private static Cohort small(Schema schema, float[] values, float[] codes) {
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      patients.add(new Patient(new float[1], new float[] {values[i]}, new float[] {codes[i]}));
    }
    return new Cohort(schema, patients);
  }
}
