package org.hideandseek.platform.account;

import java.time.Instant;

/** How often something was tried. */
public interface AttemptStore {
  /**
   * Counts one more try.
   *
   * @param bucket what is counted together
   * @param now when
   * @param cutoff a count that began before it begins anew
   * @return the tries since the count began, and when that was
   */
  Count add(String bucket, Instant now, Instant cutoff);

  /** Takes back one try. */
  void takeBack(String bucket);

  /** Forgets all tries. */
  void forget(String bucket);

  /** Forgets all counts that began before some moment. */
  void forgetBefore(Instant cutoff);

  /**
   * A count.
   *
   * @param tries with the one that was just added
   * @param since when the first of them was
   */
  record Count(int tries, Instant since) {}
}
