package org.hideandseek.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Sight;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.RawPatient;
import org.hideandseek.scoring.audit.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants leaks into what players of a challenge without a leak would see. */
class LeakAuditTest {
  private static final int PATIENTS = 400;
  private static final SecretSeed SECRET = AuditCalibration.secret(7, 0);

  @TempDir private Path folder;

  private OpenChallenge challenge;
  private Exhibit exhibit;

  @BeforeEach
  void layOut() throws IOException {
    open(SECRET);
  }

  private void open(SecretSeed seed) throws IOException {
    open(seed, "");
  }

  /** With more lines of challenge.yaml. */
  private void open(SecretSeed seed, String more) throws IOException {
    Path own = Folders.createPrivate(folder.resolve("own-" + System.nanoTime()));
    SimulatedChallenge.write(own.resolve("bundle"), PATIENTS, 1);
    Path yaml = own.resolve("bundle").resolve("challenge.yaml");
    Files.writeString(yaml, Files.readString(yaml) + more);
    Bundle bundle = Bundle.find(own.resolve("bundle").toString());
    PatientFolders patients = new PatientFolders(own.resolve("challenges"));
    challenge = Challenges.prepare(bundle, seed, patients, Clock.systemUTC());
    exhibit = Exhibit.layOut(challenge, patients, Files.createDirectory(own.resolve("exhibit")));
  }

  @Test
  void aChallengeWithoutALeakMayOpen() throws IOException {
    AuditReport report = inspect();

    assertThat(report.firstBlocking()).isEmpty();
    assertThat(report.findings())
        .extracting(Finding::check)
        .contains(
            "seed",
            "files",
            "people",
            "members",
            "order",
            "coins",
            "shares",
            "copies",
            "missing",
            "outcome",
            "canaries",
            "groups");
  }

  @Test
  void candidatesSortedByMembershipAreCaught() throws IOException {
    Exhibit.OfSplit split = exhibit.splits().get(0);
    Exhibit.Seen seen = split.seekers().get(0);
    int[] sorted =
        IntStream.concat(
                Arrays.stream(where(seen.member(), true)),
                Arrays.stream(where(seen.member(), false)))
            .toArray();
    replaceFirstSeeker(seen, sorted);

    assertBlocked("order", 1e-6);
  }

  @Test
  void membersAndNonMembersInTurnAreCaught() throws IOException {
    Exhibit.Seen seen = exhibit.splits().get(0).seekers().get(0);
    int[] members = where(seen.member(), true);
    int[] others = where(seen.member(), false);
    int pairs = Math.min(members.length, others.length);
    IntStream rest =
        IntStream.concat(Arrays.stream(members).skip(pairs), Arrays.stream(others).skip(pairs));
    replaceFirstSeeker(
        seen,
        IntStream.concat(
                IntStream.range(0, 2 * pairs).map(i -> i % 2 == 0 ? members[i / 2] : others[i / 2]),
                rest)
            .toArray());

    assertBlocked("order", 1e-6);
  }

  @Test
  void membersRoundedDifferentlyAreCaught() throws IOException {
    tamperMembers(
        patient ->
            mapValues(
                patient,
                bits -> Float.floatToRawIntBits((float) Math.rint(Float.intBitsToFloat(bits)))));

    assertBlocked("members", 1e-6);
  }

  /** As when members went through double precision and the others did not. */
  @Test
  void membersWithAnotherLastBitAreCaught() throws IOException {
    tamperMembers(patient -> mapValues(patient, bits -> bits == 0 ? bits : bits | 1));

    assertBlocked("members", 1e-6);
  }

  @Test
  void anotherCodeOfNanForMembersIsCaught() throws IOException {
    tamperMembers(
        patient ->
            new RawPatient(
                patient.length(),
                patient.times(),
                Arrays.stream(patient.values())
                    .map(bits -> bits == RawPatient.USUAL_NAN ? 0x7fc00001 : bits)
                    .toArray(),
                patient.statics()));

    assertBlocked("members", 1e-6);
    assertThat(finding(inspect(), "missing").severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aNumberForNotMeasuredInMembersIsCaught() throws IOException {
    int width = exhibit.schema().featureCount();
    tamperMembers(
        patient -> {
          int[] values = patient.values().clone();
          for (int cell = 0; cell < patient.length() * width; cell++) {
            values[cell] = values[cell] == RawPatient.USUAL_NAN ? 0 : values[cell];
          }
          return new RawPatient(patient.length(), patient.times(), values, patient.statics());
        });

    assertBlocked("members", 1e-6);
  }

  @Test
  void numbersOfPatientsInTheTimesOfFilesAreCaught() throws IOException {
    Exhibit.Seen seen = exhibit.splits().get(1).seekers().get(1);
    long bits = 0;
    for (int i = 0; i < 40; i++) {
      bits |= seen.member()[i] ? 1L << i : 0;
    }
    Files.setLastModifiedTime(seen.cohort().resolve(CohortFiles.VALUES), FileTime.fromMillis(bits));

    assertThat(blocked("files").sentence())
        .startsWith("In split 2 a file carries a mark: /in/candidates/values.npy has the time ");
  }

  @Test
  void aMarkInAHeaderAnExtraFileOrAModeIsCaught() throws IOException {
    Path in = exhibit.splits().get(0).hider().in();
    Path lengths = in.resolve("members/lengths.npy");
    byte[] bytes = Files.readAllBytes(lengths);
    bytes[100] = '\t';
    Files.delete(lengths);
    Files.write(lengths, bytes);
    likeLaidOut(lengths);
    likeLaidOut(in.resolve("members"));
    assertThat(blocked("files").sentence()).contains("has another header than its shape makes");

    Files.writeString(in.resolve("members/note.txt"), "");
    likeLaidOut(in.resolve("members/note.txt"));
    likeLaidOut(in.resolve("members"));
    assertThat(blocked("files").sentence()).contains("members/note.txt");

    Files.setPosixFilePermissions(lengths, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(blocked("files").sentence()).contains("has the mode rw-r--r--");
  }

  @Test
  void whatSeekersKnowIsInspectedToo() throws IOException {
    open(SECRET, "knowledge: [reference, shadows]\nshadows: 2\n");
    Exhibit.OfSplit split = exhibit.splits().get(0);
    Path in = split.seekers().get(0).in();
    assertThat(in.resolve("reference/values.npy")).exists();
    assertThat(in.resolve("shadows/2/non-members/values.npy")).exists();
    assertThat(inspect().firstBlocking()).isEmpty();

    List<RawPatient> members = read(split.hider().cohort());
    for (String folder : List.of("reference", "shadows/1/members", "shadows/2/non-members")) {
      Path side = in.resolve(folder);
      List<RawPatient> original = read(side);
      write(side, planted(original, members.subList(0, 12)));
      assertThat(blocked("copies").numbers().values()).anyMatch(count -> count >= 9);
      write(side, original);
      likeLaidOut(side);
    }

    Path note = in.resolve("shadows/2/members.txt");
    Files.writeString(note, "");
    likeLaidOut(note);
    likeLaidOut(in.resolve("shadows/2"));
    assertThat(blocked("files").sentence()).contains("shadows/2/members.txt");
  }

  @Test
  void aSeedThatIsKnownIsCaught() throws IOException {
    open(SecretSeed.guessable(123_456_789));
    assertThat(blocked("seed").sentence()).contains("was made of a number");

    open(SecretSeed.parse(SecretSeed.guessable(7).hex()));
    assertThat(blocked("seed").sentence()).contains("the seed of number 7 rebuilds split 1");

    open(SecretSeed.parse("00".repeat(32)));
    assertThat(blocked("seed").sentence()).contains("repeats a few bytes");
  }

  @Test
  void aSplitThatFollowsFromANumberIsCaughtWhateverTheSeed() throws IOException {
    Exhibit.OfSplit split = exhibit.splits().get(1);
    Split known =
        Split.draw(
            SecretSeed.guessable(2026).derive("split", 2),
            exhibit.people(),
            challenge.definition().splits().sizes());
    replace(
        1,
        new Exhibit.OfSplit(
            2, known, split.hider(), split.seekers(), split.reference(), split.holdout()));

    assertThat(blocked("seed").sentence()).contains("the seed of number 2026 rebuilds split 2");
  }

  @Test
  void aSplitThatFollowsFromAContainersSeedIsCaught() throws IOException {
    Exhibit.OfSplit split = exhibit.splits().get(0);
    int given = split.seekers().get(0).seed();
    Split known =
        Split.draw(
            SecretSeed.guessable(given).derive("split", 1),
            exhibit.people(),
            challenge.definition().splits().sizes());
    replace(
        0,
        new Exhibit.OfSplit(
            1, known, split.hider(), split.seekers(), split.reference(), split.holdout()));

    assertThat(blocked("seed").sentence()).contains("the seed of number " + given);
  }

  @Test
  void membersInTheHoldoutTheReferenceOrThePublicShareAreCaught() throws IOException {
    Exhibit.OfSplit split = exhibit.splits().get(0);
    for (Path side : List.of(split.holdout(), split.reference(), exhibit.published())) {
      List<RawPatient> original = read(side);
      List<RawPatient> members = read(split.hider().cohort());

      write(side, planted(original, members.subList(0, 12)));
      // Some have too few measurements to be known again.
      assertThat(blocked("copies").numbers().values()).anyMatch(count -> count >= 9);

      write(side, original);
      assertThat(finding(inspect(), "copies").severity()).isEqualTo(Severity.FINE);
    }
  }

  @Test
  void nearCopiesOfMembersAreCaught() throws IOException {
    Exhibit.OfSplit split = exhibit.splits().get(0);
    SplittableRandom random = new SplittableRandom(1);
    List<RawPatient> near =
        read(split.hider().cohort()).subList(0, 30).stream()
            .map(
                patient ->
                    mapValues(
                        patient,
                        bits -> {
                          float value = Float.intBitsToFloat(bits);
                          // The binary feature stays what it is.
                          return value == 0 || value == 1
                              ? bits
                              : Float.floatToRawIntBits(
                                  (float) (value * (1 + 0.0005 * random.nextGaussian())));
                        }))
            .toList();
    write(split.holdout(), planted(read(split.holdout()), near));

    Finding found = blocked("copies");

    assertThat(found.numbers())
        .containsEntry("split 1: candidates in the holdout, equal", 0.0)
        .hasEntrySatisfying(
            "split 1: candidates in the holdout, nearly equal",
            count -> assertThat(count).isGreaterThan(15));
  }

  @Test
  void onePersonOnTwoSidesIsCaught() throws IOException {
    Split drawn = exhibit.splits().get(0).drawn();
    int[] groups = IntStream.range(0, exhibit.people().patients()).toArray();
    groups[drawn.members()[0]] = groups[drawn.holdout()[0]];
    exhibit =
        new Exhibit(
            exhibit.schema(),
            exhibit.published(),
            exhibit.secret(),
            People.of(groups),
            exhibit.splits());

    assertThat(blocked("people").sentence())
        .isEqualTo("Patients of one person are on several sides of a split.");
  }

  @Test
  void anotherPopulationInThePublicShareIsCaught() throws IOException {
    write(
        exhibit.published(),
        read(exhibit.published()).stream()
            .map(
                patient ->
                    mapValues(
                        patient,
                        bits -> Float.floatToRawIntBits(Float.intBitsToFloat(bits) * 1.2f)))
            .toList());

    assertBlocked("shares", 1e-6);
  }

  @Test
  void patientsWhomEverybodyRecognisesAreAWarning() throws IOException {
    Exhibit.Seen seen = exhibit.splits().get(0).seekers().get(0);
    List<RawPatient> patients = new ArrayList<>(read(seen.cohort()));
    patients.set(
        3,
        new RawPatient(
            patients.get(3).length(),
            patients.get(3).times(),
            patients.get(3).values(),
            new int[] {Float.floatToRawIntBits(1e6f), 0, 0}));
    write(seen.cohort(), patients);

    Finding found = finding(inspect(), "canaries");

    assertThat(found.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.numbers()).containsEntry("far", 1.0);
  }

  @Test
  void severalStaysOfOnePersonRaiseNoAlarm() throws IOException {
    int[] groups = IntStream.range(0, PATIENTS).map(i -> i % 300).toArray();
    Path own = Folders.createPrivate(folder.resolve("stays"));
    SimulatedChallenge.write(own.resolve("bundle"), PATIENTS, 1);
    People.of(groups).write(own.resolve("bundle/cohort"));
    AuditReport report =
        LeakAudit.rehearse(
            Bundle.find(own.resolve("bundle").toString()), SECRET, own, Clock.systemUTC());

    assertThat(report.firstBlocking()).isEmpty();
    assertThat(finding(report, "people").sentence())
        .isEqualTo("All patients of one person are on one side of each split.");
    assertThat(finding(report, "people").numbers().get("persons")).isLessThan(300);
  }

  /** {@code ./hideandseek bench audit} draws 100. */
  @Test
  void challengesWithoutALeakRaiseFewAlarms() throws IOException {
    AuditCalibration.Count count =
        new AuditCalibration(folder, Clock.systemUTC()).simulated(12, 200, 1);

    assertThat(count.audits()).isEqualTo(12);
    assertThat(count.falseAlarms()).as("%s", count.reasons()).isLessThanOrEqualTo(2);
    assertThat(count.blocked()).as("%s", count.reasons()).isEqualTo(count.falseAlarms());
  }

  private interface Tampering {
    RawPatient with(RawPatient patient);
  }

  private interface OfBits {
    int map(int bits);
  }

  private AuditReport inspect() throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new Inspection(challenge, exhibit, scratch).report();
  }

  private static Finding finding(AuditReport report, String check) {
    return report.findings().stream()
        .filter(found -> found.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private Finding blocked(String check) throws IOException {
    Finding found = finding(inspect(), check);
    assertThat(found.severity()).as(found.sentence()).isEqualTo(Severity.BLOCKING);
    return found;
  }

  private void assertBlocked(String check, double p) throws IOException {
    Finding found = blocked(check);
    assertThat(found.pValue().getAsDouble()).isLessThan(p);
  }

  /** Tampers with the members among the candidates of all matches of the first split. */
  private void tamperMembers(Tampering tampering) throws IOException {
    for (Exhibit.Seen seen : exhibit.splits().get(0).seekers()) {
      List<RawPatient> patients = read(seen.cohort());
      write(
          seen.cohort(),
          IntStream.range(0, patients.size())
              .mapToObj(i -> seen.member()[i] ? tampering.with(patients.get(i)) : patients.get(i))
              .toList());
    }
  }

  private static RawPatient mapValues(RawPatient patient, OfBits map) {
    return new RawPatient(
        patient.length(),
        patient.times(),
        Arrays.stream(patient.values())
            .map(bits -> Float.isNaN(Float.intBitsToFloat(bits)) ? bits : map.map(bits))
            .toArray(),
        patient.statics());
  }

  private static List<RawPatient> planted(List<RawPatient> side, List<RawPatient> others) {
    return Stream.concat(others.stream(), side.stream().skip(others.size())).toList();
  }

  private static int[] where(boolean[] flags, boolean wanted) {
    return IntStream.range(0, flags.length).filter(i -> flags[i] == wanted).toArray();
  }

  private void replaceFirstSeeker(Exhibit.Seen seen, int[] order) throws IOException {
    int[] patients = Arrays.stream(order).map(i -> seen.patients()[i]).toArray();
    boolean[] member = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      member[i] = seen.member()[order[i]];
    }
    Folders.delete(seen.in());
    Sight.ofSeeker(
            seen.seed(),
            challenge.definition().seekers(),
            order.length,
            exhibit.schema(),
            Inputs.selection(exhibit.secret(), exhibit.schema(), patients))
        .layOut(seen.in());
    Exhibit.OfSplit split = exhibit.splits().get(0);
    replace(
        0,
        new Exhibit.OfSplit(
            split.number(),
            split.drawn(),
            split.hider(),
            List.of(
                new Exhibit.Seen(
                    seen.in(), seen.folder(), seen.seed(), patients, member, seen.besides()),
                split.seekers().get(1)),
            split.reference(),
            split.holdout()));
  }

  private void replace(int index, Exhibit.OfSplit split) {
    List<Exhibit.OfSplit> splits = new ArrayList<>(exhibit.splits());
    splits.set(index, split);
    exhibit =
        new Exhibit(
            exhibit.schema(), exhibit.published(), exhibit.secret(), exhibit.people(), splits);
  }

  private List<RawPatient> read(Path cohort) throws IOException {
    List<RawPatient> patients = new ArrayList<>();
    try (RawReader reader = RawReader.open(cohort, exhibit.schema())) {
      while (reader.hasNext()) {
        patients.add(reader.next());
      }
    }
    return patients;
  }

  private void write(Path cohort, List<RawPatient> patients) throws IOException {
    for (String file : CohortFiles.ALL) {
      Files.delete(cohort.resolve(file));
      try (NpyOutput output =
          NpyOutput.create(
              cohort.resolve(file),
              CohortFiles.type(file),
              CohortFiles.innerAxes(file, exhibit.schema()))) {
        for (RawPatient patient : patients) {
          switch (file) {
            case CohortFiles.LENGTHS -> output.writeInt(patient.length());
            case CohortFiles.TIMES -> output.write(floats(patient.times()));
            case CohortFiles.VALUES -> output.write(floats(patient.values()));
            case CohortFiles.STATICS -> output.write(floats(patient.statics()));
            default -> throw new IllegalArgumentException(file);
          }
        }
      }
      likeLaidOut(cohort.resolve(file));
    }
    likeLaidOut(cohort);
  }

  private static float[] floats(int[] bits) {
    float[] floats = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      floats[i] = Float.intBitsToFloat(bits[i]);
    }
    return floats;
  }

  private static void likeLaidOut(Path path) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "r--r--r--"));
    Files.setLastModifiedTime(path, FileTime.fromMillis(0));
  }
}
