package org.hideandseek.platform.repeat;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The keys of requests, for all nodes together. */
public interface RepeatStore {

  /**
   * Takes a key, if nobody has it. Of several who ask at once, one gets it.
   *
   * @param id what stands for the key and whoever sent it
   * @param holder who asks; names one request
   * @param heldUntil until when others wait for the holder
   * @param cutoff keys that were begun before are as if they were not there
   */
  Attempt take(String id, String holder, Instant now, Instant heldUntil, Instant cutoff);

  /** Makes others wait longer for these holders. */
  void renew(Collection<String> holders, Instant heldUntil);

  /**
   * Says how a request was answered.
   *
   * @param request the SHA-256 of the request
   * @param answer empty if it may not be kept
   * @return false if the holder has lost the key to somebody else
   */
  boolean answered(String id, String holder, String request, Optional<KeptAnswer> answer);

  /** Gives a key back: the request came to nothing, and may be sent again. */
  void giveBack(String id, String holder);

  /** Forgets the keys that were begun before. */
  void forgetBefore(Instant cutoff);
}
