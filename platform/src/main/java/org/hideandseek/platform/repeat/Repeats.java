package org.hideandseek.platform.repeat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hideandseek.platform.account.Tokens;

/**
 * Sees to it that a request which is sent twice with the same key is done once. The key and whoever
 * sent it are stored as one hash, the request as another; since both hashes hold a secret of the
 * sender (a token or a session), they tell nothing even of a request with a password in it. Of
 * answers, successes alone are stored, and none that holds a secret.
 */
public final class Repeats {
  /** How long a key is known. */
  public static final Duration KNOWN = Duration.ofHours(24);

  /** How long a request is waited for whose node is gone. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RepeatStore store;
  private final Clock clock;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  public Repeats(RepeatStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A request with a key.
   *
   * @param id what stands for the key and its sender in the database
   * @param holder names this very request
   * @param attempt what is known of the key
   */
  public record Request(String id, String holder, Attempt attempt) {}

  /**
   * Looks a key up, and takes it where it is free.
   *
   * @param secret of the sender, such as their token
   * @param key chosen by the sender
   */
  public Request begin(String secret, String key) {
    String id = Tokens.hash("repeat " + secret + "\n" + key);
    String holder = UUID.randomUUID().toString();
    Instant now = clock.instant();
    Attempt attempt = store.take(id, holder, now, now.plus(PATIENCE), now.minus(KNOWN));
    if (attempt instanceof Attempt.First) {
      held.add(holder);
    }
    return new Request(id, holder, attempt);
  }

  /**
   * What is stored of a request's content, to tell another one by.
   *
   * @param secret of the sender
   * @param key chosen by the sender
   * @param content all that makes it this request, such as method, address and hash of the body
   */
  public static String fingerprint(String secret, String key, String content) {
    return Tokens.hash("request " + secret + "\n" + key + "\n" + content);
  }

  /**
   * Keeps what was answered to a request that holds its key.
   *
   * @param fingerprint of the request
   * @param answer empty if it holds a secret
   */
  public void answered(Request request, String fingerprint, Optional<KeptAnswer> answer) {
    held.remove(request.holder());
    store.answered(request.id(), request.holder(), fingerprint, answer);
  }

  /** Gives the key of a request back that came to nothing. */
  public void giveBack(Request request) {
    held.remove(request.holder());
    store.giveBack(request.id(), request.holder());
  }

  /** Called now and then: requests that take long keep their keys, old keys are forgotten. */
  public void tick() {
    Instant now = clock.instant();
    store.renew(Set.copyOf(held), now.plus(PATIENCE));
    store.forgetBefore(now.minus(KNOWN));
  }
}
