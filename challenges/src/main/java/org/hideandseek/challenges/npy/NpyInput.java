package org.hideandseek.challenges.npy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads an {@code .npy} file in constant memory, front to back or from any row. The header and the
 * file's size are checked on opening.
 */
public final class NpyInput implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int LEAST_CHUNK = 1 << 12;

  private final SeekableByteChannel channel;
  private final NpyType type;
  private final List<Long> shape;
  private final long start;
  private final long rowBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private int nextChunk = CHUNK;

  private NpyInput(SeekableByteChannel channel, NpyType type, List<Long> shape, long start) {
    this.channel = channel;
    this.type = type;
    this.shape = shape;
    this.start = start;
    this.rowBytes = shape.stream().skip(1).reduce((long) type.bytes(), Math::multiplyExact);
    buffer.flip();
  }

  /**
   * Opens a file.
   *
   * @param type the element type that it must have
   * @throws NpyFormatException if it is a link or another thing than a regular file, no {@code
   *     .npy} file of this type in C order, or longer or shorter than its shape says
   */
  public static NpyInput open(Path file, NpyType type) throws IOException {
    return open(file, List.of(type));
  }

  /**
   * Opens a file whose elements may have one of several types.
   *
   * @throws NpyFormatException as {@link #open(Path, NpyType)}
   */
  public static NpyInput open(Path file, List<NpyType> types) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isRegularFile()) {
      throw new NpyFormatException("is not a regular file");
    }
    SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      byte[] prefix = readFully(channel, NpyHeader.prefixBytes());
      int dictBytes = NpyHeader.dictBytes(prefix);
      NpyHeader header = NpyHeader.parse(readFully(channel, dictBytes));
      NpyType type =
          types.stream()
              .filter(allowed -> allowed.descr().equals(header.descr()))
              .findFirst()
              .orElseThrow(() -> otherType(header, types));
      if (header.fortranOrder()) {
        throw new NpyFormatException("is in Fortran order; write it with numpy.ascontiguousarray");
      }
      long start = (long) NpyHeader.prefixBytes() + dictBytes;
      long expected;
      try {
        long elements = type.bytes();
        for (long size : header.shape()) {
          elements = Math.multiplyExact(elements, size);
        }
        expected = Math.addExact(start, elements);
      } catch (ArithmeticException e) {
        throw new NpyFormatException(
            "has an impossible shape " + NpyHeader.describe(header.shape()));
      }
      if (channel.size() != expected) {
        throw new NpyFormatException(
            "has "
                + channel.size()
                + " bytes instead of the "
                + expected
                + " that its shape "
                + NpyHeader.describe(header.shape())
                + " takes");
      }
      return new NpyInput(channel, type, header.shape(), start);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static NpyFormatException otherType(NpyHeader header, List<NpyType> types) {
    return new NpyFormatException(
        "has dtype "
            + header.descr()
            + " instead of "
            + types.stream().map(NpyType::descr).collect(Collectors.joining(" or ")));
  }

  /** Sizes of the axes. */
  public List<Long> shape() {
    return shape;
  }

  /** Fails unless the shape is the given one. */
  public void requireShape(long... expected) throws NpyFormatException {
    boolean same = shape.size() == expected.length;
    for (int axis = 0; same && axis < expected.length; axis++) {
      same = shape.get(axis) == expected[axis];
    }
    if (!same) {
      throw new NpyFormatException(
          "has shape "
              + NpyHeader.describe(shape)
              + " instead of "
              + NpyHeader.describe(Arrays.stream(expected).boxed().toList()));
    }
  }

  /**
   * Goes to the beginning of a row, which is what a position on the first axis holds.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public void seek(long row) throws IOException {
    Objects.checkIndex(row, shape.isEmpty() ? 0 : shape.get(0));
    long target = start + row * rowBytes;
    long ahead = target - (channel.position() - buffer.limit());
    if (ahead >= 0 && ahead <= buffer.limit()) {
      buffer.position((int) ahead);
      return;
    }
    channel.position(target);
    buffer.position(0).limit(0);
    nextChunk = (int) Math.min(CHUNK, Math.max(rowBytes, LEAST_CHUNK));
  }

  /** Reads the next elements of a float32 file into the whole of {@code target}. */
  public void read(float[] target) throws IOException {
    for (int done = 0; done < target.length; ) {
      fill();
      int count = Math.min(buffer.remaining() / Float.BYTES, target.length - done);
      buffer.asFloatBuffer().get(target, done, count);
      buffer.position(buffer.position() + count * Float.BYTES);
      done += count;
    }
  }

  /** Reads the next element of an int32 file. */
  public int readInt() throws IOException {
    fill();
    return buffer.getInt();
  }

  /** Reads the next element of a bool file. */
  public boolean readBoolean() throws IOException {
    fill();
    return buffer.get() != 0;
  }

  /** Appends the row that begins here to a file of the same type and inner axes. */
  public void copyRow(NpyOutput target) throws IOException {
    for (long left = rowBytes; left > 0; ) {
      fill();
      int count = (int) Math.min(buffer.remaining(), left);
      target.write(buffer.slice(buffer.position(), count));
      buffer.position(buffer.position() + count);
      left -= count;
    }
  }

  /** Makes at least one whole element ready. */
  private void fill() throws IOException {
    if (buffer.hasRemaining()) {
      return;
    }
    buffer.clear().limit(nextChunk);
    nextChunk = CHUNK;
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        break;
      }
    }
    buffer.flip();
    // Not even a file that shrinks while it is read may leave a part of an element.
    buffer.limit(buffer.limit() - buffer.limit() % type.bytes());
    if (!buffer.hasRemaining()) {
      throw new EOFException("read past the end of an array");
    }
  }

  private static byte[] readFully(SeekableByteChannel channel, int bytes) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(bytes);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new NpyFormatException("is not an .npy file: it ends within the header");
      }
    }
    return target.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
