package org.hideandseek.hiders.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

class ControlHidersTest {
  private static final int SIZE = 400;

  private final Cohort members = SimulatedCohorts.simulated(SIZE, 11);

  @Test
  void aCopyIsEveryMemberOnce() {
    Cohort release = release(new CopyHider(), SIZE);

    assertThat(release.patients()).containsExactlyInAnyOrderElementsOf(members.patients());
    assertThat(release.patients()).isNotEqualTo(members.patients());
  }

  @Test
  void aShortCopyHasNoMemberTwiceAndALongOneHasAllEquallyOften() {
    assertThat(release(new CopyHider(), SIZE / 2).patients()).doesNotHaveDuplicates();
    Map<Patient, Long> times =
        release(new CopyHider(), 3 * SIZE).patients().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(times).hasSize(SIZE).allSatisfy((patient, count) -> assertThat(count).isEqualTo(3));
    Set<Patient> distinct = new HashSet<>(release(new CopyHider(), SIZE + 1).patients());
    assertThat(distinct).hasSize(SIZE);
  }

  @Test
  void aBootstrapLeavesAboutAThirdOfTheMembersOut() {
    Set<Patient> seen = new HashSet<>(release(new BootstrapHider(), SIZE).patients());

    assertThat(members.patients()).containsAll(seen);
    assertThat(seen.size() / (double) SIZE).isCloseTo(1 - Math.exp(-1), within(0.06));
  }

  @Test
  void noiseHasTheStrengthThatItsNameSays() {
    for (double strength : new double[] {0.1, 0.3}) {
      Cohort release = release(new NoiseHider(strength), SIZE);

      double[] before = members.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray();
      double[] differences =
          release.patients().stream()
              .flatMapToDouble(
                  noisy -> {
                    Patient member = memberOfTimes(noisy.times());
                    return IntStream.range(0, member.length())
                        .mapToDouble(t -> noisy.value(t, 0) - member.value(t, 0));
                  })
              .toArray();
      assertThat(sd(differences) / sd(before)).isCloseTo(strength, within(0.05 * strength));
      assertThat(Arrays.stream(differences).average().orElseThrow() / sd(before))
          .isCloseTo(0, within(0.02));
    }
  }

  @Test
  void redrawnValuesKeepTheTimesAloneAndEveryonesDistribution() {
    Cohort release = release(new ValuesRedrawnHider(), SIZE);

    Set<List<Float>> times = new HashSet<>();
    int same = 0;
    int steps = 0;
    for (Patient redrawn : release.patients()) {
      Patient member = memberOfTimes(redrawn.times());
      times.add(Arrays.asList(boxed(member.times())));
      for (int step = 0; step < member.length(); step++) {
        steps++;
        same += member.value(step, 0) == redrawn.value(step, 0) ? 1 : 0;
      }
    }
    assertThat(times).hasSizeGreaterThan(SIZE / 2);
    assertThat(same).isLessThan(steps / 5);
    double[] before = members.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray();
    double[] after = release.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray();
    assertThat(sd(after) / sd(before)).isCloseTo(1, within(0.15));
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }

  @Test
  void noiseKeepsTimesAndCodesAndWhatIsMissing() {
    for (Patient noisy : release(new NoiseHider(0.3), SIZE).patients()) {
      Patient member = memberOfTimes(noisy.times());

      for (int step = 0; step < member.length(); step++) {
        assertThat(noisy.observed(step, 1)).isEqualTo(member.observed(step, 1));
        assertThat(noisy.value(step, 2)).isEqualTo(member.value(step, 2));
      }
      assertThat(noisy.statics()[0]).isNotEqualTo(member.statics()[0]);
      assertThat(Arrays.copyOfRange(noisy.statics(), 1, 3))
          .isEqualTo(Arrays.copyOfRange(member.statics(), 1, 3));
    }
  }

  @Test
  void rowShufflingKeepsTheSpreadAndDestroysTheAutocorrelation() {
    Cohort release = release(new RowShuffleHider(0.3), SIZE);

    assertThat(lagOne(members)).isGreaterThan(0.85);
    assertThat(lagOne(release)).isCloseTo(0, within(0.05));
    assertThat(sd(release.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray()))
        .isCloseTo(
            Math.hypot(1, 0.3)
                * sd(members.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray()),
            within(1.5));
  }

  @Test
  void theConstantPatientIsTheMedianAndTheCommonest() {
    List<Patient> release = release(new ConstantHider(), 3).patients();
    Patient patient = release.get(0);

    int[] lengths = members.patients().stream().mapToInt(Patient::length).sorted().toArray();
    double[] pressures =
        members.patients().stream().flatMapToDouble(p -> values(p, 0)).sorted().toArray();
    assertThat(release).containsOnly(patient);
    assertThat(patient.length()).isEqualTo(lengths[(lengths.length - 1) / 2]);
    assertThat(patient.value(0, 0)).isEqualTo((float) pressures[(pressures.length - 1) / 2]);
    assertThat(patient.value(patient.length() - 1, 2)).isZero();
  }

  private Cohort release(Hider hider, int records) {
    return hider.release(Task.hider(17, records, 60, 0), members);
  }

  private Patient memberOfTimes(float[] times) {
    return members.patients().stream()
        .filter(member -> Arrays.equals(member.times(), times))
        .findFirst()
        .orElseThrow();
  }

  private static DoubleStream values(Patient patient, int feature) {
    return IntStream.range(0, patient.length()).mapToDouble(t -> patient.value(t, feature));
  }

  private static double sd(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static double lagOne(Cohort cohort) {
    double[] all = cohort.patients().stream().flatMapToDouble(p -> values(p, 0)).toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double covariance =
        cohort.patients().stream()
            .flatMapToDouble(
                p ->
                    IntStream.range(1, p.length())
                        .mapToDouble(t -> (p.value(t, 0) - mean) * (p.value(t - 1, 0) - mean)))
            .average()
            .orElseThrow();
    return covariance / (sd(all) * sd(all));
  }
}
