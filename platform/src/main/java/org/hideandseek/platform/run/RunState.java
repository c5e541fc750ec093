package org.hideandseek.platform.run;

import java.util.Arrays;
import org.hideandseek.sandbox.RunEnd;

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

  /** The state of this word. */
  public static RunState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is called " + word));
  }

  /** The state of a run whose container ended so. */
  public static RunState of(RunEnd end) {
    return switch (end) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case OUTPUT_REFUSED -> OUTPUT_REFUSED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }

  /** What a run did that is in this state, to follow its name in a sentence. */
  public String verb() {
    return switch (this) {
      case QUEUED -> "waits";
      case RUNNING -> "is running";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case TIMED_OUT -> "timed out";
      case OUT_OF_MEMORY -> "ran out of memory";
      case OUTPUT_REFUSED -> "wrote what was refused";
      case CANCELLED -> "was cancelled";
      case LOST -> "was lost";
    };
  }

  /** Whether nothing follows it. */
  public boolean isFinal() {
    return last;
  }
}
