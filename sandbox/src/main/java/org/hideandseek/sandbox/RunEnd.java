package org.hideandseek.sandbox;

/** How a run ended, of those ends that are the container's or its owner's doing. */
public enum RunEnd {
  SUCCEEDED,
  /** Exit code other than 0. */
  FAILED,
  /** Killed at the wall clock limit. */
  TIMED_OUT,
  /** Killed at the memory limit. */
  OUT_OF_MEMORY,
  /** What it left in {@code /out} breaks the {@link OutputRule}. */
  OUTPUT_REFUSED,
  CANCELLED
}
