package org.hideandseek.platform.submission;

import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.sandbox.ImageId;

/**
 * What a team sent.
 *
 * @param archive the file
 * @param format what it is
 * @param image who it is among the players: the image in it, or what {@link Zip2020#player} makes
 *     of a ZIP
 */
public record Upload(BlobId archive, Format format, ImageId image) {

  /** An archive of an image. */
  public static Upload image(BlobId archive, ImageId image) {
    return new Upload(archive, Format.IMAGE, image);
  }

  /** A ZIP in the format of 2020. */
  public static Upload zip(BlobId archive) {
    return new Upload(archive, Format.ZIP_2020, Zip2020.player(archive));
  }
}
