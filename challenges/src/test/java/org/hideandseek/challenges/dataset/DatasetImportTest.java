package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every format, from a hand-made source in its public schema to the arrays. */
class DatasetImportTest {
  private static final float NOTHING = Float.NaN;

  @TempDir private Path folder;

  @Test
  void physioNet2012_staysByRecordIdWithTheLaterOfTwoValuesAndNothingImpossible()
      throws IOException {
    Imports.Made made = new Imports(DatasetFormat.PHYSIONET_2012, folder).make();

    assertThat(made.cohort().size()).isEqualTo(3);
    assertThat(made.cohort().schema().featureCount()).isEqualTo(37);
    assertThat(made.times(0)).containsExactly(0, 7 / 60f, 1.5f, 48);
    assertThat(made.value(0, 0, "weight")).isEqualTo(80.5f);
    assertThat(made.value(0, 1, "hr")).isEqualTo(73);
    assertThat(made.value(0, 2, "hr")).isEqualTo(77);
    assertThat(made.value(0, 2, "temp")).isNaN();
    assertThat(made.value(0, 3, "mech_vent")).isEqualTo(1);
    assertThat(made.cohort().patient(0).statics()).containsExactly(0, 54, NOTHING, 3, 0);
    assertThat(made.cohort().patient(1).statics()).containsExactly(1, 76, 175.3f, 1, 1);
    assertThat(made.times(1)).containsExactly(0, 4.75f);
    assertThat(made.count("hr")).isEqualTo(new ImportSummary.FeatureCount("hr", 4, 3, 1, 0, 0, 0));
    assertThat(made.count("temp"))
        .isEqualTo(new ImportSummary.FeatureCount("temp", 2, 1, 0, 1, 0, 0));
  }

  @Test
  void physioNet2012_aStayWithoutMeasurementsIsOneEmptyStep() throws IOException {
    Imports.Made made = new Imports(DatasetFormat.PHYSIONET_2012, folder).make();

    assertThat(made.times(2)).containsExactly(0);
    assertThat(made.cohort().patient(2).values()).containsOnly(NOTHING);
    assertThat(made.summary().emptyStays()).isEqualTo(1);
    assertThat(made.fixed(2, "sex")).isNaN();
  }

  @Test
  void physioNet2012_whatComesLaterThanTheHoursOrTheStepsIsLeftOut() throws IOException {
    Imports.Made made = new Imports(DatasetFormat.PHYSIONET_2012, folder).hours(24).steps(2).make();

    assertThat(made.times(0)).containsExactly(0, 7 / 60f);
    assertThat(made.cohort().schema().steps()).isEqualTo(2);
    assertThat(made.cohort().schema().horizon()).isEqualTo(24);
    assertThat(made.summary().cutStays()).isEqualTo(1);
    assertThat(made.count("mech_vent").outOfWindow()).isEqualTo(1);
    assertThat(made.count("hr")).isEqualTo(new ImportSummary.FeatureCount("hr", 4, 2, 1, 0, 0, 1));
  }

  @Test
  void physioNet2019_hoursAreStepsAndSepsisAtAnyHourIsTheOutcome() throws IOException {
    Imports.Made made = new Imports(DatasetFormat.PHYSIONET_2019, folder).make();

    assertThat(made.cohort().size()).isEqualTo(2);
    assertThat(made.times(0)).containsExactly(0, 1);
    assertThat(made.value(0, 0, "hr")).isEqualTo(86);
    assertThat(made.value(0, 1, "resp")).isEqualTo(18);
    assertThat(made.value(0, 1, "temp")).isNaN();
    assertThat(made.fixed(0, "sepsis")).isEqualTo(1);
    assertThat(made.fixed(1, "sepsis")).isZero();
    assertThat(made.fixed(1, "medical_icu")).isNaN();
    assertThat(made.fixed(0, "hours_in_hospital")).isEqualTo(-2.5f);
    assertThat(made.count("hr").outOfWindow()).isEqualTo(1);
    assertThat(made.summary().unusedColumns()).containsExactly("Unit2");
  }

  @Test
  void mimicIv_chartAndLabOfEveryStayWithItsPerson() throws IOException {
    Imports imports = new Imports(DatasetFormat.MIMIC_IV, folder);

    Imports.Made made = imports.make();

    assertThat(made.cohort().size()).isEqualTo(3);
    assertThat(imports.groups(3)).containsExactly(0, 1, 0);
    assertThat(made.summary().persons()).isEqualTo(2);
    assertThat(made.times(0)).containsExactly(0, 0.5f, 1.5f, 3.5f);
    assertThat(made.value(0, 0, "hr")).isEqualTo(94);
    assertThat(made.value(0, 0, "temp")).isEqualTo(37, within(0.001f));
    assertThat(made.value(0, 1, "glucose")).isEqualTo(95);
    assertThat(made.value(0, 1, "k")).isNaN();
    assertThat(made.value(0, 2, "temp")).isEqualTo(38.1f);
    assertThat(made.value(0, 2, "fio2")).isEqualTo(0.4f);
    assertThat(made.value(0, 3, "k")).isEqualTo(4.2f);
    assertThat(made.value(1, 0, "hr")).isEqualTo(77);
    assertThat(made.value(2, 0, "hr")).isEqualTo(101);
    assertThat(made.cohort().patient(0).statics()).containsExactly(0, 53, 0, 0);
    assertThat(made.cohort().patient(1).statics()).containsExactly(1, 76, 3, 0);
    assertThat(made.cohort().patient(2).statics()).containsExactly(0, 53, 6, 1);
    assertThat(made.count("hr").outOfWindow()).isEqualTo(1);
    assertThat(made.count("k")).isEqualTo(new ImportSummary.FeatureCount("k", 3, 1, 0, 0, 2, 0));
  }

  @Test
  void mimicIv_gzippedTablesAreTheSame() throws IOException {
    Imports imports = new Imports(DatasetFormat.MIMIC_IV, folder);
    BadSourcesTest.gzip(imports.from.resolve("icu/chartevents.csv"));

    assertThat(imports.make().count("hr").kept()).isEqualTo(3);
  }

  @Test
  void eicuCrd_vitalsAndLabsBetweenAdmissionAndDischarge() throws IOException {
    Imports imports = new Imports(DatasetFormat.EICU_CRD, folder);

    Imports.Made made = imports.make();

    assertThat(imports.groups(3)).containsExactly(0, 1, 1);
    assertThat(made.times(0))
        .containsExactly(0, (float) ((1133 - 119) / 60.0), (float) (1907 / 60.0));
    assertThat(made.value(0, 0, "hr")).isEqualTo(138);
    assertThat(made.value(0, 0, "sbp")).isEqualTo(120);
    assertThat(made.value(0, 0, "nisbp")).isEqualTo(118);
    assertThat(made.value(0, 1, "glucose")).isEqualTo(8 * 18.016f, within(0.01f));
    assertThat(made.value(0, 2, "fibrinogen")).isEqualTo(177);
    assertThat(made.times(1)).containsExactly(0);
    assertThat(made.value(1, 0, "nimap")).isEqualTo(70);
    assertThat(made.value(2, 1, "mg")).isEqualTo(1.7f * 1.2155f, within(0.001f));
    assertThat(made.count("hr")).isEqualTo(new ImportSummary.FeatureCount("hr", 4, 2, 0, 0, 2, 0));
    assertThat(made.fixed(0, "in_hospital_death")).isEqualTo(1);
    assertThat(made.fixed(1, "age")).isEqualTo(90);
    assertThat(made.fixed(1, "height")).isNaN();
    assertThat(made.fixed(2, "care_unit")).isEqualTo(7);
  }

  @Test
  void amsterdamUmcDb_itemsInTheirUnitsBetweenAdmissionAndDischarge() throws IOException {
    Imports imports = new Imports(DatasetFormat.AMSTERDAM_UMC_DB, folder);

    Imports.Made made = imports.make();

    assertThat(imports.groups(3)).containsExactly(0, 1, 0);
    assertThat(made.times(0)).containsExactly(0, 2);
    assertThat(made.value(0, 1, "creatinine")).isEqualTo(1, within(0.001f));
    assertThat(made.value(0, 1, "pao2")).isEqualTo(90, within(0.01f));
    assertThat(made.times(1)).containsExactly(0);
    assertThat(made.value(2, 0, "hr")).isEqualTo(82);
    assertThat(made.count("hr").outOfWindow()).isEqualTo(1);
    assertThat(made.fixed(0, "icu_death")).isZero();
    assertThat(made.fixed(1, "icu_death")).isEqualTo(1);
    assertThat(made.fixed(0, "age")).isEqualTo(85);
    assertThat(made.fixed(1, "sex")).isEqualTo(1);
    assertThat(made.fixed(1, "urgent")).isEqualTo(1);
  }

  @Test
  void hideAndSeek2020_staysInTheOrderOfTheirFirstRows() throws IOException {
    Imports.Made made = new Imports(DatasetFormat.HIDE_AND_SEEK_2020, folder).make();

    assertThat(made.cohort().size()).isEqualTo(2);
    assertThat(made.times(0)).containsExactly(0, 1.5f);
    assertThat(made.value(0, 1, "temp")).isEqualTo(36.5f);
    assertThat(made.cohort().patient(1).values()).containsOnly(NOTHING);
    assertThat(made.summary().unusedColumns()).containsExactly("Onbekend");
    assertThat(Files.exists(folder.resolve("cohorts/made/groups.npy"))).isFalse();
  }

  @Test
  void csv_patientsInTheOrderOfTheirTableWithConvertedUnits() throws IOException {
    Imports imports = new Imports(DatasetFormat.CSV, folder);

    Imports.Made made = imports.make();

    assertThat(made.cohort().schema().timeUnit()).isEqualTo("minutes");
    assertThat(made.cohort().schema().horizon()).isEqualTo(2880);
    assertThat(imports.groups(3)).containsExactly(0, 1, 0);
    assertThat(made.value(0, 0, "temp")).isEqualTo(37.5f);
    assertThat(made.times(2)).containsExactly(0, 60);
    assertThat(made.value(2, 1, "temp")).isEqualTo(37.5f, within(0.001f));
    assertThat(made.count("temp").repeated()).isEqualTo(1);
    assertThat(made.count("hr").outOfWindow()).isEqualTo(1);
    assertThat(made.cohort().patient(1).statics()).containsExactly(1, 71, 1);
    assertThat(made.summary().unusedColumns()).containsExactly("shoe size");
  }

  @Test
  void csv_withoutATableOfPatientsTheyComeInTheOrderOfTheirFirstRows() throws IOException {
    Imports imports = new Imports(DatasetFormat.CSV, folder);
    String mapping = Files.readString(imports.from.resolve("mapping.yaml"));
    imports.write(
        "mapping.yaml",
        mapping
            .substring(0, mapping.indexOf("  - name: age"))
            .replace("patients:\n  file: patients.csv\n  patient: id\n", ""));

    Imports.Made made = imports.make();

    assertThat(imports.groups(3)).containsExactly(0, 1, 0);
    assertThat(made.times(0)).containsExactly(0, 60);
    assertThat(made.fixed(1, "sex")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void windowsLineEndsAndAByteOrderMarkChangeNothing(DatasetFormat format) throws IOException {
    Imports.Made usual = new Imports(format, folder.resolve("usual")).make();
    Imports windows = new Imports(format, folder.resolve("windows"));
    for (String file : Imports.filesBelow(windows.from)) {
      if (!file.endsWith(".yaml")) {
        windows.replace(file, "\n", "\r\n");
        String text = Files.readString(windows.from.resolve(file), ISO_8859_1);
        windows.write(file, "\u00ef\u00bb\u00bf" + text);
      }
    }

    Imports.Made made = windows.make();

    assertThat(made.summary()).isEqualTo(usual.summary());
    assertThat(Imports.filesBelow(windows.to))
        .allSatisfy(
            file ->
                assertThat(Files.readAllBytes(windows.to.resolve(file)))
                    .isEqualTo(
                        Files.readAllBytes(folder.resolve("usual/cohorts/made").resolve(file))));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HIDE_AND_SEEK_2020", "CSV"})
  void theStandardListHasVariablesOfEveryFormatWithOneOutcome(DatasetFormat format)
      throws IOException {
    Selection selection = Selection.of(VariableList.standard(), format);

    assertThat(selection.features()).hasSizeGreaterThan(30);
    assertThat(selection.statics()).extracting(Variable::name).contains("sex", "age");
    assertThat(selection.statics().stream().filter(s -> s.role().name().equals("OUTCOME")))
        .hasSize(1);
  }

  @Test
  void theStandardListSaysWhereEveryBoundComesFrom() {
    VariableList list = VariableList.standard();

    assertThat(list.features()).allSatisfy(listed -> assertThat(listed.bounds()).isNotBlank());
    assertThat(list.features()).allSatisfy(listed -> assertThat(listed.label()).isNotBlank());
  }

  @Test
  void aTargetThatHoldsSomethingIsNotTouched() throws IOException {
    Imports imports = new Imports(DatasetFormat.PHYSIONET_2012, folder);
    imports.run();

    assertThatThrownBy(imports::run)
        .isInstanceOf(DatasetException.class)
        .hasMessage(imports.to + " exists already; remove it, or choose another folder with --to.");
    assertThat(Imports.filesBelow(imports.to.getParent()))
        .containsExactly(
            "made/lengths.npy",
            "made/schema.json",
            "made/statics.npy",
            "made/times.npy",
            "made/values.npy");
  }

  @Test
  void aFailedImportLeavesNothing() throws IOException {
    Imports imports =
        new Imports(DatasetFormat.PHYSIONET_2012, folder)
            .replace("set-a/100002.txt", "HR,90", "HR,ninety");

    assertThatThrownBy(imports::run).isInstanceOf(DatasetException.class);
    assertThat(Imports.filesBelow(folder.resolve("cohorts"))).isEmpty();
  }

  @Test
  void whatAKilledImportLeftIsRemovedByTheNext() throws IOException {
    Imports imports = new Imports(DatasetFormat.MIMIC_IV, folder);
    Path left = imports.to.resolveSibling(".made.importing");
    Files.createDirectories(left.resolve("work"));
    Files.createDirectories(left.resolve("made"));
    Files.writeString(left.resolve("lock"), "");
    Files.writeString(left.resolve("work/bucket-0"), "half");
    Files.writeString(left.resolve("made/values.npy"), "half");

    assertThat(imports.run().stays()).isEqualTo(3);
    assertThat(left).doesNotExist();
  }

  @Test
  void twoImportsIntoOneTargetDoNotMeet() throws IOException {
    Imports imports = new Imports(DatasetFormat.MIMIC_IV, folder);
    Path place = Files.createDirectories(imports.to.resolveSibling(".made.importing"));
    try (FileChannel other =
        FileChannel.open(
            place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();

      assertThatThrownBy(imports::run)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("is under way");
    }
  }

  @Test
  void theOrderOfTheRowsDoesNotMatterWhereTheyAreNotTogether() throws IOException {
    Imports.Made usual = new Imports(DatasetFormat.MIMIC_IV, folder.resolve("usual")).make();
    Imports turned = new Imports(DatasetFormat.MIMIC_IV, folder.resolve("turned"));
    for (String file : List.of("icu/chartevents.csv", "hosp/labevents.csv")) {
      List<String> lines = Files.readAllLines(turned.from.resolve(file));
      StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
      for (int i = lines.size() - 1; i > 0; i--) {
        text.append(lines.get(i)).append('\n');
      }
      Files.writeString(turned.from.resolve(file), text);
    }

    Imports.Made made = turned.make();

    for (int i = 0; i < 3; i++) {
      assertThat(made.cohort().patient(i).times()).isEqualTo(usual.cohort().patient(i).times());
      assertThat(made.cohort().patient(i).values()).isEqualTo(usual.cohort().patient(i).values());
    }
  }
}
