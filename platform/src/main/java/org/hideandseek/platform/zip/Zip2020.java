package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.sandbox.SandboxException;

/**
 * Players that are ZIPs in the format of the NeurIPS 2020 challenge. They run in one image of the
 * platform's own, behind an adapter to the contract's files.
 */
public final class Zip2020 {
  /** The image with the adapter, as the launcher makes it. */
  public static final String IMAGE = "hide-and-seek/python-2020:1";

  /** Where a run's input folder holds the unpacked ZIP. */
  public static final String CODE = "code";

  /**
   * Raised when the adapter gives ZIPs other input, or makes something else of their output: equal
   * ZIPs then are players of their own again.
   */
  private static final int ADAPTER_VERSION = 1;

  private Zip2020() {}

  /** Whether a file begins like a ZIP, be it an empty one. */
  public static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      return magic.length == 4
          && magic[0] == 'P'
          && magic[1] == 'K'
          && ((magic[2] == 3 && magic[3] == 4) || (magic[2] == 5 && magic[3] == 6));
    }
  }

  /**
   * Who a ZIP is among the players: a digest of its content and of the adapter's version. Equal
   * ZIPs are one player, like equal images, and on whichever machine.
   *
   * @param archive the uploaded ZIP
   */
  public static ImageId player(BlobId archive) {
    String identity = "hide-and-seek zip-2020 adapter " + ADAPTER_VERSION + " " + archive.sha256();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
      return new ImageId("sha256:" + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The image that ZIPs run in.
   *
   * @throws SandboxException if the engine does not hold it, which is no ZIP's fault
   */
  public static ImageId image(Sandbox sandbox) {
    try {
      return sandbox.find(IMAGE);
    } catch (ImageRefusedException e) {
      throw new SandboxException(
          "The engine does not hold "
              + IMAGE
              + ", in which ZIPs run; ./hideandseek serve and referee make it",
          e);
    }
  }
}
