package org.hideandseek.challenges.npy;

/** The element types that the contract uses. */
public enum NpyType {
  FLOAT32("<f4", 4),
  /** Arrays in the format of the 2020 challenge, which are handed on and never computed with. */
  FLOAT64("<f8", 8),
  INT32("<i4", 4),
  /** Membership labels at the command line. */
  BOOL("|b1", 1);

  private final String descr;
  private final int bytes;

  NpyType(String descr, int bytes) {
    this.descr = descr;
    this.bytes = bytes;
  }

  /** As in the file's header. */
  public String descr() {
    return descr;
  }

  /** Size of an element. */
  public int bytes() {
    return bytes;
  }
}
