package org.hideandseek.platform.run;

/** Where a run is. */
public enum RunState {
  QUEUED("queued", false),
  RUNNING("running", false),
  SUCCEEDED("succeeded", true),
  FAILED("failed", true),
  TIMED_OUT("timed-out", true),
  OUT_OF_MEMORY("out-of-memory", true),
  OUTPUT_REFUSED("output-refused", true),
  CANCELLED("cancelled", true),
  /** The platform or a machine failed, more often than it is tried again. */
  LOST("lost", true);

  private final String word;
  private final boolean last;

  RunState(String word, boolean last) {
    this.word = word;
    this.last = last;
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }

  /** Whether nothing follows it. */
  public boolean isFinal() {
    return last;
  }
}
