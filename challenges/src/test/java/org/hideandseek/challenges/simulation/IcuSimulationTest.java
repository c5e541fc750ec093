package org.hideandseek.challenges.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.contract.SchemaFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcuSimulationTest {
  private static final int STAYS = 2000;
  private static final int DIED = 5;
  private static List<Patient> patients;

  @TempDir private Path folder;

  @BeforeAll
  static void simulate() throws IOException {
    patients = new ArrayList<>();
    new IcuSimulation(11).write(STAYS, 2, patients::add);
  }

  @Test
  void theFilesDoNotDependOnTheNumberOfThreads() throws IOException {
    for (int threads : new int[] {1, 2, 5}) {
      write(folder.resolve("by-" + threads), 1500, threads);
    }

    for (String file : CohortFiles.ALL) {
      Path one = folder.resolve("by-1").resolve(file);
      assertThat(folder.resolve("by-2").resolve(file)).hasSameBinaryContentAs(one);
      assertThat(folder.resolve("by-5").resolve(file)).hasSameBinaryContentAs(one);
    }
  }

  @Test
  void anyPatientCanBeMadeAlone() {
    for (int index : new int[] {0, 1, 255, 256, 1999}) {
      assertThat(bytes(new IcuSimulation(11).patient(index))).isEqualTo(bytes(patients.get(index)));
    }
    assertThat(bytes(new IcuSimulation(12).patient(0))).isNotEqualTo(bytes(patients.get(0)));
  }

  @Test
  void theSameSeedMakesTheSamePatientsOnEveryMachine() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    IntStream.range(0, 200).forEach(i -> digest.update(bytes(patients.get(i))));

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("f8989ecfad8f35006829a8676cc8aca70659c02a33e2d6391ea00ae73d182c86");
  }

  @Test
  void everyPatientKeepsTheRulesOfTheContract() throws IOException {
    write(folder.resolve("cohort"), STAYS, 2);

    CohortFolder cohort = CohortFolder.check(folder.resolve("cohort"));

    assertThat(cohort.size()).isEqualTo(STAYS);
    assertThat(cohort.schema().featureCount()).isEqualTo(37);
  }

  @Test
  void aTenthDiesAndLengthsVary() {
    double died = patients.stream().mapToDouble(p -> p.statics()[DIED]).average().orElseThrow();

    assertThat(died).isCloseTo(0.105, within(0.025));
    assertThat(patients.stream().map(Patient::length).distinct().count()).isGreaterThan(30);
    assertThat(patients.stream().mapToInt(Patient::length)).allMatch(length -> length <= 48);
  }

  @Test
  void whoIsSickerIsMeasuredMoreOften() {
    assertThat(perHour(1, feature("hr"))).isGreaterThan(1.05 * perHour(0, feature("hr")));
    assertThat(perHour(1, feature("lactate"))).isGreaterThan(1.3 * perHour(0, feature("lactate")));
  }

  @Test
  void laboratoryValuesComeInPanels() {
    int sodium = feature("na");
    int potassium = feature("k");
    int hours = 0;
    int together = 0;
    for (Patient patient : patients) {
      for (int t = 0; t < patient.length(); t++) {
        hours += patient.observed(t, sodium) ? 1 : 0;
        together += patient.observed(t, sodium) && patient.observed(t, potassium) ? 1 : 0;
      }
    }

    assertThat((double) together / hours).isGreaterThan(0.95);
  }

  @Test
  void bloodGasesObeyHendersonAndHasselbalch() {
    for (Patient patient : patients.subList(0, 100)) {
      for (int t = 0; t < patient.length(); t++) {
        double bicarbonate = patient.value(t, feature("hco3"));
        double carbonDioxide = patient.value(t, feature("paco2"));
        if (Double.isFinite(bicarbonate) && Double.isFinite(carbonDioxide) && bicarbonate > 5) {
          assertThat((double) patient.value(t, feature("ph")))
              .isCloseTo(6.1 + Math.log10(bicarbonate / (0.0307 * carbonDioxide)), within(0.08));
        }
      }
    }
  }

  @Test
  void lactateTellsWhoDies() {
    assertThat(mean(1, feature("lactate"))).isGreaterThan(mean(0, feature("lactate")) + 0.5);
    assertThat(mean(1, feature("gcs"))).isLessThan(mean(0, feature("gcs")) - 1);
  }

  private static double perHour(int died, int feature) {
    double hours = 0;
    long measured = 0;
    for (Patient patient : patients) {
      if (patient.statics()[DIED] == died) {
        hours += patient.times()[patient.length() - 1];
        measured +=
            IntStream.range(0, patient.length()).filter(t -> patient.observed(t, feature)).count();
      }
    }
    return measured / hours;
  }

  private static double mean(int died, int feature) {
    return patients.stream()
        .filter(patient -> patient.statics()[DIED] == died)
        .flatMapToDouble(
            patient ->
                IntStream.range(0, patient.length())
                    .filter(t -> patient.observed(t, feature))
                    .mapToDouble(t -> patient.value(t, feature)))
        .average()
        .orElseThrow();
  }

  private static int feature(String name) {
    return IcuSimulation.SCHEMA.features().stream().map(Variable::name).toList().indexOf(name);
  }

  private static byte[] bytes(Patient patient) {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            4 * (patient.times().length + patient.values().length + patient.statics().length));
    for (float[] numbers : List.of(patient.times(), patient.values(), patient.statics())) {
      for (float number : numbers) {
        bytes.putFloat(number);
      }
    }
    return bytes.array();
  }

  private static void write(Path to, int stays, int threads) throws IOException {
    Files.createDirectories(to);
    SchemaFile.write(to, IcuSimulation.SCHEMA);
    try (CohortWriter writer = CohortWriter.create(to, IcuSimulation.SCHEMA)) {
      new IcuSimulation(11).write(stays, threads, writer::write);
    }
  }
}
