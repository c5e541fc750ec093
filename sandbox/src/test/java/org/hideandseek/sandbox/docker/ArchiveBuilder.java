package org.hideandseek.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes image archives, good and bad, byte by byte as a stranger might. */
final class ArchiveBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  ArchiveBuilder() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** A layer with one small file. */
  static byte[] layer(String content) {
    return new ArchiveBuilder().file("mark", content).toBytes();
  }

  /** A configuration with the given part for how to run it, over the given layers. */
  static String config(String run, byte[]... layers) {
    StringBuilder ids = new StringBuilder();
    for (byte[] layer : layers) {
      ids.append(ids.isEmpty() ? "" : ",").append('"').append(sha256(layer)).append('"');
    }
    return """
        {"architecture":"amd64","os":"linux","config":{%s},
         "rootfs":{"type":"layers","diff_ids":[%s]}}"""
        .formatted(run, ids);
  }

  static String sha256(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String blob(byte[] content) {
    return "blobs/sha256/" + sha256(content).substring("sha256:".length());
  }

  /** What {@code docker save} of one image looks like. */
  static ArchiveBuilder saved(String config, String tag, byte[] layer) {
    return new ArchiveBuilder()
        .directory("l0")
        .file("l0/layer.tar", layer)
        .file("c.json", config)
        .file(
            "manifest.json",
            "[{\"Config\":\"c.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"l0/layer.tar\"]}]"
                .formatted(tag));
  }

  ArchiveBuilder file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  ArchiveBuilder file(String name, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    return entry(entry, content);
  }

  ArchiveBuilder blobOf(byte[] content) {
    return file(blob(content), content);
  }

  ArchiveBuilder directory(String name) {
    return entry(new TarArchiveEntry(name + "/"), new byte[0]);
  }

  ArchiveBuilder special(byte type, String name, Consumer<TarArchiveEntry> more) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    more.accept(entry);
    return entry(entry, new byte[0]);
  }

  ArchiveBuilder symlink(String name, String target) {
    return special(TarConstants.LF_SYMLINK, name, entry -> entry.setLinkName(target));
  }

  private ArchiveBuilder entry(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path to(Path file) {
    return write(file, toBytes());
  }

  Path gzippedTo(Path file) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(file, packed.toByteArray());
  }

  static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
