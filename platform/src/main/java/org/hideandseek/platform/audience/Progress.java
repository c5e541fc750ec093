package org.hideandseek.platform.audience;

/**
 * How far the runs of a challenge are.
 *
 * @param queued runs that wait
 * @param running runs under way
 * @param finished runs that ended by themselves or through their own fault
 * @param matches finished matches with a score
 */
public record Progress(int queued, int running, int finished, int matches) {

  /** Whether nothing waits and nothing runs: the boards stand, until somebody submits again. */
  public boolean settled() {
    return queued == 0 && running == 0;
  }

  public int total() {
    return queued + running + finished;
  }
}
