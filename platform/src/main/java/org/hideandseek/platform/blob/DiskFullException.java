package org.hideandseek.platform.blob;

import java.io.IOException;

/** The disk has no room for more. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskFullException() {
    super("no room is left on the disk of the blobs");
  }
}
