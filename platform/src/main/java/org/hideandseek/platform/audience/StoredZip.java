package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Several files and texts as one ZIP that is never on disk. It is the same to the byte whenever and
 * wherever it is made, so that it has a checksum and can be read in parts: nothing in it is
 * compressed, and its entries carry one date.
 */
final class StoredZip {
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final List<Checked> parts;
  private final String sha256;
  private final long bytes;

  /** What is in the ZIP under a name. */
  record Part(String name, Source source) {
    static Part of(String name, Path file) {
      return new Part(name, () -> Files.newInputStream(file));
    }

    static Part of(String name, String text) {
      return new Part(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private void copyTo(OutputStream target) throws IOException {
      try (InputStream stream = source.open()) {
        stream.transferTo(target);
      }
    }
  }

  /** Gives the same bytes each time that it is opened. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private record Checked(Part part, long size, long crc) {}

  private StoredZip(List<Checked> parts) throws IOException {
    this.parts = List.copyOf(parts);
    MessageDigest digest = sha256();
    Window everything = new Window(OutputStream.nullOutputStream(), 0, Long.MAX_VALUE);
    write(new DigestOutputStream(everything, digest));
    sha256 = HexFormat.of().formatHex(digest.digest());
    bytes = everything.passed;
  }

  /** Reads everything for their checksums. */
  static StoredZip of(List<Part> parts) throws IOException {
    List<Checked> checked = new ArrayList<>();
    for (Part part : parts) {
      CRC32 crc = new CRC32();
      long size = 0;
      byte[] chunk = new byte[1 << 16];
      try (InputStream stream = part.source().open()) {
        for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
          crc.update(chunk, 0, n);
          size += n;
        }
      }
      checked.add(new Checked(part, size, crc.getValue()));
    }
    return new StoredZip(checked);
  }

  /**
   * Sends files as a ZIP at once, without reading them before: it has no checksum of its own and
   * can't be read in parts.
   */
  static void send(List<Part> parts, OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    zip.setLevel(Deflater.BEST_SPEED);
    for (Part part : parts) {
      ZipEntry entry = new ZipEntry(part.name());
      entry.setTimeLocal(DATE);
      zip.putNextEntry(entry);
      part.copyTo(zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  Download download(String name) {
    return new Download(
        name,
        sha256,
        bytes,
        (from, count, target) -> write(new Window(target, from, from + count)));
  }

  private void write(OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    for (Checked one : parts) {
      ZipEntry entry = new ZipEntry(one.part().name());
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(one.size());
      entry.setCrc(one.crc());
      entry.setTimeLocal(DATE);
      zip.putNextEntry(entry);
      one.part().copyTo(zip);
      zip.closeEntry();
    }
    // Closing would close what does not belong to it.
    zip.finish();
    zip.flush();
  }

  /** Passes on what lies between two bytes. */
  private static final class Window extends FilterOutputStream {
    private final long from;
    private final long to;
    private long passed;

    Window(OutputStream target, long from, long to) {
      super(target);
      this.from = from;
      this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      long first = Math.max(from, passed);
      long end = Math.min(to, passed + length);
      if (first < end) {
        out.write(source, offset + (int) (first - passed), (int) (end - first));
      }
      passed += length;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
