package org.hideandseek.challenges.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings together what tables tell of one key, such as a person or a stay, wherever its rows stand.
 * Everything is written into one of many files, chosen by the key, and then one file after the
 * other is read: memory holds one of them.
 */
final class Buckets implements AutoCloseable {
  private static final int BUFFER = 1 << 14;
  private static final long BYTES_EACH = 16L << 20;
  private static final int FEWEST = 16;
  private static final int MOST = 256;
  private static final int MEASUREMENT = 1;
  private static final int FACT = 2;

  private final List<Path> files = new ArrayList<>();
  private final List<DataOutputStream> outputs = new ArrayList<>();
  private final long[] entries;
  private final long[] nextLook;

  /** What is done with a key. */
  interface GroupReader {
    void read(String key, Group group) throws IOException;
  }

  /**
   * What a row tells besides measurements.
   *
   * @param kind of row, a number of the reader's own
   * @param line where it stands in its table
   * @param texts of the reader's own
   * @param numbers of the reader's own
   * @param statics as far as the row knows them
   */
  record Fact(int kind, long line, List<String> texts, double[] numbers, float[] statics) {
    Fact {
      texts = List.copyOf(texts);
    }

    String text(int index) {
      return texts.get(index);
    }

    double number(int index) {
      return numbers[index];
    }
  }

  /** Everything of one key, in the order in which it was told. */
  static final class Group {
    private final List<Fact> facts = new ArrayList<>();
    private long[] parts = new long[16];
    private double[] times = new double[16];
    private short[] features = new short[16];
    private float[] values = new float[16];
    private int size;

    private void add(long part, double time, short feature, float value) {
      if (size == times.length) {
        parts = Arrays.copyOf(parts, 2 * size);
        times = Arrays.copyOf(times, 2 * size);
        features = Arrays.copyOf(features, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      parts[size] = part;
      times[size] = time;
      features[size] = feature;
      values[size] = value;
      size++;
    }

    /** The facts of a kind. */
    List<Fact> facts(int kind) {
      return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    /** How many measurements there are. */
    int size() {
      return size;
    }

    long part(int i) {
      return parts[i];
    }

    double time(int i) {
      return times[i];
    }

    int feature(int i) {
      return features[i];
    }

    float value(int i) {
      return values[i];
    }
  }

  private Buckets(int count) {
    entries = new long[count];
    nextLook = new long[count];
    // An entry is counted before it is written.
    Arrays.fill(nextLook, Intake.MOST_MEASUREMENTS + 2L);
  }

  /**
   * Makes empty buckets.
   *
   * @param folder to put them in
   * @param bytes about how much will come
   */
  static Buckets create(Path folder, long bytes) throws IOException {
    int count = (int) Math.max(FEWEST, Math.min(MOST, bytes / BYTES_EACH));
    Buckets buckets = new Buckets(count);
    try {
      for (int i = 0; i < count; i++) {
        Path file = folder.resolve("bucket-" + i);
        buckets.files.add(file);
        buckets.outputs.add(
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER)));
      }
    } catch (IOException | RuntimeException e) {
      buckets.close();
      throw e;
    }
    return buckets;
  }

  /**
   * Tells of a measurement, unless it is NaN.
   *
   * @param part a number of the reader's own
   * @throws DatasetException if the key has more than can be right
   */
  void measure(String key, long part, double time, int feature, float value) throws IOException {
    if (Float.isNaN(value)) {
      return;
    }
    DataOutputStream out = entry(key, MEASUREMENT);
    out.writeLong(part);
    out.writeDouble(time);
    out.writeShort(feature);
    out.writeFloat(value);
  }

  /** Tells a fact. */
  void tell(String key, Fact fact) throws IOException {
    DataOutputStream out = entry(key, FACT);
    out.writeByte(fact.kind());
    out.writeLong(fact.line());
    out.writeShort(fact.texts().size());
    for (String text : fact.texts()) {
      out.writeUTF(text);
    }
    out.writeShort(fact.numbers().length);
    for (double number : fact.numbers()) {
      out.writeDouble(number);
    }
    out.writeShort(fact.statics().length);
    for (float value : fact.statics()) {
      out.writeFloat(value);
    }
  }

  private DataOutputStream entry(String key, int kind) throws IOException {
    int bucket = Math.floorMod(key.hashCode() * 0x9E3779B1, entries.length);
    if (++entries[bucket] >= nextLook[bucket]) {
      look(bucket);
    }
    DataOutputStream out = outputs.get(bucket);
    out.writeByte(kind);
    out.writeUTF(key);
    return out;
  }

  /** Looks for a key that fills a bucket by itself, before it fills the disk and the memory. */
  private void look(int bucket) throws IOException {
    outputs.get(bucket).flush();
    Map<String, int[]> counts = new HashMap<>();
    scan(
        bucket,
        new Visitor() {
          @Override
          public void measurement(String key, long part, double time, short feature, float value)
              throws DatasetException {
            count(key);
          }

          @Override
          public void fact(String key, Fact fact) throws DatasetException {
            count(key);
          }

          private void count(String key) throws DatasetException {
            if (++counts.computeIfAbsent(key, unseen -> new int[1])[0] > Intake.MOST_MEASUREMENTS) {
              throw Intake.tooMuch("Patient '" + key + "'");
            }
          }
        });
    nextLook[bucket] = 2 * entries[bucket];
  }

  /** Reads everything, key by key; the keys come in no order. */
  void forEach(GroupReader reader) throws IOException {
    for (DataOutputStream output : outputs) {
      output.close();
    }
    for (int bucket = 0; bucket < entries.length; bucket++) {
      look(bucket);
      Map<String, Group> groups = new LinkedHashMap<>();
      scan(
          bucket,
          new Visitor() {
            @Override
            public void measurement(
                String key, long part, double time, short feature, float value) {
              groups.computeIfAbsent(key, unseen -> new Group()).add(part, time, feature, value);
            }

            @Override
            public void fact(String key, Fact fact) {
              groups.computeIfAbsent(key, unseen -> new Group()).facts.add(fact);
            }
          });
      for (var group : groups.entrySet()) {
        reader.read(group.getKey(), group.getValue());
      }
      Files.delete(files.get(bucket));
    }
  }

  private interface Visitor {
    void measurement(String key, long part, double time, short feature, float value)
        throws DatasetException;

    void fact(String key, Fact fact) throws DatasetException;
  }

  private void scan(int bucket, Visitor visitor) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(files.get(bucket)), 4 * BUFFER))) {
      while (true) {
        int kind = in.read();
        if (kind < 0) {
          return;
        }
        String key = in.readUTF();
        switch (kind) {
          case MEASUREMENT ->
              visitor.measurement(
                  key, in.readLong(), in.readDouble(), in.readShort(), in.readFloat());
          case FACT -> visitor.fact(key, fact(in));
          default -> throw new EOFException("a bucket is broken");
        }
      }
    }
  }

  private static Fact fact(DataInputStream in) throws IOException {
    int kind = in.readByte();
    long line = in.readLong();
    List<String> texts = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    double[] numbers = new double[in.readShort()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    float[] statics = new float[in.readShort()];
    for (int i = 0; i < statics.length; i++) {
      statics[i] = in.readFloat();
    }
    return new Fact(kind, line, texts, numbers, statics);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (DataOutputStream output : outputs) {
      try {
        output.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
