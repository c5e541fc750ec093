package org.hideandseek.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * What an image archive says of itself.
 *
 * @param id the digest of its configuration, recomputed from the archive's bytes
 * @param architecture such as {@code amd64}
 * @param layers how many layers it has
 */
public record ImageSummary(ImageId id, String architecture, int layers) {

  public ImageSummary {
    requireNonNull(id);
    requireNonNull(architecture);
  }
}
