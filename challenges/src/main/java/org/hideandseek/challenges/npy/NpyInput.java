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
import java.util.Arrays;
import java.util.List;

/**
 * Reads an {@code .npy} file front to back in constant memory. The header and the file's size are
 * checked on opening.
 */
public final class NpyInput implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final List<Long> shape;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private NpyInput(SeekableByteChannel channel, List<Long> shape) {
    this.channel = channel;
    this.shape = shape;
    buffer.flip();
  }

  /**
   * Opens a file.
   *
   * @param type the element type that it must have
   * @throws NpyFormatException if it is no {@code .npy} file of this type in C order, or longer or
   *     shorter than its shape says
   */
  public static NpyInput open(Path file, NpyType type) throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      byte[] prefix = readFully(channel, NpyHeader.prefixBytes());
      int dictBytes = NpyHeader.dictBytes(prefix);
      NpyHeader header = NpyHeader.parse(readFully(channel, dictBytes));
      if (!header.descr().equals(type.descr())) {
        throw new NpyFormatException("has dtype " + header.descr() + " instead of " + type.descr());
      }
      if (header.fortranOrder()) {
        throw new NpyFormatException("is in Fortran order; write it with numpy.ascontiguousarray");
      }
      long expected = (long) NpyHeader.prefixBytes() + dictBytes;
      try {
        long elements = type.bytes();
        for (long size : header.shape()) {
          elements = Math.multiplyExact(elements, size);
        }
        expected = Math.addExact(expected, elements);
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
      return new NpyInput(channel, header.shape());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
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

  private void fill() throws IOException {
    if (buffer.hasRemaining()) {
      return;
    }
    buffer.clear();
    while (buffer.position() < CHUNK) {
      if (channel.read(buffer) < 0) {
        break;
      }
    }
    buffer.flip();
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
