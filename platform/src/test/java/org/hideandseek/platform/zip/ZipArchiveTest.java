package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.zip.ZipBuilder.Entry;
import org.hideandseek.sandbox.ImageRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZipArchiveTest {
  private static final byte[] TEXT = "x = 1\n".getBytes(UTF_8);

  @TempDir private Path folder;

  // What is accepted.

  @Test
  void aPlayerWithItsHelpersIsUnpackedAsItIs() throws Exception {
    ZipBuilder zip =
        hider()
            .add("utils/noise.py", "n = 2\n")
            .add("examples/deep/er/a.py", "")
            .add("my data files/offset of the noise.txt", "0.25\n")
            .add("Daten/Größe.txt", "1\n");
    assertThat(unpacked(zip))
        .containsExactly(
            "Daten/Größe.txt",
            "examples/deep/er/a.py",
            "hider.py",
            "my data files/offset of the noise.txt",
            "utils/noise.py");
    assertThat(folder.resolve("unpacked/utils/noise.py")).hasContent("n = 2\n");
  }

  @Test
  void aRootOneFolderDownIsTheRoot() throws Exception {
    ZipBuilder zip =
        new ZipBuilder()
            .add("My Hider v2/", "")
            .add("My Hider v2/hider.py", "")
            .add("My Hider v2/utils/a.py", "")
            .add("README.md", "not of the player");
    assertThat(unpacked(zip)).containsExactly("hider.py", "utils/a.py");
  }

  @Test
  void whatDesktopsLeaveBehindIsLeftOut() throws Exception {
    ZipBuilder zip =
        hider()
            .add("__MACOSX/._hider.py", "\0")
            .add(".DS_Store", "\0")
            .add("utils/__pycache__/a.cpython-37.pyc", "\0")
            .add("utils/._a.py", "\0")
            .add("utils/a.py", "");
    assertThat(unpacked(zip)).containsExactly("hider.py", "utils/a.py");
  }

  @Test
  void aNameInTheOldCodePageAndACommentAreFine() throws Exception {
    ZipBuilder zip =
        hider()
            .add(new Entry(new byte[] {'n', (byte) 0x82, '.', 'p', 'y'}, TEXT).flags(0))
            .comment("a34f0c");
    assertThat(unpacked(zip)).containsExactly("hider.py", "né.py");
  }

  @Test
  void storedEntriesAndOrdinaryUnixModesAreFine() throws Exception {
    ZipBuilder zip =
        new ZipBuilder()
            .add(new Entry("lib/", new byte[0]).method(0).mode(0040755))
            .add(new Entry("hider.py", TEXT).method(0).mode(0100777));
    assertThat(unpacked(zip)).containsExactly("hider.py");
  }

  // Who it is for.

  @Test
  void theRolesFileMustBeAtTheRoot() {
    assertRefused(new ZipBuilder().add("seeker.py", ""), "no hider.py at its root");
    assertRefused(new ZipBuilder().add("a/b/hider.py", ""), "no hider.py at its root");
    assertRefused(new ZipBuilder().add("Hider.py", ""), "no hider.py at its root");
    assertRefused(new ZipBuilder().add("a/hider.py", "").add("b/hider.py", ""), "'a' and 'b'");
    assertRefused(new ZipBuilder(), "no hider.py at its root");
  }

  @Test
  void theFileOfTheOtherRoleDoesNoHarm() throws Exception {
    assertThat(unpacked(hider().add("seeker.py", ""))).containsExactly("hider.py", "seeker.py");
  }

  // Names.

  @ParameterizedTest
  @ValueSource(strings = {"../hider.py", "a/../../x.py", "a/..", "../../etc/cron.d/x"})
  void traversalIsRefused(String name) {
    assertRefused(hider().add(name, ""), "leads out of the ZIP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "C:/x.py", "c:x.py"})
  void absolutePathsAreRefused(String name) {
    assertRefused(hider().add(name, ""), "'" + name + "' has an absolute path");
  }

  @Test
  void namesThatHideSomethingAreRefused() {
    assertRefused(hider().add("a\nb.py", ""), "'a?b.py' has a control character");
    assertRefused(hider().add("a\0.py", ""), "control character");
    assertRefused(hider().add("evil\u202Eyp.txt", ""), "control character");
    assertRefused(hider().add("zero\u200Bwidth.py", ""), "control character");
    assertRefused(hider().add("..\\..\\x.py", ""), "backslash");
    assertRefused(hider().add("a//b.py", ""), "empty part");
    assertRefused(hider().add("./b.py", ""), "'.' in its path");
    assertRefused(hider().add("", ""), "empty part");
    assertRefused(hider().add("a/".repeat(40) + "b.py", ""), "32 folders deep");
    assertRefused(hider().add("b".repeat(201), ""), "more than 200 bytes");
    assertRefused(hider().add(new Entry(new byte[] {'n', (byte) 0x82}, TEXT)), "not the UTF-8");
  }

  @Test
  void namesThatClashAreRefused() {
    assertRefused(hider().add("hider.py", "other"), "'hider.py' is there twice");
    assertRefused(hider().add("HIDER.py", ""), "upper and lower case only");
    assertRefused(hider().add("utils/a.py", "").add("Utils/b.py", ""), "differs from 'utils'");
    assertRefused(hider().add("stra\u00dfe.py", "").add("STRASSE.py", ""), "case only");
    assertRefused(hider().add("e\u0301.py", "").add("\u00e9.py", ""), "case only");
    assertRefused(hider().add("a", "").add("a/b.py", ""), "a file and a folder");
    assertRefused(hider().add("a/b.py", "").add("a", ""), "a file and a folder");
  }

  // Things that are no files.

  @ParameterizedTest
  @ValueSource(ints = {0120777, 0020666, 0060666, 0010666, 0140777})
  void linksAndDevicesAreRefused(int mode) {
    assertRefused(
        hider().add(new Entry("data", "/etc/passwd".getBytes(UTF_8)).mode(mode)),
        "'data' is a link or another thing");
  }

  @Test
  void aFolderThatIsALinkOrHasContentIsRefused() {
    assertRefused(hider().add(new Entry("a/", new byte[0]).mode(0120777)), "is a link");
    assertRefused(hider().add("a/", "content"), "a folder with content");
  }

  @Test
  void encryptedAndOddlyPackedEntriesAreRefused() {
    assertRefused(
        hider().add(new Entry("key", TEXT).flags(ZipBuilder.ENCRYPTED)), "'key' is encrypted");
    assertRefused(hider().add(new Entry("a.py", TEXT).method(14)), "packed by method 14");
  }

  // Sizes.

  @Test
  void aBombIsRefusedWhileItIsRead() {
    byte[] zeros = new byte[32 << 20];
    assertRefused(hider().add(new Entry("zeros", zeros)), "'zeros' unpacks to more than 200 times");
  }

  @Test
  void manyEntriesAreRefusedHoweverManyAreAnnounced() {
    ZipBuilder zip = hider();
    for (int i = 0; i < 100_000; i++) {
      zip.add(new Entry("f" + i, new byte[0]).method(0));
    }
    assertRefused(zip, "entries");
    assertRefused(zip.announcing(10), "");
    assertRefused(zip.announcing(10_000), "");
  }

  @Test
  void unpackedBytesAreLimitedInSum() throws IOException {
    byte[] block = new byte[400 << 10];
    ZipBuilder zip = hider().add(new Entry("a", block)).add(new Entry("b", block));
    Path file = zip.write(folder);
    assertThatCode(() -> ZipArchive.check(file, PlayerRole.HIDER, 1)).doesNotThrowAnyException();
    Path larger = zip.add(new Entry("c", block)).write(folder);
    assertThatThrownBy(() -> ZipArchive.check(larger, PlayerRole.HIDER, 1))
        .isInstanceOf(ImageRefusedException.class)
        .hasMessage("The ZIP unpacks to more than the 1 MiB allowed.");
  }

  @Test
  void sizesAndChecksumsThatLieAreRefused() {
    assertRefused(hider().add(new Entry("a", TEXT).size(2)), "'a' does not have the size");
    assertRefused(hider().add(new Entry("a", TEXT).size(2000)), "'a' does not have the size");
    assertRefused(hider().add(new Entry("a", TEXT).checksum(7)), "'a' does not have the size");
    assertRefused(hider().add(new Entry("a", TEXT).method(0).size(2)), "'a' ");
  }

  // The file as a whole.

  @Test
  void zip64IsRefused() throws IOException {
    assertRefused(hider().add(new Entry("a", TEXT).size(0xffff_ffffL)), "is in ZIP64");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      zip.putArchiveEntry(new ZipArchiveEntry("hider.py"));
      zip.closeArchiveEntry();
    }
    assertRefused(bytes.toByteArray(), "is in ZIP64");
  }

  @Test
  void dataBeforeBehindAndBetweenIsRefused() {
    byte[] sound = hider().bytes();
    assertRefused(concat(sound, new byte[] {0}), "data after its end");
    assertRefused(concat(sound, sound), "");
    assertRefused(concat("#!/bin/sh\n".getBytes(UTF_8), sound), "list of entries");
    assertRefused(Arrays.copyOf(sound, sound.length - 1), "cut off");
    assertRefused(Arrays.copyOf(sound, 30), "cut off");
    assertRefused(new byte[] {'P', 'K', 3, 4}, "cut off");
    assertRefused(hider().announcing(2), "other entries than the 2");
    assertRefused(hider().announcing(0), "other entries than the 0");
  }

  @Test
  void entriesThatShareTheirBytesAreRefused() {
    assertRefused(hider().add(new Entry("twin.py", TEXT).offset(0)), "overlap");
  }

  @Test
  void everyDamagedByteIsRefusedOrHarmless() throws IOException {
    byte[] sound = hider().add("utils/a.py", "print('a')\n").bytes();
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= (byte) 0xff;
      Path file = Files.write(folder.resolve("damaged.zip"), damaged);
      try {
        ZipArchive.check(file, PlayerRole.HIDER);
      } catch (ImageRefusedException e) {
        assertThat(e.getMessage()).as("byte " + i).startsWith("The ZIP").endsWith(".");
      }
    }
  }

  private static ZipBuilder hider() {
    return new ZipBuilder()
        .add("hider.py", "def hider(input_dict):\n    return input_dict['data']\n");
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private List<String> unpacked(ZipBuilder zip) throws IOException, ImageRefusedException {
    Path file = zip.write(folder);
    Path target = folder.resolve("unpacked");
    ZipArchive.check(file, PlayerRole.HIDER);
    ZipArchive.unpack(file, PlayerRole.HIDER, target);
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(each -> target.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  private void assertRefused(ZipBuilder zip, String says) {
    assertRefused(zip.bytes(), says);
  }

  private void assertRefused(byte[] zip, String says) {
    Path target = folder.resolve("refused");
    assertThatThrownBy(
            () -> {
              Path file = Files.write(folder.resolve("player.zip"), zip);
              ZipArchive.check(file, PlayerRole.HIDER);
            })
        .isInstanceOf(ImageRefusedException.class)
        .hasMessageContaining(says)
        .hasMessageStartingWith("The ZIP")
        .hasMessageEndingWith(".");
    assertThat(target).doesNotExist();
  }
}
