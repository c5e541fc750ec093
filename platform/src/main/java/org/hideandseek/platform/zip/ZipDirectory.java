package org.hideandseek.platform.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hideandseek.sandbox.ImageRefusedException;

/**
 * The skeleton of a ZIP, looked at before a library reads it: how many entries it really lists,
 * that they lie one behind the other, and that there is nothing else in the file. Two readers of
 * such a ZIP can't see two different contents, and none is made to hold a million entries.
 *
 * <p>Format: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final long IN_ZIP64 = 0xffff_ffffL;
  private static final int LARGEST = 8 << 20;

  private ZipDirectory() {}

  /** Where an entry's header and content lie: from its offset, at least so far. */
  private record Extent(long from, long to) {}

  /**
   * Refuses a ZIP whose skeleton is not sound.
   *
   * @param mostEntries how many it may have
   */
  static void check(Path file, int mostEntries) throws IOException, ImageRefusedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      int tailBytes = (int) Math.min(size, END_BYTES + LONGEST_COMMENT + ZIP64_LOCATOR_BYTES);
      ByteBuffer tail = read(channel, size - tailBytes, tailBytes);
      int at = lastEnd(tail);
      if (at + END_BYTES + unsigned(tail.getShort(at + 20)) != tailBytes) {
        throw ZipArchive.refusal("has data after its end, or is cut off");
      }
      if (at >= ZIP64_LOCATOR_BYTES && tail.getInt(at - ZIP64_LOCATOR_BYTES) == ZIP64_LOCATOR) {
        throw zip64();
      }
      int entries = unsigned(tail.getShort(at + 10));
      if (tail.getShort(at + 4) != 0 || tail.getShort(at + 8) != tail.getShort(at + 10)) {
        throw ZipArchive.refusal("is a part of a ZIP in several files");
      }
      if (entries > mostEntries) {
        throw tooMany(mostEntries);
      }
      long directoryBytes = unsigned(tail.getInt(at + 12));
      long directoryAt = unsigned(tail.getInt(at + 16));
      if (directoryBytes == IN_ZIP64 || directoryAt == IN_ZIP64) {
        throw zip64();
      }
      long endAt = size - tailBytes + at;
      if (directoryAt + directoryBytes != endAt) {
        throw ZipArchive.refusal("does not have its list of entries where it says");
      }
      if (directoryBytes > LARGEST) {
        throw tooMany(mostEntries);
      }
      checkEntries(read(channel, directoryAt, (int) directoryBytes), entries, directoryAt);
    }
  }

  private static int lastEnd(ByteBuffer tail) throws ImageRefusedException {
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return at;
      }
    }
    throw ZipArchive.refusal("is cut off: the list of its entries is missing");
  }

  private static void checkEntries(ByteBuffer directory, int entries, long directoryAt)
      throws ImageRefusedException {
    List<Extent> extents = new ArrayList<>();
    int at = 0;
    while (extents.size() < entries
        && at + ENTRY_BYTES <= directory.limit()
        && directory.getInt(at) == ENTRY) {
      long packed = unsigned(directory.getInt(at + 20));
      long unpacked = unsigned(directory.getInt(at + 24));
      long offset = unsigned(directory.getInt(at + 42));
      if (packed == IN_ZIP64 || unpacked == IN_ZIP64 || offset == IN_ZIP64) {
        throw zip64();
      }
      extents.add(new Extent(offset, offset + LOCAL_BYTES + packed));
      at +=
          ENTRY_BYTES
              + unsigned(directory.getShort(at + 28))
              + unsigned(directory.getShort(at + 30))
              + unsigned(directory.getShort(at + 32));
    }
    if (extents.size() != entries || at != directory.limit()) {
      throw ZipArchive.refusal("lists other entries than the " + entries + " that it announces");
    }
    extents.sort(Comparator.comparingLong(Extent::from));
    long end = 0;
    for (Extent extent : extents) {
      if (extent.from() < end) {
        throw ZipArchive.refusal("has entries that overlap");
      }
      end = extent.to();
    }
    if (end > directoryAt) {
      throw ZipArchive.refusal("has entries that overlap");
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("the ZIP became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static ImageRefusedException zip64() {
    return ZipArchive.refusal("is in ZIP64, which no ZIP of an allowed size needs");
  }

  private static ImageRefusedException tooMany(int mostEntries) {
    return ZipArchive.refusal("has more than the " + mostEntries + " entries allowed");
  }

  private static int unsigned(short value) {
    return Short.toUnsignedInt(value);
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }
}
