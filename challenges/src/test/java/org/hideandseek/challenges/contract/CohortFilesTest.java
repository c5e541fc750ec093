package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortFilesTest {
  @TempDir private Path folder;

  @Test
  void aCohortIsReadAsItWasWritten() throws IOException {
    Cohort cohort = Patients.random(500, 1);

    CohortFiles.write(folder.resolve("c"), cohort);

    assertSame(CohortFiles.read(folder.resolve("c"), Patients.SCHEMA), cohort);
  }

  @Test
  void aCohortWithoutPatientsAndOneWithoutStaticsAreReadAsTheyWereWritten() throws IOException {
    Schema noStatics =
        new Schema("hours", 3, 48, List.of(Variable.numeric("x", "", 0, 1)), List.of());
    CohortFiles.write(folder.resolve("none"), Patients.random(0, 1));
    CohortFiles.write(
        folder.resolve("bare"),
        new Cohort(
            noStatics, List.of(new Patient(new float[] {0}, new float[] {0.5f}, new float[0]))));

    assertThat(CohortFiles.read(folder.resolve("none"), Patients.SCHEMA).size()).isZero();
    assertThat(CohortFiles.read(folder.resolve("bare"), noStatics).patient(0).value(0, 0))
        .isEqualTo(0.5f);
  }

  @Test
  void aSelectionHoldsThePatientsInTheOrderOfThePositions() throws IOException {
    Cohort cohort = Patients.random(20_000, 2);
    CohortFiles.write(folder.resolve("all"), cohort);
    int[] positions = {19_999, 0, 1, 2, 7_000, 6_999, 7_001, 0, 12_345};

    CohortFiles.select(
        folder.resolve("all"), Patients.SCHEMA, positions, folder.resolve("some/members"));

    assertSame(
        CohortFiles.read(folder.resolve("some/members"), Patients.SCHEMA),
        cohort.select(positions));
  }

  @Test
  void aSelectionOfRowsLargerThanTheBufferIsExact() throws IOException {
    Schema wide =
        new Schema("s", 30_000, 1, List.of(Variable.numeric("x", "", 0, 1_000_000_000)), List.of());
    float[] times = new float[30_000];
    List<Patient> patients =
        List.of(0, 1, 2).stream()
            .map(
                i -> {
                  float[] values = new float[30_000];
                  for (int t = 0; t < values.length; t++) {
                    values[t] = i * 1_000_000 + t;
                  }
                  return new Patient(times, values, new float[0]);
                })
            .toList();
    Cohort cohort = new Cohort(wide, patients);
    CohortFiles.write(folder.resolve("all"), cohort);

    CohortFiles.select(folder.resolve("all"), wide, new int[] {2, 0}, folder.resolve("some"));

    assertSame(CohortFiles.read(folder.resolve("some"), wide), cohort.select(new int[] {2, 0}));
  }

  @Test
  void aSelectionOutsideTheCohortWritesNothing() throws IOException {
    CohortFiles.write(folder.resolve("all"), Patients.random(10, 3));

    assertThatThrownBy(
            () ->
                CohortFiles.select(
                    folder.resolve("all"),
                    Patients.SCHEMA,
                    new int[] {3, 10},
                    folder.resolve("some")))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(folder.resolve("some")).doesNotExist();
  }

  @Test
  void theLargestSizesCoverWhatIsWritten() throws IOException {
    CohortFiles.write(folder.resolve("c"), Patients.random(100, 4));

    for (var largest : CohortFiles.largestBytes(Patients.SCHEMA, 100).entrySet()) {
      assertThat(Files.size(folder.resolve("c").resolve(largest.getKey())))
          .isLessThanOrEqualTo(largest.getValue());
    }
    assertThat(CohortFiles.largestBytes(Patients.SCHEMA, 100).keySet())
        .containsExactlyInAnyOrderElementsOf(CohortFiles.ALL);
  }

  private static void assertSame(Cohort actual, Cohort expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Patients.same(actual.patient(i), expected.patient(i))).as("patient " + i).isTrue();
    }
  }

  @Test
  void aSampleHoldsEveryPatientEquallyOftenAndKeepsTheirOrder() throws IOException {
    Cohort cohort = Patients.random(30, 5);
    CohortFiles.write(folder.resolve("all"), cohort);
    int[] drawn = new int[30];
    for (int seed = 0; seed < 2000; seed++) {
      Cohort sample = CohortFiles.sample(folder.resolve("all"), Patients.SCHEMA, 10, seed);
      assertThat(sample.size()).isEqualTo(10);
      int last = -1;
      for (Patient patient : sample.patients()) {
        int at = last + 1;
        while (!Arrays.equals(cohort.patient(at).values(), patient.values())) {
          at++;
        }
        drawn[at]++;
        last = at;
      }
    }

    // 2000 * 10 / 30, with a standard deviation of 21.
    assertThat(Arrays.stream(drawn)).allMatch(times -> times > 667 - 85 && times < 667 + 85);
  }

  @Test
  void aSampleFollowsFromItsSeedAndASmallCohortIsItsOwnSample() throws IOException {
    Cohort cohort = Patients.random(30, 5);
    CohortFiles.write(folder.resolve("all"), cohort);

    assertSame(
        CohortFiles.sample(folder.resolve("all"), Patients.SCHEMA, 10, 4),
        CohortFiles.sample(folder.resolve("all"), Patients.SCHEMA, 10, 4));
    assertSame(CohortFiles.sample(folder.resolve("all"), Patients.SCHEMA, 30, 4), cohort);
  }
}
