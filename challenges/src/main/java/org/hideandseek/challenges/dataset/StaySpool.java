package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Patient;

/** Stays that wait in a file until all are known. */
final class StaySpool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final int width;
  private final int statics;
  private final DataOutputStream out;
  private long[] orders = new long[1024];
  private long[] offsets = new long[1025];
  private int size;
  private boolean grouped;

  /** A stay as it was put in. */
  record Kept(String person, Patient patient) {}

  private StaySpool(Path file, int width, int statics, DataOutputStream out) {
    this.file = file;
    this.width = width;
    this.statics = statics;
    this.out = out;
  }

  static StaySpool create(Path file, int width, int statics) throws IOException {
    return new StaySpool(
        file,
        width,
        statics,
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER)));
  }

  void add(long order, String person, Patient patient) throws IOException {
    if (size == orders.length) {
      orders = Arrays.copyOf(orders, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size + 1);
    }
    byte[] name = person.getBytes(UTF_8);
    ByteBuffer record =
        ByteBuffer.allocate(
            2 * Integer.BYTES
                + name.length
                + Float.BYTES
                    * (patient.times().length
                        + patient.values().length
                        + patient.statics().length));
    record.putInt(name.length).put(name).putInt(patient.length());
    for (float[] part : new float[][] {patient.times(), patient.values(), patient.statics()}) {
      record.asFloatBuffer().put(part);
      record.position(record.position() + part.length * Float.BYTES);
    }
    out.write(record.array());
    grouped |= name.length > 0;
    orders[size] = order;
    offsets[size + 1] = offsets[size] + record.capacity();
    size++;
  }

  /** Whether a person is known of any stay. */
  boolean grouped() {
    return grouped;
  }

  /**
   * Positions of the stays, sorted by their order, and by when they came where that is the same.
   */
  int[] inOrder() {
    int[] positions = IntStream.range(0, size).toArray();
    for (int i = 1; i < size; i++) {
      if (orders[i] < orders[i - 1]) {
        return Arrays.stream(positions)
            .boxed()
            .sorted(Comparator.comparingLong(position -> orders[position]))
            .mapToInt(Integer::intValue)
            .toArray();
      }
    }
    return positions;
  }

  /** Ends the writing; from now on it can be read. */
  Replay replay() throws IOException {
    out.flush();
    return new Replay(new RandomAccessFile(file.toFile(), "r"));
  }

  /** Reads stays at any position. */
  final class Replay implements AutoCloseable {
    private final RandomAccessFile in;

    private Replay(RandomAccessFile in) {
      this.in = in;
    }

    Kept read(int position) throws IOException {
      byte[] bytes = new byte[Math.toIntExact(offsets[position + 1] - offsets[position])];
      in.seek(offsets[position]);
      in.readFully(bytes);
      ByteBuffer record = ByteBuffer.wrap(bytes);
      byte[] name = new byte[record.getInt()];
      record.get(name);
      float[] times = new float[record.getInt()];
      float[] values = new float[times.length * width];
      float[] fixed = new float[statics];
      for (float[] part : new float[][] {times, values, fixed}) {
        record.asFloatBuffer().get(part);
        record.position(record.position() + part.length * Float.BYTES);
      }
      return new Kept(new String(name, UTF_8), new Patient(times, values, fixed));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
