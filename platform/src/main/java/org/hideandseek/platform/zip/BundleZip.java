package org.hideandseek.platform.zip;

import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.sandbox.ImageRefusedException;

/** A challenge's bundle as a ZIP, by the same rules as any upload but for its size. */
public final class BundleZip {
  /** The largest upload, in bytes. */
  public static final long LARGEST = 1L << 30;

  /** Arrays of which most is missing pack well, though not as well as a bomb. */
  private static final ZipArchive.Limits LIMITS =
      new ZipArchive.Limits((int) (LARGEST >> 20), 3 * 1024, 500);

  private BundleZip() {}

  /**
   * Unpacks a bundle, so that {@code challenge.yaml} lies directly in the target.
   *
   * @param target a folder that does not exist yet
   * @throws ImageRefusedException if it breaks a rule; the message names the rule and the entry
   */
  public static void unpack(Path file, Path target) throws IOException, ImageRefusedException {
    ZipArchive.unpack(file, new ZipArchive.Anchor("challenge.yaml", "a bundle"), LIMITS, target);
  }
}
