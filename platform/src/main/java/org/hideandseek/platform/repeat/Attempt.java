package org.hideandseek.platform.repeat;

import java.time.Instant;
import java.util.Optional;

/** What is known of a key when a request comes with it. */
public sealed interface Attempt {

  /** Nobody has used it: whoever asks holds it now, and handles the request. */
  record First() implements Attempt {}

  /** A request with it is being handled. */
  record UnderWay() implements Attempt {}

  /**
   * A request with it has been answered.
   *
   * @param request the SHA-256 of that request
   * @param begunAt when it came
   * @param answer empty where it may not be kept, since it held a secret
   */
  record Answered(String request, Instant begunAt, Optional<KeptAnswer> answer)
      implements Attempt {}
}
