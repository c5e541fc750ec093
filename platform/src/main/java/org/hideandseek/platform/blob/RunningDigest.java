package org.hideandseek.platform.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a file's beginning, which can be taken further. It reads the file itself, which
 * the system still holds in memory if it was written just now, so that whoever writes need not wait
 * for it. Used by one thread at a time.
 */
final class RunningDigest {
  private final MessageDigest digest = sha256();
  private long done;

  /** How many bytes of the file it stands for. */
  long done() {
    return done;
  }

  /**
   * Takes it further, to the end of a longer beginning.
   *
   * @param buffer to read into
   */
  void follow(FileChannel file, long until, byte[] buffer) throws IOException {
    while (done < until) {
      int wanted = (int) Math.min(buffer.length, until - done);
      int count = file.read(ByteBuffer.wrap(buffer, 0, wanted), done);
      if (count < 0) {
        throw new EOFException("the file is shorter than what was written to it");
      }
      digest.update(buffer, 0, count);
      done += count;
    }
  }

  /** The digest; it can't be taken further then. */
  BlobId finish() {
    return new BlobId(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
