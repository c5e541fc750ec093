package org.hideandseek.scoring.audit;

import java.util.Arrays;

/** The fingerprints of the patients of one side, to be looked for on another. */
public final class Twins {
  private final Fingerprint fingerprint;
  private final long[][] sorted;
  private final int[] counts;

  /**
   * No fingerprints yet.
   *
   * @param most as many patients at most
   */
  public Twins(Fingerprint fingerprint, int most) {
    this.fingerprint = fingerprint;
    sorted = new long[1 + Fingerprint.GRIDS][most];
    counts = new int[1 + Fingerprint.GRIDS];
  }

  public void add(RawPatient patient) {
    fingerprint.exact(patient).ifPresent(hash -> sorted[0][counts[0]++] = hash);
    for (int g = 0; g < Fingerprint.GRIDS; g++) {
      int kind = 1 + g;
      fingerprint.near(patient, g).ifPresent(hash -> sorted[kind][counts[kind]++] = hash);
    }
  }

  /** Those of two sides together. */
  public Twins and(Twins other) {
    Twins both = new Twins(fingerprint, counts[0] + other.counts[0]);
    for (int kind = 0; kind < counts.length; kind++) {
      System.arraycopy(sorted[kind], 0, both.sorted[kind], 0, counts[kind]);
      System.arraycopy(other.sorted[kind], 0, both.sorted[kind], counts[kind], other.counts[kind]);
      both.counts[kind] = counts[kind] + other.counts[kind];
    }
    return both;
  }

  /** How many patients have a fingerprint. */
  public int size() {
    return counts[0];
  }

  /** How many of these have an equal one on the other side. */
  public int equalIn(Twins other) {
    return common(other, 0);
  }

  /** How many of these have a nearly equal one on the other side. */
  public int nearIn(Twins other) {
    int most = 0;
    for (int g = 0; g < Fingerprint.GRIDS; g++) {
      most = Math.max(most, common(other, 1 + g));
    }
    return most;
  }

  private int common(Twins other, int kind) {
    long[] theirs = Arrays.copyOf(other.sorted[kind], other.counts[kind]);
    Arrays.sort(theirs);
    int found = 0;
    for (int i = 0; i < counts[kind]; i++) {
      found += Arrays.binarySearch(theirs, sorted[kind][i]) >= 0 ? 1 : 0;
    }
    return found;
  }
}
