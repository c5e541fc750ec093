package org.hideandseek.hiders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every hider. */
class HidersTest {
  private static final Hiders HIDERS = new Hiders(System.out, 0.01);

  @TempDir Path folder;

  static Stream<Arguments> everyHiderWithEveryCohort() {
    Map<String, Cohort> cohorts = SimulatedCohorts.awkward();
    return HIDERS.names().stream()
        .flatMap(
            hider ->
                cohorts.entrySet().stream()
                    .map(c -> Arguments.of(hider, c.getKey(), c.getValue())));
  }

  static List<String> everyHider() {
    return HIDERS.names();
  }

  @ParameterizedTest(name = "{0} keeps the contract when awkward is: {1}")
  @MethodSource("everyHiderWithEveryCohort")
  void everyHiderKeepsTheContractOrSaysWhyNot(String hider, String awkward, Cohort members)
      throws IOException {
    for (int records : List.of(members.size(), 3 * members.size() + 2)) {
      Path written = folder.resolve("release-" + records);
      Cohort release;
      try {
        release = hider(hider).release(Task.hider(5, records, 60, 0), members);
      } catch (HidingException e) {
        assertThat(members.size()).as("only few members are an excuse").isLessThan(10);
        assertThat(e).hasMessageMatching("[^\\n]{10,200}");
        return;
      }

      CohortFiles.write(written, release);

      assertThat(CohortFiles.read(written, members.schema()).size()).isEqualTo(records);
    }
  }

  @ParameterizedTest
  @MethodSource("everyHider")
  void everyHiderMakesTheSameReleaseOfTheSameSeed(String hider) {
    Cohort members = SimulatedCohorts.simulated(60, 1);

    Cohort once = hider(hider).release(Task.hider(3, 50, 60, 0), members);
    Cohort again = hider(hider).release(Task.hider(3, 50, 60, 0), members);

    assertThat(again.patients())
        .usingElementComparator((a, b) -> SimulatedCohorts.same(a, b) ? 0 : 1)
        .containsExactlyElementsOf(once.patients());
  }

  @ParameterizedTest
  @MethodSource("everyHider")
  void everyHiderButTheConstantOneMakesAnotherReleaseOfAnotherSeed(String hider) {
    Cohort members = SimulatedCohorts.simulated(60, 1);

    Cohort once = hider(hider).release(Task.hider(3, 50, 60, 0), members);
    Cohort other = hider(hider).release(Task.hider(4, 50, 60, 0), members);

    assertThat(SimulatedCohorts.same(once.patient(0), other.patient(0)))
        .isEqualTo(hider.equals("constant"));
  }

  private static Hider hider(String name) {
    return HIDERS.named(name).orElseThrow();
  }
}
