package org.hideandseek.app.participant;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.hideandseek.app.CommandException;

/**
 * A file that is sent.
 *
 * @param path where it is
 * @param bytes how long it is
 * @param sha256 of its content, in hexadecimal digits
 */
record UploadedFile(Path path, long bytes, String sha256) {

  /**
   * Reads a file through.
   *
   * @param progress is told how many bytes have been read
   */
  static UploadedFile of(Path path, LongConsumer progress) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new CommandException(
          ExitCodes.NOT_FOUND,
          "There is no file " + path + "; name what 'docker save' wrote, or a ZIP of 2020.");
    }
    MessageDigest digest = digest();
    long bytes = 0;
    byte[] chunk = new byte[1 << 17];
    try (InputStream stream = Files.newInputStream(path)) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        digest.update(chunk, 0, n);
        bytes += n;
        progress.accept(bytes);
      }
    }
    if (bytes == 0) {
      throw new CommandException(ExitCodes.USAGE, "The file " + path + " is empty.");
    }
    return new UploadedFile(path, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A part of it.
   *
   * @param progress is told up to which byte it has been read
   */
  InputStream part(long from, long count, LongConsumer progress) throws IOException {
    FileChannel channel = FileChannel.open(path);
    channel.position(from);
    return new Part(Channels.newInputStream(channel), from, count, progress);
  }

  private static final class Part extends FilterInputStream {
    private final LongConsumer progress;
    private long at;
    private long left;

    Part(InputStream stream, long from, long count, LongConsumer progress) {
      super(stream);
      this.at = from;
      this.left = count;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      if (count > 0) {
        left -= count;
        at += count;
        progress.accept(at);
      }
      return count;
    }
  }
}
