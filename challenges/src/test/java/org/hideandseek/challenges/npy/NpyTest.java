package org.hideandseek.challenges.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files under {@code /npy} were written by NumPy 2.4 with numpy.save. */
class NpyTest {
  private static final float[] FLOATS = {
    0.5f, -1.25f, Float.NaN, 3e38f, 0, Float.NEGATIVE_INFINITY
  };

  @TempDir private Path folder;

  @Test
  void whatNumPyWroteIsRead() throws IOException {
    try (NpyInput floats = NpyInput.open(numpy("float32-2x3.npy"), NpyType.FLOAT32);
        NpyInput ints = NpyInput.open(numpy("int32-4.npy"), NpyType.INT32);
        NpyInput booleans = NpyInput.open(numpy("bool-3.npy"), NpyType.BOOL);
        NpyInput none = NpyInput.open(numpy("float32-0x2.npy"), NpyType.FLOAT32);
        NpyInput scalar = NpyInput.open(numpy("scalar.npy"), NpyType.FLOAT32)) {
      assertThat(floats.shape()).containsExactly(2L, 3L);
      float[] read = new float[6];
      floats.read(read);
      assertThat(read).containsExactly(FLOATS);
      assertThat(ints.shape()).containsExactly(4L);
      assertThat(List.of(ints.readInt(), ints.readInt(), ints.readInt(), ints.readInt()))
          .containsExactly(1, -2, Integer.MAX_VALUE, 40);
      assertThat(List.of(booleans.readBoolean(), booleans.readBoolean(), booleans.readBoolean()))
          .containsExactly(true, false, true);
      assertThat(none.shape()).containsExactly(0L, 2L);
      assertThat(scalar.shape()).isEmpty();
    }
  }

  @Test
  void whatIsWrittenIsByteForByteWhatNumPyWrites() throws IOException {
    try (NpyOutput floats = NpyOutput.create(file("f"), NpyType.FLOAT32, 3);
        NpyOutput ints = NpyOutput.create(file("i"), NpyType.INT32);
        NpyOutput booleans = NpyOutput.create(file("b"), NpyType.BOOL);
        NpyOutput none = NpyOutput.create(file("n"), NpyType.FLOAT32, 2)) {
      assertThat(none).isNotNull();
      floats.write(FLOATS);
      for (int value : new int[] {1, -2, Integer.MAX_VALUE, 40}) {
        ints.writeInt(value);
      }
      booleans.writeBoolean(true);
      booleans.writeBoolean(false);
      booleans.writeBoolean(true);
    }

    assertThat(file("f")).hasSameBinaryContentAs(numpy("float32-2x3.npy"));
    assertThat(file("i")).hasSameBinaryContentAs(numpy("int32-4.npy"));
    assertThat(file("b")).hasSameBinaryContentAs(numpy("bool-3.npy"));
    assertThat(file("n")).hasSameBinaryContentAs(numpy("float32-0x2.npy"));
  }

  @Test
  void anArrayOfManyBuffersIsReadAsItWasWritten() throws IOException {
    float[] source = new float[100_003];
    Random random = new Random(1);
    for (int i = 0; i < source.length; i++) {
      source[i] = random.nextFloat();
    }
    try (NpyOutput output = NpyOutput.create(file("x"), NpyType.FLOAT32)) {
      output.write(source, 0, 7);
      output.write(source, 7, source.length - 7);
      output.fill(2, 50_000);
      output.fill(3, 0);
    }

    try (NpyInput input = NpyInput.open(file("x"), NpyType.FLOAT32)) {
      assertThat(input.shape()).containsExactly(150_003L);
      float[] first = new float[3];
      float[] rest = new float[source.length - 3];
      float[] filled = new float[50_000];
      input.read(first);
      input.read(rest);
      input.read(filled);
      assertThat(first).containsExactly(Arrays.copyOf(source, 3));
      assertThat(Arrays.equals(rest, 0, rest.length, source, 3, source.length)).isTrue();
      for (float value : filled) {
        Assertions.assertThat(value).isEqualTo(2);
      }
    }
  }

  @Test
  void aRowIsReadFromAnywhere() throws IOException {
    try (NpyOutput output = NpyOutput.create(file("x"), NpyType.FLOAT32, 2)) {
      for (int row = 0; row < 50_000; row++) {
        output.write(new float[] {row, -row});
      }
    }
    Random random = new Random(2);
    try (NpyInput input = NpyInput.open(file("x"), NpyType.FLOAT32)) {
      float[] pair = new float[2];
      for (int i = 0; i < 1000; i++) {
        int row = i % 3 == 0 ? random.nextInt(50_000) : (i * 11 + 49_000) % 50_000;
        input.seek(row);
        input.read(pair);
        assertThat(pair).containsExactly(row, -row);
      }
      assertThatThrownBy(() -> input.seek(50_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void anArrayWithAnAxisOfSizeZeroIsClosedWithItsRows() throws IOException {
    NpyOutput output = NpyOutput.create(file("x"), NpyType.FLOAT32, 0);
    output.close(5);

    try (NpyInput input = NpyInput.open(file("x"), NpyType.FLOAT32)) {
      assertThat(input.shape()).containsExactly(5L, 0L);
      input.seek(4);
    }
  }

  @Test
  void aRowThatIsNotFullIsNotClosed() throws IOException {
    NpyOutput output = NpyOutput.create(file("x"), NpyType.FLOAT32, 3);
    output.write(new float[] {1, 2, 3, 4});

    assertThatThrownBy(output::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("4 elements do not fill rows of 3");
  }

  @Test
  void anExistingFileIsNotOverwritten() throws IOException {
    Files.writeString(file("x"), "mine");

    assertThatThrownBy(() -> NpyOutput.create(file("x"), NpyType.FLOAT32))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file("x")).hasContent("mine");
  }

  @Test
  void anotherTypeOrOrderIsRefused() {
    assertRefused(numpy("float64-2.npy"), "has dtype <f8 instead of <f4");
    assertRefused(numpy("big-endian-2.npy"), "has dtype >f4 instead of <f4");
    assertRefused(numpy("int32-4.npy"), "has dtype <i4 instead of <f4");
    assertRefused(
        numpy("fortran-2x3.npy"), "is in Fortran order; write it with numpy.ascontiguousarray");
    assertRefused(
        numpy("record-1.npy"),
        "has a header that is not a simple array's: write it with numpy.save");
    assertRefused(numpy("object-1.npy"), "has dtype |O instead of <f4");
    assertRefused(
        numpy("version-2-float32-2.npy"),
        "has .npy format version 2.0; numpy.save writes the expected 1.0");
  }

  @Test
  void anotherShapeIsRefused() throws IOException {
    try (NpyInput input = NpyInput.open(numpy("float32-2x3.npy"), NpyType.FLOAT32)) {
      input.requireShape(2, 3);
      assertThatThrownBy(() -> input.requireShape(3, 2))
          .isInstanceOf(NpyFormatException.class)
          .hasMessage("has shape [2, 3] instead of [3, 2]");
      assertThatThrownBy(() -> input.requireShape(2, 3, 1))
          .hasMessage("has shape [2, 3] instead of [2, 3, 1]");
      assertThatThrownBy(() -> input.requireShape()).isInstanceOf(NpyFormatException.class);
    }
  }

  @Test
  void aFileThatIsLongerOrShorterThanItsShapeSaysIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(numpy("float32-2x3.npy"));

    assertRefused(
        bytes(Arrays.copyOf(whole, 151)),
        "has 151 bytes instead of the 152 that its shape [2, 3] takes");
    assertRefused(
        bytes(Arrays.copyOf(whole, 156)),
        "has 156 bytes instead of the 152 that its shape [2, 3] takes");
  }

  @Test
  void aFileWithoutAWholeHeaderIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(numpy("float32-2x3.npy"));

    for (int length : new int[] {0, 3, 9, 10, 60, 127}) {
      assertRefused(
          bytes(Arrays.copyOf(whole, length)), "is not an .npy file: it ends within the header");
    }
    assertRefused(
        bytes("id,age,sex\n1,50,f\n".getBytes(ISO_8859_1)),
        "is not an .npy file: it does not begin with \\x93NUMPY");
  }

  @Test
  void anImpossibleShapeIsRefused() throws IOException {
    assertRefused(
        header("(99999999999999999999,)"), "has an impossible shape (99999999999999999999,)");
    assertRefused(
        header("(4294967296, 4294967296)"), "has an impossible shape [4294967296, 4294967296]");
    assertRefused(
        header("(-1,)"), "has a header that is not a simple array's: write it with numpy.save");
    assertRefused(
        header("(1L,)"), "has a header that is not a simple array's: write it with numpy.save");
  }

  @Test
  void aHeaderOfNonsenseIsRefusedQuickly() {
    assertThat(Duration.ofSeconds(2))
        .isGreaterThan(
            time(
                () -> {
                  assertRefused(
                      header("()" + " ".repeat(60_000)),
                      "has a header that is not a simple array's: write it with numpy.save");
                  assertRefused(
                      header("(" + " ,".repeat(30_000)),
                      "has a header that is not a simple array's: write it with numpy.save");
                }));
  }

  @Test
  void linksAndFoldersAreRefused() throws IOException {
    Files.createSymbolicLink(file("link"), numpy("int32-4.npy"));
    Files.createDirectory(file("folder"));

    assertRefused(file("link"), "is not a regular file");
    assertRefused(file("folder"), "is not a regular file");
  }

  @Test
  void aFileThatShrinksWhileItIsReadEndsTheReading() throws IOException {
    try (NpyOutput output = NpyOutput.create(file("x"), NpyType.FLOAT32)) {
      output.fill(1, 100_000);
    }
    try (NpyInput input = NpyInput.open(file("x"), NpyType.FLOAT32);
        FileChannel other = FileChannel.open(file("x"), StandardOpenOption.WRITE)) {
      input.read(new float[5]);
      other.truncate(128 + 70_003);

      assertThatThrownBy(() -> input.read(new float[99_000])).isInstanceOf(EOFException.class);
    }
  }

  private interface Check {
    void run() throws IOException;
  }

  private static Duration time(Check check) {
    long start = System.nanoTime();
    try {
      check.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> NpyInput.open(file, NpyType.FLOAT32).close())
        .isInstanceOf(NpyFormatException.class)
        .hasMessage(message);
  }

  private Path header(String shape) throws IOException {
    byte[] dict =
        ("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }x")
            .replace("}x", shape.length() > 1000 ? "x" : "}")
            .getBytes(ISO_8859_1);
    byte[] file = new byte[10 + dict.length];
    System.arraycopy(Files.readAllBytes(numpy("int32-4.npy")), 0, file, 0, 8);
    file[8] = (byte) dict.length;
    file[9] = (byte) (dict.length >> 8);
    System.arraycopy(dict, 0, file, 10, dict.length);
    return bytes(file);
  }

  private Path bytes(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "x", ".npy"), content);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Path numpy(String name) {
    Path copy = file("numpy-" + name);
    if (!Files.exists(copy)) {
      try (InputStream stream = NpyTest.class.getResourceAsStream("/npy/" + name)) {
        Files.copy(stream, copy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return copy;
  }
}
