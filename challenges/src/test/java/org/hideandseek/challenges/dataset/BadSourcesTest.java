package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hideandseek.challenges.dataset.DatasetFormat.AMSTERDAM_UMC_DB;
import static org.hideandseek.challenges.dataset.DatasetFormat.CSV;
import static org.hideandseek.challenges.dataset.DatasetFormat.EICU_CRD;
import static org.hideandseek.challenges.dataset.DatasetFormat.HIDE_AND_SEEK_2020;
import static org.hideandseek.challenges.dataset.DatasetFormat.MIMIC_IV;
import static org.hideandseek.challenges.dataset.DatasetFormat.PHYSIONET_2012;
import static org.hideandseek.challenges.dataset.DatasetFormat.PHYSIONET_2019;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.hideandseek.challenges.table.Layout;
import org.hideandseek.challenges.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a source is one sentence: file, line, what was expected, how many. */
class BadSourcesTest {
  @TempDir private Path folder;

  /** Format, file, a text in it, what stands there instead, and what the message says. */
  static List<Arguments> badRows() {
    return List.of(
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100001.txt",
            "HR,73",
            "HR,7E",
            "set-a/100001.txt, line 8: HR is '7E' instead of a number; no other line is like it;"
                + " mend them, or skip such lines with --skip-bad."),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100001.txt",
            "01:30,HR",
            "1h,HR",
            "set-a/100001.txt, line 10: Time is '1h' instead of hours and minutes since admission,"
                + " as 07:45; 2 lines are like it;"),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100001.txt",
            "00:07,HR",
            "-00:07,HR",
            "set-a/100001.txt, line 8: Time is '-00:07' instead of"),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100002.txt",
            "HR,90",
            "Pulse,90",
            "set-a/100002.txt, line 8: Parameter is 'Pulse' instead of one of PhysioNet 2012's;"),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100002.txt",
            "05:00,Weight,81.6",
            "05:00,Weight,81,6",
            "set-a/100002.txt, line 9: there are 4 cells instead of 3;"),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100003.txt",
            "RecordID,100003",
            "RecordID,100002",
            "set-a/100003.txt, line 2: RecordID is '100002' instead of 100003, the name of the file;"),
        Arguments.of(
            PHYSIONET_2012,
            "Outcomes-a.txt",
            "100003,",
            "100001,",
            "Outcomes-a.txt, line 4: RecordID 100001 is there twice;"),
        Arguments.of(
            PHYSIONET_2012,
            "set-a/100003.txt",
            "Time,Parameter,Value",
            "Time;Parameter;Value",
            "set-a/100003.txt, line 1: there is no column 'Time'; expected are Time, Parameter,"
                + " Value, separated by ',', but the line is 'Time;Parameter;Value';"),
        Arguments.of(
            PHYSIONET_2019,
            "training_setA/p000001.psv",
            "86|98",
            "x|98",
            "training_setA/p000001.psv, line 3: HR is 'x' instead of a number;"),
        Arguments.of(
            PHYSIONET_2019,
            "training_setA/p000001.psv",
            "|-2.5|1|0",
            "|-2.5|-1|0",
            "training_setA/p000001.psv, line 2: ICULOS is '-1' instead of hours since admission"),
        Arguments.of(
            PHYSIONET_2019,
            "training_setB/p100001.psv",
            "|ICULOS|",
            "|HOURS|",
            "training_setB/p100001.psv, line 1: there is no column 'ICULOS';"),
        Arguments.of(
            MIMIC_IV,
            "icu/icustays.csv",
            "2180-07-25 14:00:00",
            "2180-07-20 14:00:00",
            "icu/icustays.csv, line 2: outtime is '2180-07-20 14:00:00' instead of a time not before"
                + " intime;"),
        Arguments.of(
            MIMIC_IV,
            "icu/chartevents.csv",
            "2180-07-23 16:00:00,2180",
            "23/07/2180 16:00,2180",
            "icu/chartevents.csv, line 5: charttime is '23/07/2180 16:00' instead of a time such as"
                + " 2180-07-23 14:05:00; 2 lines are like it;"),
        Arguments.of(
            MIMIC_IV,
            "hosp/labevents.csv",
            "mg/dL",
            "g/dL",
            "hosp/labevents.csv, line 2: valueuom of glucose is 'g/dL' instead of mg/dL or mmol/L;"),
        Arguments.of(
            MIMIC_IV,
            "icu/icustays.csv",
            "39553979",
            "39553978",
            "icustays, line 4: stay_id 39553978 is there twice;"),
        Arguments.of(
            MIMIC_IV,
            "hosp/patients.csv",
            "10000032,F",
            "10000032,female",
            "hosp/patients.csv, line 2: gender is 'female' instead of one of F, M;"),
        Arguments.of(
            EICU_CRD,
            "vitalPeriodic.csv",
            "141168,119",
            "141168,later",
            "vitalPeriodic.csv, line 4: observationoffset is 'later' instead of a number;"),
        Arguments.of(
            EICU_CRD,
            "lab.csv",
            "8,8,mmol/L",
            "8,8,mmol",
            "lab.csv, line 3: labmeasurenamesystem of glucose is 'mmol' instead of mg/dL or mmol/L;"),
        Arguments.of(
            EICU_CRD,
            "patient.csv",
            "141179,",
            "141178,",
            "patient, line 4: patientunitstayid 141178 is there twice;"),
        Arguments.of(
            EICU_CRD,
            "patient.csv",
            "54.4,8,",
            "54.4,-8,",
            "patient.csv, line 3: unitdischargeoffset is '-8' instead of minutes since admission"),
        Arguments.of(
            AMSTERDAM_UMC_DB,
            "numericitems.csv",
            "20,kPa",
            "20,atm",
            "numericitems.csv, line 5: unit of pao2 is 'atm' instead of mmHg or mm Hg or kPa;"),
        Arguments.of(
            AMSTERDAM_UMC_DB,
            "admissions.csv",
            "IC,1,,0,2010-2016,3600000",
            "IC,1,,0,2010-2016,-1",
            "admissions.csv, line 3: dischargedat is '-1' instead of a time not before admittedat;"),
        Arguments.of(
            AMSTERDAM_UMC_DB,
            "numericitems.csv",
            "\n2,6640",
            "\n7,6640",
            "There are measurements of admissionid 7, but the table admissions does not have it;"),
        Arguments.of(
            HIDE_AND_SEEK_2020,
            "train_longitudinal_data.csv",
            "5,1.5,82.0",
            "5,-1.5,82.0",
            "train_longitudinal_data.csv, line 3: time is '-1.5' instead of a time since admission"),
        Arguments.of(
            HIDE_AND_SEEK_2020,
            "train_longitudinal_data.csv",
            "36.5",
            "\"36,5\"",
            "train_longitudinal_data.csv, line 3: Temp is '36,5' instead of a number;"),
        Arguments.of(
            CSV,
            "long.csv",
            "98.6;F",
            "98.6;K",
            "long.csv, line 2: unit of temp is 'K' instead of C or F;"),
        Arguments.of(
            CSV,
            "long.csv",
            "p2;30",
            "p2;-30",
            "long.csv, line 4: minutes is '-30' instead of a time since admission, 0 or more;"),
        Arguments.of(CSV, "long.csv", "p1;0;heart", ";0;heart", "long.csv, line 3: id is empty;"),
        Arguments.of(
            CSV,
            "long.csv",
            "p1;0;sex;m",
            "p1;0;sex;unclear",
            "long.csv, line 5: result is 'unclear' instead of one of f, m;"),
        Arguments.of(
            CSV,
            "patients.csv",
            "p2;",
            "p1;",
            "Line 4 of the table of patients: patient 'p1' is there twice;"));
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aBadRowIsRefusedOrSkippedAndCounted(
      DatasetFormat format, String file, String what, String by, String message)
      throws IOException {
    Imports imports = new Imports(format, folder).replace(file, what, by);

    assertThatThrownBy(imports::run)
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(message);
    assertThat(imports.to).doesNotExist();

    ImportSummary summary = imports.skipBad().make().summary();

    assertThat(summary.skippedRows()).isPositive();
    assertThat(summary.skipped().get(0).first()).startsWith(message.split(";")[0]);
  }

  /** Format, file, a text in it, what stands there instead, and what the message says. */
  static List<Arguments> brokenTables() {
    return List.of(
        Arguments.of(
            MIMIC_IV,
            "icu/chartevents.csv",
            "valuenum",
            "number",
            "icu/chartevents.csv, line 1: there is no column 'valuenum'; expected are subject_id,"
                + " stay_id, charttime, itemid, valuenum, valueuom, separated by ',', but the line is"),
        Arguments.of(
            MIMIC_IV,
            "hosp/labevents.csv",
            ",",
            ";",
            "hosp/labevents.csv, line 1: there is no column 'subject_id';"),
        Arguments.of(
            EICU_CRD,
            "patient.csv",
            "uniquepid",
            "uniquepids",
            "patient.csv, line 1: there is no column 'uniquepid';"),
        Arguments.of(
            AMSTERDAM_UMC_DB,
            "admissions.csv",
            "admittedat",
            "in",
            "admissions.csv, line 1: there is no column 'admittedat';"),
        Arguments.of(
            HIDE_AND_SEEK_2020,
            "train_longitudinal_data.csv",
            "admissionid",
            "id",
            "train_longitudinal_data.csv, line 1: there is no column 'admissionid';"),
        Arguments.of(CSV, "long.csv", ";", "|", "long.csv, line 1: there is no column 'id';"),
        Arguments.of(
            CSV,
            "long.csv",
            "p3;60",
            "\"p3;60",
            "long.csv: Unclosed quoted field at end of input (record starting at line 6)."),
        Arguments.of(
            CSV,
            "mapping.yaml",
            "time_unit: minutes",
            "time_units: minutes",
            "/mapping.yaml, line 9: unknown key 'time_units'; did you mean 'time_unit'?"),
        Arguments.of(
            CSV,
            "mapping.yaml",
            "csv: [heart rate]",
            "csv: [heart rate, temperature]",
            "The variable list reads 'temperature' as"));
  }

  @ParameterizedTest
  @MethodSource("brokenTables")
  void aBrokenTableIsRefusedAlsoIfBadRowsAreSkipped(
      DatasetFormat format, String file, String what, String by, String message)
      throws IOException {
    Imports imports = new Imports(format, folder).replace(file, what, by).skipBad();

    assertThatThrownBy(imports::run)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
    assertThat(imports.to).doesNotExist();
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    assertThatThrownBy(() -> new Imports(EICU_CRD, folder).write("lab.csv", "").run())
        .hasMessage("lab.csv is empty; its first line must name the columns.");
  }

  @Test
  void anEmptyFileOfAStayIsLikeABadRow() throws IOException {
    Imports imports = new Imports(PHYSIONET_2012, folder).write("set-a/100002.txt", "");

    assertThatThrownBy(imports::run)
        .hasMessageStartingWith("set-a/100002.txt is empty; its first line must name the columns;");
    assertThat(imports.skipBad().run().stays()).isEqualTo(2);
  }

  @Test
  void aMissingTableIsNamedWithItsFolder() throws IOException {
    Imports imports = new Imports(MIMIC_IV, folder);
    Files.delete(imports.from.resolve("hosp/labevents.csv"));

    assertThatThrownBy(imports::run)
        .hasMessage(
            "There is no hosp/labevents.csv or hosp/labevents.csv.gz in "
                + imports.from
                + "; --from names the folder of mimic-iv.");
  }

  @Test
  void missingOutcomesAreNamed() throws IOException {
    Imports imports = new Imports(PHYSIONET_2012, folder);
    Files.delete(imports.from.resolve("Outcomes-a.txt"));

    assertThatThrownBy(imports::run)
        .hasMessage("There is no Outcomes-a.txt beside set-a; put it there, it tells who died.");
  }

  @Test
  void aSourceWithoutStaysIsRefused() throws IOException {
    Imports imports =
        new Imports(EICU_CRD, folder)
            .write(
                "patient.csv",
                "patientunitstayid,uniquepid,unitdischargeoffset,gender,age,"
                    + "admissionheight,admissionweight,unittype,hospitaldischargestatus\n");
    for (String table : List.of("vitalPeriodic", "vitalAperiodic", "lab")) {
      String header = Files.readAllLines(imports.from.resolve(table + ".csv")).get(0);
      imports.write(table + ".csv", header + "\n");
    }

    assertThatThrownBy(imports::run)
        .hasMessage("There is no stay in the source that could be imported.");
  }

  @Test
  void anArchiveGivesWhatItsFolderGivesAndIsRefusedWhenCutOff() throws IOException {
    Imports imports = new Imports(PHYSIONET_2012, folder.resolve("folder"));
    Imports packed = new Imports(PHYSIONET_2012, folder.resolve("packed"));
    Path archive = packed.from.resolve("set-a.tar.gz");
    pack(packed.from, archive, "set-a/100002.txt", "set-a/100003.txt", "set-a/100001.txt");

    assertThat(packed.run()).isEqualTo(imports.run());
    assertThat(Files.mismatch(packed.to.resolve("values.npy"), imports.to.resolve("values.npy")))
        .isEqualTo(-1);

    byte[] whole = Files.readAllBytes(archive);
    for (int left : new int[] {0, 5, whole.length / 3, whole.length / 2, whole.length - 1}) {
      Files.write(archive, Arrays.copyOf(whole, left));
      Imports cut = new Imports(PHYSIONET_2012, folder.resolve("cut-" + left)).skipBad();
      Files.copy(archive, cut.from.resolve("set-a.tar.gz"));
      assertThatThrownBy(cut::run)
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith("set-a.tar.gz is damaged or cut off (")
          .hasMessageEndingWith("); get it again and compare its checksum.");
    }
  }

  @Test
  void aStayThatIsTwiceInAnArchiveCountsOnce() throws IOException {
    Imports imports = new Imports(PHYSIONET_2012, folder);
    pack(
        imports.from,
        imports.from.resolve("set-a.tar.gz"),
        "set-a/100001.txt",
        "set-a/100002.txt",
        "set-a/100001.txt");

    assertThatThrownBy(imports::run)
        .hasMessageStartingWith("set-a/100001.txt: RecordID 100001 is there twice;");
    assertThat(imports.skipBad().run().stays()).isEqualTo(2);
  }

  @Test
  void aGzippedTableThatIsCutOffIsRefused() throws IOException {
    Imports imports = new Imports(MIMIC_IV, folder).skipBad();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      rows.append("1,2,3,4,2180-07-23 14:30:00,,").append(i * 7919L % 100_003).append(",,,,\n");
    }
    String text = Files.readString(imports.from.resolve("icu/chartevents.csv"));
    imports.write("icu/chartevents.csv", text.lines().findFirst().orElseThrow() + "\n" + rows);
    Path gzipped = gzip(imports.from.resolve("icu/chartevents.csv"));
    byte[] whole = Files.readAllBytes(gzipped);
    Files.write(gzipped, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(imports::run)
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("icu/chartevents.csv.gz can't be read to its end:");

    Files.writeString(gzipped, "no gzip at all");
    assertThatThrownBy(imports::run)
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("icu/chartevents.csv.gz is no gzip file");
  }

  @Test
  void tenGigabytesOfOneStayAreRefusedEarly() throws IOException {
    Endless rows = new Endless("Time,Parameter,Value\n", "00:01,HR,80\n");
    Selection selection = Selection.of(VariableList.standard(), PHYSIONET_2012);
    try (Intake intake =
        new Intake(PHYSIONET_2012, selection, new Intake.Window("hours", 48, 10), folder)) {
      assertThatThrownBy(
              () ->
                  Source.readStay(
                      new BufferedInputStream(rows),
                      "1.txt",
                      Layout.csv("Time", "Parameter", "Value"),
                      intake,
                      row -> {}))
          .isInstanceOf(DatasetException.class)
          .hasMessage(
              "1.txt has more than 2000000 measurements, which no stay has; look for a wrong id.");
    }
    assertThat(rows.given).isLessThan(40_000_000);
  }

  @Test
  void aPatientWhoFillsABucketIsRefusedBeforeTheDiskIsFull() throws IOException {
    try (Buckets buckets = Buckets.create(folder, 1)) {
      assertThatThrownBy(
              () -> {
                for (long i = 0; i < Long.MAX_VALUE; i++) {
                  buckets.measure("everybody", i, 0, 0, 1);
                }
              })
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith("Patient 'everybody' has more than 2000000 measurements");
    }
    long bytes = 0;
    for (String file : Imports.filesBelow(folder)) {
      bytes += Files.size(folder.resolve(file));
    }
    assertThat(bytes).isLessThan(100_000_000);
  }

  @Test
  void anEndlessLineIsRefusedEarly() {
    Endless line = new Endless("Time,Parameter,Value\n00:01,HR,", "8");

    assertThatThrownBy(
            () -> Table.read(line, "1.txt", Layout.csv(), Table.BadRows.REFUSE, row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("1.txt");
    assertThat(line.given).isLessThan(20_000_000);
  }

  @Test
  void onlyAHundredKindsOfFaultAreToldApart() throws IOException {
    StringBuilder stay = new StringBuilder("Time,Parameter,Value\n00:00,RecordID,100001\n");
    for (int i = 0; i < 500; i++) {
      stay.append("00:01,HR,80").append(",".repeat(i + 1)).append('\n');
    }
    Imports imports =
        new Imports(PHYSIONET_2012, folder).write("set-a/100001.txt", stay.toString()).skipBad();

    ImportSummary summary = imports.run();

    assertThat(summary.skippedRows()).isEqualTo(500);
    assertThat(summary.skipped().size()).isLessThanOrEqualTo(101);
  }

  /** A text that never ends. */
  private static final class Endless extends InputStream {
    private final byte[] head;
    private final byte[] line;
    private long given;

    Endless(String head, String line) {
      this.head = head.getBytes(US_ASCII);
      this.line = line.getBytes(US_ASCII);
    }

    @Override
    public int read(byte[] into, int from, int count) {
      for (int i = 0; i < count; i++) {
        into[from + i] = (byte) read();
      }
      return count;
    }

    @Override
    public int read() {
      long at = given++;
      return at < head.length ? head[(int) at] : line[(int) ((at - head.length) % line.length)];
    }
  }

  private static void pack(Path root, Path archive, String... files) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      for (String file : files) {
        byte[] bytes = Files.readAllBytes(root.resolve(file));
        TarArchiveEntry entry = new TarArchiveEntry(file);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
  }

  /** Replaces a file by its gzipped self, with {@code .gz} behind its name. */
  static Path gzip(Path file) throws IOException {
    Path gzipped = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      Files.copy(file, out);
    }
    Files.delete(file);
    return gzipped;
  }
}
