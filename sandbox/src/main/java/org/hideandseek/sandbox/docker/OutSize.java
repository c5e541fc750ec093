package org.hideandseek.sandbox.docker;

import org.hideandseek.sandbox.Limits;

/**
 * The hard limits of one {@code /out}; slots of the same size are interchangeable.
 *
 * @param bytes its size
 * @param files how many files and folders it can hold
 */
record OutSize(long bytes, int files) {

  static OutSize of(Limits limits) {
    return new OutSize(limits.outBytes(), limits.outFiles());
  }

  @Override
  public String toString() {
    return Words.bytes(bytes) + " and " + Words.count(files, "file");
  }
}
