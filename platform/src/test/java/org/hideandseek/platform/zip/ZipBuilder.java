package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIPs byte by byte, sound ones and others. */
final class ZipBuilder {
  static final int UTF_8_NAME = 1 << 11;
  static final int ENCRYPTED = 1;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;
  private int announced = -1;
  private byte[] comment = new byte[0];

  /** One entry, deflated, with everything that its headers say. */
  static final class Entry {
    private final byte[] name;
    private final byte[] bytes;
    private int flags = UTF_8_NAME;
    private int method = 8;
    private int mode;
    private long size;
    private long offset = -1;
    private long checksum;

    Entry(String name, byte[] bytes) {
      this(name.getBytes(UTF_8), bytes);
    }

    Entry(byte[] name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
      this.size = bytes.length;
      CRC32 crc = new CRC32();
      crc.update(bytes);
      this.checksum = crc.getValue();
    }

    Entry flags(int value) {
      flags = value;
      return this;
    }

    Entry method(int value) {
      method = value;
      return this;
    }

    Entry mode(int value) {
      mode = value;
      return this;
    }

    Entry size(long value) {
      size = value;
      return this;
    }

    Entry checksum(long value) {
      checksum = value;
      return this;
    }

    Entry offset(long value) {
      offset = value;
      return this;
    }

    private byte[] packed() {
      if (method == 0) {
        return bytes;
      }
      Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return out.toByteArray();
    }
  }

  ZipBuilder add(String name, String text) {
    return add(new Entry(name, text.getBytes(UTF_8)));
  }

  ZipBuilder add(Entry entry) {
    byte[] packed = entry.packed();
    long offset = entry.offset >= 0 ? entry.offset : content.size();
    content.writeBytes(
        numbers(30 + entry.name.length)
            .putInt(0x04034b50)
            .putShort((short) 20)
            .putShort((short) entry.flags)
            .putShort((short) entry.method)
            .putInt(0)
            .putInt((int) entry.checksum)
            .putInt(packed.length)
            .putInt((int) entry.size)
            .putShort((short) entry.name.length)
            .putShort((short) 0)
            .put(entry.name)
            .array());
    content.writeBytes(packed);
    directory.writeBytes(
        numbers(46 + entry.name.length)
            .putInt(0x02014b50)
            .putShort((short) (3 << 8 | 20))
            .putShort((short) 20)
            .putShort((short) entry.flags)
            .putShort((short) entry.method)
            .putInt(0)
            .putInt((int) entry.checksum)
            .putInt(packed.length)
            .putInt((int) entry.size)
            .putShort((short) entry.name.length)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(entry.mode << 16)
            .putInt((int) offset)
            .put(entry.name)
            .array());
    entries++;
    return this;
  }

  /** How many entries the end of the ZIP says that there are. */
  ZipBuilder announcing(int count) {
    announced = count;
    return this;
  }

  ZipBuilder comment(String text) {
    comment = text.getBytes(UTF_8);
    return this;
  }

  byte[] bytes() {
    int count = announced >= 0 ? announced : entries;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(content.toByteArray());
    out.writeBytes(directory.toByteArray());
    out.writeBytes(
        numbers(22 + comment.length)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) count)
            .putShort((short) count)
            .putInt(directory.size())
            .putInt(content.size())
            .putShort((short) comment.length)
            .put(comment)
            .array());
    return out.toByteArray();
  }

  Path write(Path folder) throws IOException {
    return Files.write(Files.createTempFile(folder, "player", ".zip"), bytes());
  }

  private static ByteBuffer numbers(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
