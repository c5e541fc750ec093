package org.hideandseek.challenges.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes an {@code .npy} file front to back in constant memory; the first axis' size is filled in
 * on closing.
 */
public final class NpyOutput implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final FileChannel channel;
  private final NpyType type;
  private final List<Long> innerAxes;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private long elements;

  private NpyOutput(FileChannel channel, NpyType type, List<Long> innerAxes) {
    this.channel = channel;
    this.type = type;
    this.innerAxes = innerAxes;
  }

  /**
   * Creates a file, which must not exist.
   *
   * @param innerAxes sizes of all axes but the first
   */
  public static NpyOutput create(Path file, NpyType type, long... innerAxes) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    List<Long> inner = new ArrayList<>();
    for (long size : innerAxes) {
      inner.add(size);
    }
    NpyOutput output = new NpyOutput(channel, type, inner);
    output.buffer.put(output.header(0));
    return output;
  }

  /** Writes the elements of a float32 file. */
  public void write(float[] source) throws IOException {
    write(source, 0, source.length);
  }

  /** Writes {@code count} elements of a float32 file, from {@code offset}. */
  public void write(float[] source, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      reserve(Float.BYTES);
      int part = Math.min(buffer.remaining() / Float.BYTES, count - done);
      buffer.asFloatBuffer().put(source, offset + done, part);
      buffer.position(buffer.position() + part * Float.BYTES);
      done += part;
    }
    elements += count;
  }

  /** Writes the same element of a float32 file several times. */
  public void fill(float value, int count) throws IOException {
    float[] run = new float[Math.min(count, 1024)];
    Arrays.fill(run, value);
    for (int done = 0; done < count; ) {
      int part = Math.min(run.length, count - done);
      write(run, 0, part);
      done += part;
    }
  }

  /** Writes an element of an int32 file. */
  public void writeInt(int value) throws IOException {
    reserve(Integer.BYTES);
    buffer.putInt(value);
    elements++;
  }

  /** Writes an element of a bool file. */
  public void writeBoolean(boolean value) throws IOException {
    reserve(1);
    buffer.put((byte) (value ? 1 : 0));
    elements++;
  }

  /** Writes whole elements as they lie in another file of this type. */
  void write(ByteBuffer source) throws IOException {
    elements += source.remaining() / type.bytes();
    while (source.hasRemaining()) {
      reserve(1);
      int part = Math.min(buffer.remaining(), source.remaining());
      buffer.put(buffer.position(), source, source.position(), part);
      buffer.position(buffer.position() + part);
      source.position(source.position() + part);
    }
  }

  private void reserve(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private byte[] header(long rows) {
    List<Long> shape = new ArrayList<>();
    shape.add(rows);
    shape.addAll(innerAxes);
    return new NpyHeader(type.descr(), false, shape).encode();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
      long row = innerAxes.stream().reduce(1L, Math::multiplyExact);
      if (row == 0) {
        throw new IllegalStateException(
            "an axis of size 0 leaves the number of rows open; use close(rows)");
      }
      if (elements % row != 0) {
        throw new IllegalStateException(elements + " elements do not fill rows of " + row);
      }
      writeRows(elements / row);
    } finally {
      channel.close();
    }
  }

  /**
   * Closes a file whose number of rows does not follow from its elements, since an inner axis has
   * size 0.
   */
  public void close(long rows) throws IOException {
    try {
      flush();
      writeRows(rows);
    } finally {
      channel.close();
    }
  }

  private void writeRows(long rows) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(header(rows));
    for (long position = 0; header.hasRemaining(); ) {
      position += channel.write(header, position);
    }
  }
}
