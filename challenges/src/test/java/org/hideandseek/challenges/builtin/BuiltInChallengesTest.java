package org.hideandseek.challenges.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.RankingRules;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The challenges as they come with the project; their pages quote these numbers. */
class BuiltInChallengesTest {
  @TempDir private Path folder;

  @Test
  void mayoLiverHas10364PeopleWithThreeToFortyDays() throws IOException {
    Cohort cohort = new MayoLiver().read();

    assertThat(cohort.size()).isEqualTo(10_364);
    assertThat(Arrays.stream(lengths(cohort))).allMatch(length -> length >= 3 && length <= 40);
    assertThat(steps(cohort)).isEqualTo(110_847);
    assertThat(median(lengths(cohort))).isEqualTo(8);
    assertThat(missing(cohort)).isEqualTo(0.742, within(0.0005));
    assertThat(observed(cohort, 0)).isEqualTo(0.795, within(0.0005));
    assertThat(observed(cohort, 1)).isEqualTo(0.197, within(0.0005));
    assertThat(observed(cohort, 2)).isEqualTo(0.016, within(0.0005));
    assertThat(observed(cohort, 3)).isEqualTo(0.022, within(0.0005));
  }

  @Test
  void mayoLiverKnowsTheOutcomeOfThoseWhoWereFollowedOrHadAnEvent() throws IOException {
    Cohort cohort = new MayoLiver().read();

    assertThat(count(cohort, "major_event_5y", 1)).isEqualTo(1298);
    assertThat(count(cohort, "major_event_5y", 0)).isEqualTo(5105);
    assertThat(unknown(cohort, "major_event_5y")).isEqualTo(3961);
    assertThat(unknown(cohort, "sex")).isZero();
    assertThat(unknown(cohort, "age")).isZero();
    assertThat(unknown(cohort, "bmi")).isEqualTo(1483);
  }

  @Test
  void icuNutritionHas2000PatientsWithThreeToTwelveDays() throws IOException {
    Cohort cohort = new IcuNutrition().read();

    assertThat(cohort.size()).isEqualTo(2000);
    assertThat(cohort.schema().staticCount()).isEqualTo(7);
    assertThat(Arrays.stream(lengths(cohort))).allMatch(length -> length >= 3 && length <= 12);
    assertThat(steps(cohort)).isEqualTo(18_797);
    assertThat(Arrays.stream(lengths(cohort)).filter(length -> length == 12).count())
        .isEqualTo(955);
    assertThat(missing(cohort)).isZero();
    assertThat(count(cohort, "death_30d", 1)).isEqualTo(420);
    assertThat(count(cohort, "death_30d", 0)).isEqualTo(1580);
    assertThat(unknown(cohort, "sex")).isEqualTo(1);
    assertThat(unknown(cohort, "bmi")).isEqualTo(4);
    assertThat(unknown(cohort, "apache_ii")).isEqualTo(10);
    assertThat(unknown(cohort, "admission")).isZero();
    assertThat(unknown(cohort, "diagnosis")).isZero();
  }

  @Test
  void mayoPbcHas312PatientsWith1945Visits() throws IOException {
    Cohort cohort = new MayoPbc().read();

    assertThat(cohort.size()).isEqualTo(312);
    assertThat(cohort.schema().featureCount()).isEqualTo(11);
    assertThat(steps(cohort)).isEqualTo(1945);
    assertThat(Arrays.stream(lengths(cohort)).max()).hasValue(16);
    assertThat(missing(cohort)).isEqualTo(1134.0 / (1945 * 11), within(1e-9));
    assertThat(count(cohort, "death_or_transplant_5y", 1)).isEqualTo(103);
    assertThat(count(cohort, "death_or_transplant_5y", 0)).isEqualTo(202);
    assertThat(unknown(cohort, "death_or_transplant_5y")).isEqualTo(7);
  }

  @Test
  void theFirstPbcPatientIsTheOneOfTheTable() throws IOException {
    Patient first = new MayoPbc().read().patient(0);

    assertThat(first.times()).containsExactly(0, (float) (192 / 365.25));
    assertThat(first.values())
        .containsExactly(
            1, 1, 1, 2, 14.5f, 261, 2.6f, 1718, 138, 190, 12.2f, //
            1, 1, 1, 2, 21.3f, Float.NaN, 2.94f, 1612, 6.2f, 183, 11.2f);
    assertThat(first.statics()).containsExactly(1, 58.76523f, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mayo-liver", "icu-nutrition", "mayo-pbc", "hide-and-seek-2020"})
  void everyPatientKeepsTheRulesOfTheContract(String name) throws IOException {
    Cohort cohort = Bundle.find(name).patients().load();
    CohortFiles.write(folder.resolve("cohort"), cohort);

    try (CohortReader reader = CohortReader.open(folder.resolve("cohort"), cohort.schema())) {
      assertThat(reader.size()).isEqualTo(cohort.size());
      for (Patient patient : cohort.patients()) {
        Patient read = reader.next();
        assertThat(Arrays.equals(read.times(), patient.times())).isTrue();
        assertThat(Arrays.equals(read.values(), patient.values())).isTrue();
        assertThat(Arrays.equals(read.statics(), patient.statics())).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mayo-liver", "icu-nutrition", "mayo-pbc", "simulated-icu", "hide-and-seek-2020"})
  void thePrivatePatientsAreEnoughForASplit(String name) {
    Bundle bundle = Bundle.find(name);
    Challenge challenge = bundle.challenge();

    assertThat(challenge.name()).isEqualTo(name);
    assertThat(challenge.shares(bundle.patients().load().size()).secret())
        .hasSizeGreaterThanOrEqualTo(challenge.splits().sizes().total());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mayo-liver", "icu-nutrition", "mayo-pbc", "hide-and-seek-2020"})
  void thePageNamesEveryVariableItsLicenceAndThatTheDataArePublic(String name) {
    Bundle bundle = Bundle.find(name);

    assertThat(bundle.overview())
        .contains("licence ", "These tables are public", "## Where the data come from")
        .contains(
            bundle.patients().load().schema().features().stream()
                .map(feature -> "`" + feature.name() + "`")
                .toList())
        .contains(
            bundle.patients().load().schema().statics().stream()
                .map(feature -> "`" + feature.name() + "`")
                .toList());
  }

  @Test
  void theRulesOf2020AreOnPatientsDividedAnew() {
    Challenge old = Bundle.find("hide-and-seek-2020").challenge();
    Challenge liver = Bundle.find("mayo-liver").challenge();
    assertThat(old.ranking().profile()).isEqualTo(RankingRules.Profile.HIDE_AND_SEEK_2020);
    assertThat(old.splits().count()).isEqualTo(1);
    assertThat(old.data()).isEqualTo(liver.data());
    assertThat(old.shares(10_364).published()).isNotEqualTo(liver.shares(10_364).published());
  }

  @Test
  void thePageOfTheSimulationNamesEveryVariableAndThatItsSeedIsPublic() throws IOException {
    Cohort cohort = new SimulatedIcu().read();
    String page = Bundle.find("simulated-icu").overview();

    assertThat(cohort.size()).isEqualTo(6000);
    assertThat(median(lengths(cohort))).isEqualTo(37);
    assertThat(count(cohort, "death_in_hospital", 1) / 6000.0).isEqualTo(0.11, within(0.005));
    assertThat(page).contains("The seed is public", "--stays 6000 --seed 2020");
    for (Variable variable : cohort.schema().features()) {
      assertThat(page).contains("| `" + variable.name() + "`");
    }
    for (Variable variable : cohort.schema().statics()) {
      assertThat(page).contains("| `" + variable.name() + "`");
    }
  }

  private static int[] lengths(Cohort cohort) {
    return cohort.patients().stream().mapToInt(Patient::length).toArray();
  }

  private static int steps(Cohort cohort) {
    return Arrays.stream(lengths(cohort)).sum();
  }

  private static int median(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double missing(Cohort cohort) {
    return IntStream.range(0, cohort.schema().featureCount())
        .mapToDouble(feature -> 1 - observed(cohort, feature))
        .average()
        .orElseThrow();
  }

  private static double observed(Cohort cohort, int feature) {
    long observed =
        cohort.patients().stream()
            .mapToLong(
                patient ->
                    IntStream.range(0, patient.length())
                        .filter(step -> patient.observed(step, feature))
                        .count())
            .sum();
    return (double) observed / steps(cohort);
  }

  private static long count(Cohort cohort, String name, float value) {
    int index = indexOf(cohort, name);
    return cohort.patients().stream().filter(p -> p.statics()[index] == value).count();
  }

  private static long unknown(Cohort cohort, String name) {
    int index = indexOf(cohort, name);
    return cohort.patients().stream().filter(p -> Float.isNaN(p.statics()[index])).count();
  }

  private static int indexOf(Cohort cohort, String name) {
    return cohort.schema().statics().stream().map(Variable::name).toList().indexOf(name);
  }
}
